"""Reading a backup that may be anything: part by part, compared with what its end says."""

from contextlib import contextmanager
from itertools import groupby

import pyrage

from office.backup import manifest, stream, tables
from office.backup.manifest import BadBackup, Content


def identities_of(path):
    """The private keys in a file as age-keygen writes it, or in an SSH key; BadBackup for none."""
    try:
        with open(path, "rb") as file:
            content = file.read(1_000_000)
    except OSError as error:
        raise BadBackup(f"{path}: {error.strerror}.") from None
    try:
        if b"PRIVATE KEY-----" in content:
            return [pyrage.ssh.Identity.from_buffer(content)]
        lines = content.decode().split()
        found = [pyrage.x25519.Identity.from_str(each) for each in lines if each.startswith("AGE-")]
    except (pyrage.IdentityError, UnicodeDecodeError):
        found = []
    if not found:
        raise BadBackup(f"In {path} is no private key of age (AGE-SECRET-KEY-1…) and none of SSH.")
    return found


@contextmanager
def opened(file, identities):
    """A `Backup` to be read from its beginning to its end, once."""
    with stream.unpacking(file, identities) as members:
        yield Backup(members)


class Backup:
    """`about` is there at once; `manifest` when `members` has been read to its end."""

    def __init__(self, members):
        self._members = members
        name, content = next(members, ("", b""))
        if name != manifest.FIRST:
            raise BadBackup("The file is no backup that Rollcall wrote.")
        self.about = manifest.read_about(content)
        self.manifest = None
        self._found = {}

    def members(self):
        """(kind, name, its parts) of each table and file; the parts have to be read before the next."""
        for whole, parts in groupby(self._members, key=lambda member: _whole(member[0])):
            if self.manifest:
                raise BadBackup("Something stands behind the end of the backup.")
            if whole == manifest.LAST:
                self.manifest = manifest.read_manifest(next(parts)[1])
                continue
            kind, _slash, name = whole.partition("/")
            if kind not in ("tables", "files") or not name or whole in self._found:
                raise BadBackup("The file is no backup that Rollcall wrote.")
            digest = tables.Digest()
            yield kind, name, self._read(parts, digest)
            rows = digest.rows if kind == "tables" else None
            self._found[whole] = Content(digest.bytes, digest.sha256.hexdigest(), rows)
        self._compare()

    @staticmethod
    def _read(parts, digest):
        for _name, content in parts:
            digest.write(content)
            yield content

    def _compare(self):
        if self.manifest is None:
            raise BadBackup("The backup has no end: it was not written to its end, or is cut off.")
        said = {f"tables/{name}": each for name, each in self.manifest.tables.items()}
        said |= {f"files/{name}": each for name, each in self.manifest.files.items()}
        for name in sorted(said.keys() | self._found.keys()):
            if said.get(name) != self._found.get(name):
                raise BadBackup(f"{name} in the backup is not what the end of the backup says.")


def check(file, identities, progress=lambda *_: None):
    """Read a backup to its end; the Backup comes back when it is whole and nothing was changed."""
    with opened(file, identities) as backup:
        for number, (_kind, name, parts) in enumerate(backup.members()):
            progress(number, number + 1, name)
            for _content in parts:
                pass
    return backup


def _whole(name):
    return name if name == manifest.LAST else name.rpartition("/")[0]
