"""Real lists imported by their profiles: what came of them, how fast, in how much memory.

python benchmarks/importing.py ../shared/data/catalonia/*.xlsx --profile catalonia --accept death
python benchmarks/importing.py ../shared/data/us-doj-pardons/*.csv --profile us-pardons

Each in a database of its own under var/, made anew; the second run of the file has to change nothing.
CPU seconds are of this process and of the whole database server: other work on the machine makes the
clock run, and those not.
"""

import argparse
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import databases  # noqa: E402  found from here
from benchmarks.processor import Spent  # noqa: E402


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
    from office.importing import profiles, receipts

    imported = receipts.begin(
        asked.file,
        name=asked.file.name,
        profile=profiles.load(asked.profile),
        by=None,
        accept=asked.accept,
    )
    clock, read = _Clock(), []

    def tell(step, done, total):
        """The first word of a step that follows the reading ends it."""
        if step == "reads the file":
            read[:] = [done]
        elif len(read) == 1:
            read.append(clock.say(f"{label}: until all was read, matched, compared", read[0]))

    imported = receipts.prepare_and_write(imported, by=None, progress=tell)
    clock.say(f"{label}: until all was written", imported.total)
    return imported


class _Clock:
    def __init__(self):
        self.began, self.spent = time.monotonic(), Spent(databases.server)

    def say(self, label, lines):
        seconds, (here, there) = time.monotonic() - self.began, self.spent.here_and_there()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"| {label} | {lines:,} | {seconds:.1f} | {lines / seconds:,.0f} | {here:.1f} s "
            f"| {there:.1f} s | {memory} MB |",
            flush=True,
        )


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
