"""What an archive says about itself: `manifest.json`, its last member. No moment stands in it."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from django.conf import settings

NAME = "manifest.json"
KIND = "Rollcall archive"
FORMAT = 1
MOST_BYTES = 64 * 1024 * 1024


class CannotImport(Exception):
    """Why an archive is not taken, in one sentence for the person at the terminal."""


@dataclass(frozen=True)
class TableMember:
    """A table as CSV. `sequence` is the last number that was given out, which may be of a row that
    is gone: history must not take the next row for that one."""

    table: str
    columns: list
    rows: int
    bytes: int
    sha256: str
    sequence: int | None = None

    @property
    def name(self):
        return f"tables/{self.table}.csv"


@dataclass(frozen=True)
class FileMember:
    """A kept file under its name in the storage; without bytes when it was missing here."""

    file: str
    bytes: int | None
    sha256: str | None

    @property
    def name(self):
        return f"files/{self.file}"

    @property
    def is_missing(self):
        return self.bytes is None


@dataclass(frozen=True)
class Manifest:
    rollcall: str
    schema: str
    tables: list
    files: list

    @property
    def members(self):
        return [*self.tables, *(file for file in self.files if not file.is_missing)]

    def written(self):
        said = {"kind": KIND, "format": FORMAT, **asdict(self)}
        return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def read(content):
    """The manifest that `content` says; refuses what is none."""
    try:
        said = json.loads(content)
        if said["kind"] != KIND:
            raise ValueError
        if said["format"] != FORMAT:
            raise CannotImport(
                f"The archive is of format {said['format']}, and this Rollcall reads {FORMAT}."
            )
        manifest = Manifest(
            rollcall=str(said["rollcall"]),
            schema=str(said["schema"]),
            tables=[TableMember(**table) for table in said["tables"]],
            files=[FileMember(**file) for file in said["files"]],
        )
        _check_names(manifest)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise CannotImport("The file is no archive that Rollcall wrote.") from None
    return manifest


def leads_out(name):
    """Whether a name of a member or a file leads anywhere but below its own folder."""
    path = PurePosixPath(name)
    return (
        not name
        or path.is_absolute()
        or str(path) != name.removesuffix("/")
        or ".." in path.parts
        or bool(re.search(r"[\\:\0]", name))
    )


def version():
    """The version of this Rollcall, as the newest heading of its changelog says."""
    text = (settings.BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8")
    return re.search(r"^## (.+)$", text, re.MULTILINE)[1]


def _check_names(manifest):
    for member in manifest.members:
        if leads_out(member.name) or not isinstance(member.bytes, int):
            raise ValueError
