"""Reading an archive that may be anything: checked from the outside in before a row is taken."""

import hashlib
import io
import zipfile
import zlib
from contextlib import contextmanager

from office.archive import manifest as about
from office.archive.manifest import CannotImport

CHUNK = 256 * 1024
# Rows of history are much alike and pack well; nothing that we wrote comes near this.
MOST_UNPACKED_PER_PACKED = 200
SMALL = 1024 * 1024
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class Archive:
    """An archive whose members are exactly those that its manifest names."""

    def __init__(self, file):
        try:
            self._zip = zipfile.ZipFile(file)
        except BROKEN as error:
            raise CannotImport(
                f"The file is no archive, or it is cut off: {_reason(error)}."
            ) from error
        self._members = self._checked_members(file)
        self.manifest = about.read(self._bytes_of_manifest())
        self._check_members()

    def close(self):
        self._zip.close()

    def check(self, progress=lambda *_: None):
        """Read every member to its end and compare its length and its SHA-256 with the manifest."""
        members, done = self.manifest.members, 0
        total = sum(member.bytes for member in members)
        for member in members:
            digest, length = hashlib.sha256(), 0
            with self.opened(member) as content:
                while chunk := content.read(CHUNK):
                    digest.update(chunk)
                    length += len(chunk)
                    progress(done + length, total, member.name)
            if (length, digest.hexdigest()) != (member.bytes, member.sha256):
                raise CannotImport(
                    f"{member.name} was changed after the archive was written: its SHA-256 differs."
                )
            done += length
        progress(total, total, "")

    @contextmanager
    def opened(self, member):
        """The content of a member; what is broken in it is told as such."""
        try:
            with self._zip.open(self._members[member.name]) as content:
                yield _Readable(content, member.bytes)
        except BROKEN as error:
            raise CannotImport(f"{member.name} cannot be read: {_reason(error)}.") from error

    def _checked_members(self, file):
        members = self._zip.infolist()
        if unsafe := [member.filename for member in members if about.leads_out(member.filename)]:
            raise CannotImport(
                f"The file is no archive of ours: “{unsafe[0][:80]}” leads out of its folder."
            )
        packed = sum(member.compress_size for member in members)
        if packed > file.seek(0, io.SEEK_END) or any(map(_is_a_bomb, members)):
            raise CannotImport("The file unpacks to far more than an archive of its size.")
        by_name = {member.filename: member for member in members}
        if about.NAME not in by_name or len(by_name) < len(members):
            raise CannotImport("The file is no archive that Rollcall wrote.")
        return by_name

    def _bytes_of_manifest(self):
        member = self._members[about.NAME]
        if member.file_size > about.MOST_BYTES:
            raise CannotImport("The file is no archive that Rollcall wrote.")
        try:
            with self._zip.open(member) as content:
                return content.read(about.MOST_BYTES)
        except BROKEN as error:
            raise CannotImport(
                f"The file is no archive, or it is cut off: {_reason(error)}."
            ) from error

    def _check_members(self):
        named = {about.NAME, *(member.name for member in self.manifest.members)}
        if odd := sorted(named ^ set(self._members)):
            raise CannotImport(
                f"The manifest and the content differ: “{odd[0][:80]}” is in one of them only."
            )


def _is_a_bomb(member):
    return member.file_size > SMALL + member.compress_size * MOST_UNPACKED_PER_PACKED


def _reason(error):
    return str(error).rstrip(".") or type(error).__name__


class _Readable(io.RawIOBase):
    """At most one byte more than the manifest says, so that no member is longer than it seems."""

    def __init__(self, content, length):
        self._content, self._left = content, length + 1

    def readable(self):
        return True

    def read(self, size=-1):
        data = self._content.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data
