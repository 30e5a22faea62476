"""A list of very many lines: whether an import stays as fast, and as small, at its end as at its beginning.

python benchmarks/long_list.py                     a million lines of invented people
python benchmarks/long_list.py --lines 70000

A line for each stretch of the file while it is read and, by a second session, written behind the reading: lines in a
second, CPU seconds for a thousand lines, the memory of this process and what the sessions of
PostgreSQL have for themselves. In a database of its own under var/, made anew.
"""

import argparse
import csv
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import databases  # noqa: E402  found from here
from benchmarks.processor import Spent  # noqa: E402

COLUMNS = ["key", "name", "person.sex", "detention.began_on", "prosecution.case_number"]
SAID_AT = (2_000, 10_000, 70_000)  # and at every hundred thousand
LETTERS = "abcdefghiklmnoprstuw"


def main():
    asked = _arguments()
    databases.join("long_list")

    import django

    django.setup()
    from benchmarks import machine

    databases.empty_anew()
    path = Path(databases.server.data).parent / "long-list.csv"
    write_file(path, asked.lines)
    print(f"{asked.lines:,} lines, {path.stat().st_size >> 20} MB · {machine.described()}\n")
    for label in ("first", "again"):
        _run(path, label)


def write_file(path, lines):
    """A CSV in our own wide format; nobody in it has the name of another."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for n in range(lines):
            name = f"{word(n % 997)} {word(n)} {word(n * 7919 + 13)}"
            sex, day = ("male", "female")[n % 3 == 0], f"{2000 + n % 20}-05-0{n % 9 + 1}"
            writer.writerow([n, name, sex, day, f"{n:07}"])


def word(n):
    """A made-up word for a number, no two alike below three million."""
    return "".join(LETTERS[n // 20**place % 20] for place in range(5)).title()


def _run(path, label):
    from office.importing import profiles, receipts

    profile = profiles.load("wide")
    imported = receipts.begin(path, name=path.name, profile=profile, by=None)
    stretches = _Stretches(label)
    imported = receipts.prepare_and_write(imported, by=None, progress=stretches.tell)
    stretches.say("written", imported.total)
    print(f"\n{ {name: n for name, n in imported.counts.items() if name != 'rows'} }\n", flush=True)


class _Stretches:
    def __init__(self, label):
        self.spent = Spent(databases.server)
        self.began = self.last = (time.monotonic(), *self.spent.here_and_there(), 0)
        print(
            f"| {label}: lines | s | lines/s since the line above | CPU here, in PostgreSQL for 1,000 lines | this process | its sessions |"
        )
        print("|---|---|---|---|---|---|")

    def tell(self, _step, done, _total):
        if done > self.last[-1] and (done in SAID_AT or done % 100_000 == 0):
            self.say(f"{done:,}", done)

    def say(self, what, done):
        now = (time.monotonic(), *self.spent.here_and_there(), done)
        clock, here, there, lines = (b - a for a, b in zip(self.last, now, strict=True))
        each = 1_000 / lines if lines else 0
        costs = (
            f"{here * each:.2f} s, {there * each:.2f} s"
            if lines
            else f"{here:.1f} s, {there:.1f} s in all"
        )
        print(
            f"| {what} | {now[0] - self.began[0]:.0f} | {lines / clock:,.0f} | {costs} "
            f"| {_memory('self', 'VmRSS')} MB | {', '.join(map(str, _sessions()))} MB |",
            flush=True,
        )
        self.last = now


def _sessions():
    """MB that each session of PostgreSQL in this database has for itself, the largest first."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return sorted((_memory(pid, "RssAnon") for (pid,) in cursor.fetchall()), reverse=True)


def _memory(process, name):
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) >> 10
    return 0


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lines", type=int, default=1_000_000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
