"""How fast files of each kind are read, and in how much memory.

python benchmarks/sheets.py                        100,000 generated rows of twelve columns
python benchmarks/sheets.py --rows 1000000         a million
python benchmarks/sheets.py --rows 0 FILE …        files of your own
"""

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

COLUMNS = "id surname name sex court procedure number opened closed sentence arrested note".split()
WORDS = "Анна Петрова García López Minsk Barcelona военный суд consejo de guerra 342 130".split()
SEED = 4
MOST_ODS_ROWS, MOST_XLS_ROWS = 100_000, 8_000  # that the writers of the tests can hold


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        _read(asked.read)
        return
    print("| file | MB | rows | rows/s | peak memory, MB |\n|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for path in chain(_generated(Path(folder), asked.rows), asked.files):
            subprocess.run([sys.executable, __file__, "--read", path], check=True)


def _read(path):
    """In a process of its own, so that its peak of memory is that of one file."""
    import resource

    _set_up()
    from sheets import open_sheet

    began = sum(os.times()[:4])

    with open_sheet(path) as sheet:
        rows = sum(1 for _row in sheet.rows())
    # Of processor time, that of the process which reads XLS included: the machine may be shared.
    seconds = sum(os.times()[:4]) - began
    # VmHWM begins anew with each program; the peak of getrusage is inherited.
    status = Path("/proc/self/status").read_text()
    own = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    of_child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"| {path.name} | {path.stat().st_size / 1e6:.1f} | {rows:,} | {rows / seconds:,.0f} "
        f"| {own + of_child:.0f} |",
        flush=True,
    )


def _set_up():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    from config import local

    local.fill_in()


def _generated(folder, count):
    if not count:
        return
    _set_up()
    from sheets import NewSheet
    from sheets.tests.files import ods, ods_row, xls

    for kind in ("csv", "xlsx"):
        path = folder / f"generated.{kind}"
        NewSheet(path, kind).write(COLUMNS, _rows(count))
        yield path
    latin = folder / "windows-1251.csv"
    with latin.open("w", encoding="cp1251", errors="replace", newline="") as file:
        csv.writer(file, delimiter=";").writerows([COLUMNS, *_rows(count)])
    yield latin
    lines = folder / "generated.json"
    with lines.open("w") as file:
        for row in _rows(count):
            file.write(json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False) + "\n")
    yield lines
    rows = _rows(min(count, MOST_ODS_ROWS))
    table = folder / "generated.ods"
    table.write_bytes(ods("".join(ods_row(*row) for row in [COLUMNS, *rows])))
    yield table
    old = folder / "generated.xls"
    rows = [COLUMNS, *_rows(min(count, MOST_XLS_ROWS))]
    cells = {(y, x): text for y, row in enumerate(rows) for x, text in enumerate(row)}
    old.write_bytes(xls({"Sheet": cells}))
    yield old


def _rows(count):
    """The same rows each time: ids, names, numbers, dates, some cells empty, a long note."""
    chance = random.Random(SEED)
    for number in range(count):
        yield [
            f"{number:06}",
            *(chance.choice(WORDS) for _ in range(4)),
            f"{chance.choice(WORDS)} {chance.choice(WORDS)}",
            str(chance.randrange(40_000)),
            str(chance.randrange(1936, 1976)),
            "" if chance.random() < 0.5 else str(chance.randrange(1936, 1976)),
            f"{chance.randrange(1, 30)} anys",
            f"20{chance.randrange(10, 26)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}",
            " ".join(chance.choices(WORDS, k=8)),
        ]


if __name__ == "__main__":
    main()
