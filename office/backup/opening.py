"""A backup that was named on the command line."""

import sys
from contextlib import contextmanager
from pathlib import Path

from office.backup.manifest import BadBackup


@contextmanager
def open_file(name):
    if name == "-":
        yield sys.stdin.buffer
        return
    path = Path(name)
    if not path.is_file():
        raise BadBackup(f"There is no file {name}.")
    with path.open("rb") as file:
        yield file
