"""Names searched among invented people: what is found, how soon, and what the index costs.

.venv/bin/python benchmarks/name_search.py ../shared/data/names/pairs.csv --people 100000
"""

import argparse
import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import databases  # noqa: E402  found from here


def main():
    asked = _arguments()
    databases.join(f"names_{asked.people}")

    import django

    django.setup()
    from benchmarks.name_protocol import held_out, read_people, trials
    from register.models.version import OPEN

    people = read_people(asked.pairs)
    tuning, held = held_out(people)
    held_ids = {person.id for person in held}
    chosen = {"all": people, "tuning": tuning, "held": held}[asked.of]
    build(asked.people, people, asked.anew)
    results = []
    forget_stored()
    if asked.filtered:
        ensure_entries()
    among = (FILTERED, [OPEN]) if asked.filtered else None
    for trial in trials(chosen):
        if not asked.only or trial.scenario in asked.only:
            results += list(run(trial, asked.every, asked.show, among))
    report("of who fits two filters" if asked.filtered else "of everybody", results)
    report("of people held out while tuning", [r for r in results if r[4] in held_ids])


def build(number, people, anew):
    from django.db import connections

    from benchmarks.haystack import people as invented
    from benchmarks.name_protocol import told
    from config.database import is_prepared
    from register.models import PUBLISHED_NAMES, SearchedName

    if not anew and is_prepared() and SearchedName.objects.exists():
        return
    databases.empty_anew()
    known = {" ".join(sorted(told(form).split())) for person in people for form in person.forms}

    def rows():
        for place, forms in enumerate(invented(number)):
            if not any(" ".join(sorted(told(form).split())) in known for form in forms):
                for form in forms:
                    yield f"H{place}", form[:200]

    began = time.perf_counter()
    PUBLISHED_NAMES.rebuild(rows(), using="owner")
    print(f"indexed in {time.perf_counter() - began:.0f} s", flush=True)
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE register_searchedname")
        cursor.execute("VACUUM ANALYZE register_nameword")
        for table in ("register_searchedname", "register_nameword"):
            cursor.execute(
                f"SELECT count(*), pg_size_pretty(pg_table_size('{table}')), pg_size_pretty(pg_indexes_size('{table}')) FROM {table}"
            )
            print(table, *cursor.fetchone())


FILTERED = """SELECT public_id FROM register_entry
    WHERE edition_to = %s AND sex = 'female' AND occupations && '{journalist}'"""
ENTRIES = """
    INSERT INTO register_entry (public_id, edition_from, digest, published_at, is_withheld,
           first_reported_on, death_class, sentence_kinds, countries, regions, contexts, facilities,
           courts, articles, condition_kinds, recognised_by, sex, nationalities, occupations, health,
           has_minor_children)
    SELECT public_id, 1, '', '2025-01-01', false, '2020-08-10', '', '{}', '{BY}', '{}', '{}', '{}',
           '{}', '{}', '{}', '{}', CASE WHEN is_asked OR random() < .3 THEN 'female' ELSE 'male' END, '{BY}',
           CASE WHEN is_asked OR random() < .3 THEN '{journalist}' ELSE '{worker}' END::varchar[], '{}',
           'unknown'
      FROM (SELECT DISTINCT public_id, false AS is_asked FROM register_searchedname
            UNION ALL SELECT 'T' || n, true FROM generate_series(0, 9999) n) people
"""


def ensure_entries():
    """Of everybody an entry; two filters hold for one in eleven, and for all who are asked for."""
    from django.db import connections

    from register.models import Entry

    if not Entry.objects.exists():
        with connections["owner"].cursor() as cursor:
            cursor.execute(ENTRIES)
            cursor.execute("VACUUM ANALYZE register_entry")


def run(trial, every, show, among):
    """(scenario, group, rank or None, (seconds, of these computing), id) of each question."""
    from django.db import connections

    from benchmarks.processor import Processor
    from core import garbage
    from names.search import search
    from register.models import PUBLISHED_NAMES

    forget_stored()
    ids = {person: f"T{n}" for n, person in enumerate(trial.stored)}
    rows = [(ids[person], form) for person, forms in trial.stored.items() for form in forms]
    PUBLISHED_NAMES.replace([], rows, using="owner")
    garbage.collect_rarely()
    processor = Processor(connections["default"])
    for question in trial.questions[::every]:
        began, computed = time.perf_counter(), processor.seconds()
        people = search(
            PUBLISHED_NAMES, question.text, using="default", limit=50, among=among
        ).people
        took = time.perf_counter() - began, processor.seconds() - computed
        found = people[:10]
        places = [person.public_id for person in found]
        rank = places.index(ids[question.person]) if ids[question.person] in places else None
        if show and rank is None and question.person.group in show:
            print(
                trial.scenario,
                repr(question.text),
                trial.stored[question.person],
                [(f.likeness.written, round(f.likeness.score, 3)) for f in found[:3]],
                flush=True,
            )
        yield trial.scenario, question.person.group, rank, took, question.person.id


def forget_stored():
    """Of the last trial, this run's or another's."""
    from register.models import PUBLISHED_NAMES, SearchedName

    stored = SearchedName.objects.filter(public_id__startswith="T").values_list(
        "public_id", flat=True
    )
    PUBLISHED_NAMES.remove(set(stored), using="owner")


def report(title, results):
    from benchmarks.name_protocol import OWN

    print(f"\n{title}")
    by = defaultdict(list)
    for scenario, group, rank, took, _ in results:
        for kind in ["all", group] + (["own"] if group in OWN else []):
            by[scenario, kind].append((rank, *took))
    for scenario, kind in sorted(
        by, key=lambda key: (key[0], key[1] != "all", key[1] != "own", key[1])
    ):
        ranks, seconds, computing = zip(*by[scenario, kind], strict=True)
        first = sum(rank == 0 for rank in ranks) / len(ranks)
        ten = sum(rank is not None for rank in ranks) / len(ranks)
        print(
            f"{scenario:8} {kind:14} {len(ranks):5}  first {first:.3f}  ten {ten:.3f}"
            f"   {_quantiles(seconds)} ms, computing {_quantiles(computing)} ms"
        )


def _quantiles(seconds):
    ordered = sorted(seconds)
    p50, p95, p99 = (ordered[int(len(ordered) * p)] * 1000 for p in (0.5, 0.95, 0.99))
    return f"p50 {p50:.0f} p95 {p95:.0f} p99 {p99:.0f}"


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--of", choices=["all", "tuning", "held"], default="all")
    parser.add_argument("--every", type=int, default=1, help="Ask every n-th question only.")
    parser.add_argument("--only", nargs="*", help="Scenarios.")
    parser.add_argument("--filtered", action="store_true", help="Ask among who fits two filters.")
    parser.add_argument("--anew", action="store_true")
    parser.add_argument("--show", nargs="*", help="Print what is not found of these groups.")
    return parser.parse_args()


if __name__ == "__main__":
    main()
