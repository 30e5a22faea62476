"""What row-level security for sealed cases costs: the same work without policies, and with them.

python benchmarks/sealing.py --people 10000

In turn, three times, the best of each; CPU seconds of the database process, because other work on the
machine makes the clock run. With policies: as the system, and as a person from whom 50 cases are hidden.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import databases  # noqa: E402  found from here
from benchmarks.processor import Session  # noqa: E402

ROUNDS, SEALED = 3, 50


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    people = parser.parse_args().people
    databases.join(people)

    import django

    django.setup()
    from benchmarks import build, machine

    build.ensure(people, lambda text: None, anew=False)
    ways = _ways()
    print(f"{people:,} people · {machine.described()}\n")
    print(f"| CPU of PostgreSQL | {' | '.join(ways)} |\n|---|{'---|' * len(ways)}")
    for label, work in _works().items():
        best = dict.fromkeys(ways, float("inf"))
        for _round in range(ROUNDS):
            for name, way in ways.items():
                best[name] = min(best[name], _cost(way, work))
        print(f"| {label} | {' | '.join(f'{each * 1000:,.0f} ms' for each in best.values())} |")


def _works():
    from django.db.models import Count

    from prisoners.models import Detention, Prisoner
    from prisoners.searching import search
    from register.publishing import digests
    from sources.models import Record

    ids = list(Record.objects.order_by("pk").values_list("pk", flat=True))
    return {
        "what publishing reads of everybody": lambda: digests(ids),
        "one record": lambda: [digests([each]) for each in ids[:20]],
        "count of a list": lambda: Prisoner.objects.filter(sex="female").count(),
        "detentions by region": lambda: list(
            Detention.objects.order_by().values("region").annotate(n=Count("pk"))
        ),
        "a change of every detention": lambda: Detention.objects.update(staff_note="x"),
        "a search by name": lambda: [search(text) for text in ("Ivan", "Maria Petrova", "Anna")],
    }


def _ways():
    from core import seeing

    return {
        "no policies": (False, seeing.as_system),
        "policies, as the system": (True, seeing.as_system),
        f"policies, {SEALED} hidden": (True, lambda: seeing.as_person(0)),
    }


def _cost(way, work):
    """CPU seconds of one run, taken back; the policies are as asked meanwhile."""
    from django.db import connection, transaction

    has_policies, viewer = way
    _switch(has_policies)
    session = Session(connection)
    try:
        with viewer(), transaction.atomic():
            before = session.seconds()
            work()
            seconds = session.seconds() - before
            transaction.set_rollback(True)
        return seconds
    finally:
        _switch(True)


def _switch(on):
    from django.db import connections

    from config import roles, sealing

    verb = "ENABLE" if on else "DISABLE"
    with connections["owner"].cursor() as cursor:
        for table in sealing.policies(roles.WORKING_APPS):
            cursor.execute(f"ALTER TABLE {table} {verb} ROW LEVEL SECURITY")
        cursor.execute("SELECT count(*) FROM office_sealedcase")
        if cursor.fetchone()[0] < SEALED:
            cursor.execute(
                "INSERT INTO office_sealedcase (record_id, reason, sealed_at) SELECT public_id, 'x', now()"
                " FROM prisoners_prisoner ORDER BY id LIMIT %s ON CONFLICT DO NOTHING",
                [SEALED],
            )


if __name__ == "__main__":
    main()
