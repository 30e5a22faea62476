"""Real lists imported by their profiles: what came of them, how fast, in how much memory.

python benchmarks/importing.py ../shared/data/catalonia/*.xlsx --profile catalonia --accept death
python benchmarks/importing.py ../shared/data/us-doj-pardons/*.csv --profile us-pardons

Each in a database of its own under var/, made anew; the second run of the file has to change nothing.
CPU seconds are of this process and of its database server process: other work on the machine makes
the clock run, and those not.
"""

import argparse
import os
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import databases  # noqa: E402  found from here


def main():
    asked = _arguments()
    databases.join(f"import_{asked.profile.replace('-', '_')}")

    import django

    django.setup()
    from benchmarks import machine

    databases.empty_anew()
    print(f"{asked.file.name} · {machine.described()}\n")
    print("| | lines | s | lines/s | CPU here | CPU in PostgreSQL | most memory |")
    print("|---|---|---|---|---|---|---|")
    first = _run(asked, "first")
    again = _run(asked, "again")
    _say_what_came_of(first, again)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--profile", required=True)
    parser.add_argument("--accept", action="append", default=[])
    return parser.parse_args()


def _run(asked, label):
    """Read and write the file; a line of the table for each of both."""
    from office.importing import applying, profiles, receipts

    imported = receipts.begin(
        asked.file,
        name=asked.file.name,
        profile=profiles.load(asked.profile),
        by=None,
        accept=asked.accept,
    )
    whole = _Clock()
    clock = _Clock()
    receipts.prepare(imported, is_rehearsed=False)
    lines = imported.total
    clock.say(f"{label}: read, matched, compared", lines)
    clock = _Clock()
    applying.write(imported, by=None)
    clock.say(f"{label}: written", lines)
    whole.say(f"{label}: in all", lines)
    return imported


class _Clock:
    def __init__(self):
        self.began, self.here, self.there = time.monotonic(), _cpu_here(), _cpu_there()

    def say(self, label, lines):
        seconds = time.monotonic() - self.began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"| {label} | {lines:,} | {seconds:.1f} | {lines / seconds:,.0f} | {_cpu_here() - self.here:.1f} s "
            f"| {_cpu_there() - self.there:.1f} s | {memory} MB |",
            flush=True,
        )


def _cpu_here():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _cpu_there():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        fields = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _say_what_came_of(first, again):
    from office.models import ImportLine
    from pardons.models import Beneficiary, ClemencyAct
    from prisoners.models import Death, Name, Prisoner, Prosecution, SentencePart, Verdict

    print("\n| | |\n|---|---|")
    for outcome in ImportLine.Outcome:
        print(f"| lines {outcome.label.lower()} | {first.counts[outcome]:,} |")
    for model in (
        Prisoner,
        Name,
        Prosecution,
        Verdict,
        SentencePart,
        Death,
        ClemencyAct,
        Beneficiary,
    ):
        print(f"| {model._meta.verbose_name_plural} | {model.objects.count():,} |")
    steps = Verdict.objects.filter(instance=Verdict.Instance.COMMUTATION).count()
    print(f"| verdicts that are steps of a chain | {steps:,} |")
    lines = ImportLine.objects.filter(of=first)
    print(f"| lines with something left as it was written | {lines.exclude(faults=[]).count():,} |")
    for kind in ("likely_same", "death", "release", "future_date"):
        print(
            f"| lines with the doubt {kind} | {lines.filter(doubts__contains=[[kind]]).count():,} |"
        )
    changed = again.counts["new"] + again.counts["changed"]
    print(f"| lines that the second run would change | {changed:,} |")


if __name__ == "__main__":
    main()
