"""The list of erasures outside the database: what a restored backup is brought up to date with.

A line is written, and is on the disk, before the transaction of the erasure ends. Each line holds what
the table `Erasure` holds and a seal over it and the line before, so that nobody without the key adds
one: replayed, it would erase somebody.
"""

import fcntl
import hmac
import json
import os
from pathlib import Path

from django.conf import settings

FIRST = "0" * 64


class LedgerBroken(Exception):
    """The list of erasures was changed or cut; the sentence says where."""


def path():
    return Path(settings.ERASURE_LEDGER)


def append(erasure, digests=()):
    """Add one erasure and the fingerprints that it kept; returns when it is on the disk."""
    path().parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path(), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        written = file.read()
        file.truncate(len(written.encode()) - len(_cut_off(written).encode()))
        lines = _checked(written.splitlines()[: written.count("\n")])
        said = {
            "ids": erasure.ids,
            "reason": erasure.reason,
            "erased_at": erasure.erased_at.isoformat(),
            "decided_by": erasure.decided_by_id,
            "confirmed_by": erasure.confirmed_by_id,
            "fingerprints": list(digests),
        }
        before = lines[-1]["seal"] if lines else FIRST
        seal = _seal(settings.ERASURE_KEYS[0], before, said)
        file.write(json.dumps({**said, "seal": seal}) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read(file=None):
    """[what a line says] of the ledger, or of a copy of it; LedgerBroken when it was tampered with."""
    file = Path(file) if file else path()
    written = file.read_text() if file.exists() else ""
    return _checked(written.splitlines()[: written.count("\n")])


def _cut_off(written):
    """The beginning of a line that a crash cut off: its erasure did not happen."""
    return written[written.rfind("\n") + 1 :]


def _checked(lines):
    before, found = FIRST, []
    for number, text in enumerate(lines, start=1):
        try:
            line = json.loads(text)
            said = {name: line[name] for name in line if name != "seal"}
            seals = [_seal(key, before, said) for key in settings.ERASURE_KEYS]
            is_sealed = any(hmac.compare_digest(line["seal"], seal) for seal in seals)
        except (ValueError, TypeError, KeyError):
            is_sealed = False
        if not is_sealed:
            raise LedgerBroken(
                f"Line {number} of the list of erasures is not as it was written, or was sealed with "
                "another ERASURE_KEY."
            )
        before = line["seal"]
        found.append(line)
    return found


def _seal(key, before, said):
    text = json.dumps([before, said], sort_keys=True)
    return hmac.digest(key.encode(), text.encode(), "sha256").hex()
