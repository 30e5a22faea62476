"""The keys of kept files: age identities, one a line, in a file that `EVIDENCE_KEY_FILE` names.

The first line is the key of today; what older lines open can still be read. New files are encrypted
to the first key and to `EVIDENCE_RECIPIENTS`: public keys whose other half lies elsewhere, for the
day on which this server and its key are gone.
"""

import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_SH, flock
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from pyrage import IdentityError, RecipientError, x25519


class NoKey(Exception):
    """Why kept files can neither be written nor read, in one sentence."""


@dataclass(frozen=True)
class Keys:
    identities: tuple
    recipients: tuple

    @property
    def first_only(self):
        return Keys(self.identities[:1], self.recipients)


def read_keys():
    """The keys as they are now: the file is read each time, so that a new key needs no restart."""
    path = key_file()
    try:
        text = path.read_text()
        mode = path.stat().st_mode
    except (OSError, UnicodeDecodeError) as error:
        raise NoKey(_("The key of kept files cannot be read: %s.") % path) from error
    if mode & (stat.S_IROTH | stat.S_IWOTH):
        raise NoKey(_("Everybody on this machine may read the key of kept files: %s.") % path)
    lines = [line.strip() for line in text.splitlines()]
    try:
        found = [x25519.Identity.from_str(line) for line in lines if line and line[0] != "#"]
        others = [x25519.Recipient.from_str(one) for one in settings.EVIDENCE_RECIPIENTS]
    except (IdentityError, RecipientError) as error:
        raise NoKey(
            _("There is something else than an age key among those of kept files.")
        ) from error
    if not found:
        raise NoKey(_("There is no key in %s.") % path)
    return Keys(tuple(found), (found[0].to_public(), *others))


def key_file():
    if not settings.EVIDENCE_KEY_FILE:
        raise NoKey(_("No key of kept files is named: set EVIDENCE_KEY_FILE."))
    return Path(settings.EVIDENCE_KEY_FILE)


def new_identity():
    return str(x25519.Identity.generate())


def write_keys(path, identities):
    """Put these lines in place of the key file; whoever reads it meanwhile gets the old or the new."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.unlink(missing_ok=True)
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("".join(f"{identity}\n" for identity in identities))
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)


@contextmanager
def while_writing():
    """Files are written side by side, but not while the first key changes: else one would be
    encrypted to the old key after all others were turned to the new one."""
    with _lock(LOCK_SH):
        yield


@contextmanager
def while_changing():
    with _lock(LOCK_EX):
        yield


@contextmanager
def _lock(how):
    path = key_file()
    with open(path.with_name(f".{path.name}.lock"), "a") as lock:
        flock(lock, how)
        yield
