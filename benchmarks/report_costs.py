"""What each report costs to work out, in processor time: on a machine that is busy clocks say little.

    python benchmarks/report_costs.py --people 20000
    python benchmarks/report_costs.py --people 20000 --times 50      a register of a million, multiplied
    python benchmarks/report_costs.py --people 20000 --versions 10   nine more versions of each entry

Each answer is asked for three days, for one of them again as readers of the same edition get it, and with
three filters by the clock. The processor time of this process and of all of PostgreSQL, with its parallel workers; Linux alone tells.
"""

import argparse
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import databases, processor  # noqa: E402  found from here

AGAIN = 20
DAYS = ("2012-03-04", "2021-06-15", "2024-12-09")
FILTERS = {
    "women": "sex=female",
    "recognised": "scope=recognised",
    "aged 30 to 44": "age_from=30&age_to=44",
}


def main():
    asked = _arguments()
    databases.join(asked.people)

    import django

    django.setup()
    from benchmarks import build, clemency, machine, multiply, versions

    build.ensure(asked.people, _say)
    print(f"{asked.people * asked.times:,} people · {machine.described()}\n")
    if asked.times == asked.versions == 1:
        _table()
        return
    with databases.copy(f"of_{asked.times}_versions_{asked.versions}") as is_new:
        if is_new and asked.times > 1:
            multiply.multiply(asked.times, _say)
            clemency.ensure(_say)
        if is_new and asked.versions > 1:
            versions.make(asked.versions)
        _table()


def _table():
    from core import garbage
    from reports.catalogue import REPORTS

    garbage.collect_rarely()  # as every process that answers readers
    print(f"| report | processor time on three days | clock | again | {' | '.join(FILTERS)} |")
    print(f"|---|---|---|---|{'---|' * len(FILTERS)}", flush=True)
    for report in REPORTS.values():
        seconds = [_seconds(report, f"on={day}") for day in DAYS]
        computed = ", ".join(f"{computed:.2f}" for computed, _clock in seconds)
        clock = ", ".join(f"{clock:.2f}" for _computed, clock in seconds)
        filtered = " | ".join(_filtered(report, chosen) for chosen in FILTERS.values())
        again = _again(report, f"on={DAYS[1]}")
        print(f"| {report.slug} | {computed} s | {clock} s | {again} | {filtered} |", flush=True)


def _seconds(report, query):
    """(processor time, clock) of the first answer."""
    from reports.kept import room_to_sort

    spent, began = processor.Spent(databases.server), time.monotonic()
    with room_to_sort():
        report.answer(_question(report, query))
    return spent.seconds(), time.monotonic() - began


def _question(report, query):
    from django.http import QueryDict

    from register.asked import read_asked

    query = QueryDict(query)
    return report.question.read(query, read_asked(query))


def _again(report, query):
    """Of twenty more readers: milliseconds of processor time on average, and the best and median clock."""
    from reports.kept import kept_answer

    kept_answer(report, _question(report, query))
    taken, spent = [], processor.Spent(databases.server)
    for _reader in range(AGAIN):
        began = time.monotonic()
        kept_answer(report, _question(report, query))
        taken.append((time.monotonic() - began) * 1000)
    computed = spent.seconds() * 1000 / AGAIN
    return f"{computed:.1f} ms, {min(taken):.1f} and {median(taken):.1f} ms by the clock"


def _filtered(report, chosen):
    """Of a report about people: the clock on three days with a filter, nothing kept of who fits it."""
    from django.core.cache import caches

    from register.asked import NotUnderstood

    clock = []
    for day in DAYS:
        caches["sets"].clear()
        try:
            clock.append(_seconds(report, f"on={day}&{chosen}")[1])
        except NotUnderstood:
            return "takes no filter"
    return ", ".join(f"{seconds:.2f}" for seconds in clock) + " s"


def _say(text):
    print(f"  {text}", file=sys.stderr, flush=True)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--versions", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
