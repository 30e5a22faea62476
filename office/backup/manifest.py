"""What a backup says about itself: in its first member what it is, in its last what has to be in it."""

import json
from dataclasses import asdict, dataclass, field

KIND, FORMAT = "Rollcall backup", 1
FIRST, LAST = "about.json", "manifest.json"
MOST_BYTES = 64 * 1024 * 1024


class BadBackup(Exception):
    """Why a backup is not good, or is not taken, in one sentence for the person at the terminal."""


@dataclass(frozen=True)
class About:
    """Told before anything else, so that another version is refused before a row is read."""

    rollcall: str
    schema: str
    written_at: str
    kind: str = KIND
    format: int = FORMAT


@dataclass(frozen=True)
class Content:
    """A table or a file as it must be: `rows` of a table only."""

    bytes: int
    sha256: str
    rows: int | None = None


@dataclass(frozen=True)
class Manifest:
    """`sequences` are the last numbers that were given out; `erasures` how many there had been;
    `audit` is the end of the chain of the audit log."""

    tables: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)
    sequences: dict = field(default_factory=dict)
    erasures: int = 0
    audit: str = ""

    @property
    def rows(self):
        return sum(table.rows for table in self.tables.values())


def written(thing):
    return json.dumps(asdict(thing), ensure_ascii=False).encode()


def read_about(content):
    try:
        about = About(**json.loads(content))
    except (ValueError, TypeError):
        raise BadBackup("The file is no backup that Rollcall wrote.") from None
    if about.kind != KIND:
        raise BadBackup("The file is no backup that Rollcall wrote.")
    if about.format != FORMAT:
        raise BadBackup(
            f"The backup is of format {about.format}, and this Rollcall reads {FORMAT}."
        )
    return about


def read_manifest(content):
    try:
        said = json.loads(content)
        for part in ("tables", "files"):
            said[part] = {name: Content(**each) for name, each in said[part].items()}
        return Manifest(**said)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BadBackup("The end of the backup is not as Rollcall writes it.") from None
