"""The spreadsheets of the demonstration register, in the order in which they can be loaded.

`demo/belarus/NAME.csv` is read by `demo/belarus/profiles/NAME.toml`, like any group's own lists.
"""

import csv
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from office.importing import profiles, receipts

FOLDER = settings.BASE_DIR / "demo"
FILES = (
    "organisations",
    "sources",
    "facilities",
    "courts",
    "contexts",
    "prisoners",
    "conditions",
    "contacts",
    "deaths",
    "clemency_acts",
    "announced_counts",
    "pardon_beneficiaries",
    "contradictions",
    "reported_totals",
)
ACT = "act_key"  # the column in which every file names the act that a line is about


def load(name, *, by, without_acts=()):
    """The receipt of one file, written; of acts in `without_acts` nothing is loaded."""
    path = FOLDER / "belarus" / "profiles" / f"{name}.toml"
    profile = profiles.read(path.read_text(encoding="utf-8"), f"demo-{name}")
    with _file(name, without_acts) as file:
        imported = receipts.begin(file, name=file.name, profile=profile, by=by)
        return receipts.prepare_and_write(imported, by=by)


@contextmanager
def _file(name, without_acts):
    """The path of a file, or of a copy without the lines about some acts."""
    path = FOLDER / "belarus" / f"{name}.csv"
    lines = read_csv(path.name)
    kept = [line for line in lines if line.get(ACT) not in without_acts]
    if len(kept) == len(lines):
        yield path
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        with copy.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, lines[0])
            writer.writeheader()
            writer.writerows(kept)
        yield copy


def read_csv(name):
    with open(FOLDER / "belarus" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pages():
    """The text pages: what stands between two lines of dashes at the top, and the text below."""
    for path in sorted((FOLDER / "pages").glob("*.md")):
        _nothing, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        facts = dict(line.split(":", 1) for line in head.splitlines() if line)
        yield {name: value.strip() for name, value in facts.items()} | {"body": body.strip()}
