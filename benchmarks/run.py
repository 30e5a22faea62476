"""`make bench`: a synthetic register, measured against the budgets of docs/performance.md.

make bench                              10,000 people, some two minutes
make bench ARGS="--people 1000000"      kept under var/ for the next run
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import databases  # noqa: E402  found from here


def main():
    asked = _arguments()
    databases.join(asked.people)

    import django

    django.setup()
    from benchmarks import machine
    from benchmarks.measure import HEAD, as_line

    print(f"{asked.people:,} people · {machine.described()}\n\n{HEAD}", flush=True)
    for measure in _measures(asked):
        print(as_line(measure), flush=True)


def _measures(asked):
    from benchmarks import build, export, held, lists, publishing, report_pages, site, synthetic
    from benchmarks.measure import Measure
    from config import static

    facts = build.ensure(asked.people, say, anew=asked.anew)
    yield Measure(
        "synthetic register",
        f"{facts['people']:,} people, {facts['dependent_rows']:,} dependent rows, "
        f"built {facts['built_at']}",
    )
    yield publishing.bulk(facts["published_per_second"], facts["published_per_processor_second"])
    say("publishing one record at a time")
    yield publishing.single()
    synthetic.analyze()
    say("held on a day")
    yield from held.measure(asked.people)
    static.collect()
    with site.running() as running:
        say("lists and search")
        yield from lists.measure(running, asked.people)
        say("reports")
        yield from report_pages.measure(running)
        say("CSV")
        yield from export.measure(running)
        if asked.datasette:
            say("Datasette")
            from benchmarks import datasette

            yield from datasette.measure(running, asked.people)


def say(text):
    print(f"  {text}", file=sys.stderr, flush=True)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__, prog="make bench")
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--anew", action="store_true", help="Build the register again.")
    parser.add_argument(
        "--without-datasette",
        dest="datasette",
        action="store_false",
        help="Leave the comparison out.",
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
