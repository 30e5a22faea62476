"""People who share a name in a real list: one person with several cases, or namesakes?

The list of 69,629 military trials in Catalonia, 1938–1978 (Arxiu Nacional de Catalunya, arranged by
M. Belzunces): name, sex, court, case number, years, sentence, archive reference. No birth, no place.
Each line is a case. Lines of one name are compared by the same score as everywhere else.

python benchmarks/catalonia.py                     ../shared/data/catalonia
python benchmarks/catalonia.py PATH                another copy
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

FILE = "Repressaliats pel franquisme a Catalunya.xlsx"
SEXES = {"Home": "male", "Dona": "female"}
SAMPLE, SEED = 50, 20_170_709
OF_ONE_CASE = 20  # a reference or case number with more lines than that is a box, not a file


def main():
    asked = _arguments()
    path = asked.path / FILE
    if not path.exists():
        print(f"{path} is not there: nothing to compare. Give the folder of the list.")
        return
    set_up()
    rows = rows_of(path)
    groups = _groups(rows)
    sharing = sum(map(len, groups.values()))
    print(f"{len(rows):,} cases, {sharing:,} of them share a name: {len(groups):,} names.\n")
    people = _people(rows, groups)
    scored = {name: _scores(group, people) for name, group in groups.items()}
    _report(groups, scored)
    out = ROOT / "var" / "catalonia-sample.md"
    out.parent.mkdir(exist_ok=True)
    out.write_text(_samples(scored), encoding="utf-8")
    print(f"\n{SAMPLE} of each, to be judged by reading: {out}")


def set_up():
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # The score asks no database; models are only imported.
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    from config import local

    local.fill_in()
    import django

    django.setup()


def rows_of(path):
    import openpyxl

    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    head, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def _groups(rows):
    """{name: its lines} of names that more than one line has."""
    found = defaultdict(list)
    for row in rows:
        found[_name(row)].append(row)
    return {name: lines for name, lines in found.items() if len(lines) > 1}


def _name(row):
    return f"{row['Nom']} {row['Cognoms']}".title()


def _people(rows, groups):
    """{number of the line: Facts} of the lines that share a name."""
    from core.partial_dates import parse_edtf
    from prisoners.duplicates import rarity
    from prisoners.duplicates.facts import Facts

    counted = rarity.count([_name(row)] for row in rows)
    names = {name: rarity.words(name) for name in groups}
    expected = rarity.of_counts(names, counted, len(rows))
    in_common = Counter(key for row in rows for key in _of_case(row))

    def year(value):
        return parse_edtf(str(value)) if isinstance(value, int) else None

    def facts(row):
        is_executed = row["Commutacio"] == "Executat"
        died = year(row["Any_final"]) if is_executed else None
        opened = year(row["Any_inici"])
        return Facts(
            pk=row["Num"],
            names=(_name(row),),
            commonness=((_name(row), expected[_name(row)]),),
            sex=SEXES.get(row["Sexe"], ""),
            died=died,
            opened=(opened,) if opened else (),
            case_numbers=frozenset(
                key for key in _of_case(row) if 1 < in_common[key] <= OF_ONE_CASE
            ),
        )

    return {row["Num"]: facts(row) for group in groups.values() for row in group}


def _of_case(row):
    """The archive reference, and the case number with its year: numbers begin anew each year."""
    number, reference = str(row["Num_causa"]).strip(), str(row["Ref"] or "").strip()
    if reference:
        yield f"ref {reference}"
    if number.strip("-0") not in ("", "s/n"):
        yield f"case {number} of {row['Any_inici']}"


def _scores(group, people):
    """[(line, line, score)] of all pairs of one name."""
    from prisoners.duplicates.score import score

    return [
        (one, other, score(people[one["Num"]], people[other["Num"]]))
        for one, other in combinations(group, 2)
    ]


def _report(groups, scored):
    from prisoners.duplicates.weights import REVIEW

    sure = _clusters(groups, scored, lambda found: found.is_certain)
    likely = _clusters(groups, scored, lambda found: found.value >= REVIEW)
    several = [cluster for cluster in likely if len(cluster) > 1]
    alone = [cluster for cluster in likely if len(cluster) == 1]
    lines = sum(map(len, groups.values()))
    print("| | people | cases |\n|---|---|---|")
    print(f"| several cases, an import would not ask (SAME) | {_both(sure)} |")
    print(f"| several cases, likelier than not (REVIEW) | {_both(likely)} |")
    print(f"| namesakes left apart | {len(alone):,} | {len(alone):,} |")
    print(f"\n{lines:,} cases are of {len(several) + len(alone):,} people.")
    pairs = [found for pairs in scored.values() for *_lines, found in pairs]
    kinds = Counter(reason.kind for found in pairs for reason in found.reasons)
    print(f"{len(pairs):,} pairs; the reasons: {dict(kinds.most_common())}")


def _both(clusters):
    several = [cluster for cluster in clusters if len(cluster) > 1]
    return f"{len(several):,} | {sum(map(len, several)):,}"


def _clusters(groups, scored, is_one):
    """Lines that are taken for one person, group by group."""
    clusters = []
    for name, group in groups.items():
        of = {row["Num"]: {row["Num"]} for row in group}
        for one, other, found in scored[name]:
            if is_one(found):
                joined = of[one["Num"]] | of[other["Num"]]
                for number in joined:
                    of[number] = joined
        clusters += {frozenset(numbers) for numbers in of.values()}
    return clusters


def _samples(scored):
    from prisoners.duplicates.weights import REVIEW

    pairs = [pair for of_name in scored.values() for pair in of_name]
    chance = random.Random(SEED)
    one = [pair for pair in pairs if pair[2].value >= REVIEW]
    two = [pair for pair in pairs if pair[2].value < REVIEW]
    return "\n".join(
        _sample(title, chance.sample(group, min(SAMPLE, len(group))))
        for title, group in (("Taken for one person", one), ("Left apart", two))
    )


def _sample(title, pairs):
    told = [f"# {title}\n"]
    for number, (one, other, found) in enumerate(pairs, 1):
        told.append(f"{number}. {_name(one)} · {found.bits:.1f} bits")
        told += [f"   - {', '.join(str(v) for v in row.values())}" for row in (one, other)]
        told += [f"   - {reason.bits:+.1f} {reason}" for reason in found.reasons]
    return "\n".join(told) + "\n"


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path, nargs="?", default=ROOT.parent / "shared/data/catalonia")
    return parser.parse_args()


if __name__ == "__main__":
    main()
