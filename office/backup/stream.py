"""The wrapping of a backup: a tar of small members, packed by gzip, encrypted by age.

What is not known before it is written, such as the length of a table, is cut into members; so neither
end keeps more than one of them in memory.
"""

import gzip
import io
import os
import tarfile
import threading
import zlib
from contextlib import contextmanager, suppress

import pyrage

from office.archive.manifest import leads_out
from office.backup.manifest import MOST_BYTES, BadBackup

MEMBER = 4 * 1024 * 1024
AGE = b"age-encryption.org/"
LEVEL = 3  # of gzip: half as large again as the densest, in a fifth of the time


@contextmanager
def packing(out, recipients):
    """A `Packer` that writes into the binary `out`, encrypted to `recipients` when there are any.

    When the block fails, the stream is left without its end: nobody takes it for a whole one.
    """
    with (
        _encrypting(out, recipients) if recipients else _plain(out) as inner,
        gzip.GzipFile(fileobj=inner, mode="wb", compresslevel=LEVEL, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        yield Packer(tar)


class Packer:
    def __init__(self, tar):
        self._tar = tar

    def add(self, name, content):
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(content), 0o600
        self._tar.addfile(member, io.BytesIO(content))

    @contextmanager
    def parts(self, name):
        """A file to write into, of any length."""
        parts = _Parts(self, name)
        yield parts
        parts.end()


class _Parts:
    def __init__(self, packer, name):
        self._packer, self._name = packer, name
        self._waiting, self._number = bytearray(), 0

    def write(self, data):
        self._waiting += data
        while len(self._waiting) >= MEMBER:
            self._cut(MEMBER)
        return len(data)

    def end(self):
        if self._waiting or not self._number:
            self._cut(len(self._waiting))

    def _cut(self, length):
        self._packer.add(f"{self._name}/{self._number:08}", bytes(self._waiting[:length]))
        del self._waiting[:length]
        self._number += 1


@contextmanager
def unpacking(file, identities):
    """An iterator over (name, [content of each part …]) of a stream; BadBackup says what is wrong with it."""
    reader = file if hasattr(file, "peek") else io.BufferedReader(file)
    is_encrypted = reader.peek(len(AGE))[: len(AGE)] == AGE
    if is_encrypted and not identities:
        raise BadBackup("The backup is encrypted. Give the file with its key: --key FILE.")
    with _decrypting(reader, identities) if is_encrypted else _readable(reader) as inner:
        try:
            with (
                gzip.GzipFile(fileobj=inner, mode="rb") as packed,
                tarfile.open(fileobj=packed, mode="r|") as tar,
            ):
                yield _members(tar)
                if packed.read(1):
                    raise BadBackup("Something stands behind the end of the backup.")
        except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise BadBackup(
                "The backup is cut off or damaged: its content cannot be unpacked."
            ) from error


def _members(tar):
    for member in tar:
        if not member.isfile() or leads_out(member.name) or member.size > MOST_BYTES:
            raise BadBackup("The file is no backup that Rollcall wrote.")
        yield member.name, tar.extractfile(member).read()


@contextmanager
def _plain(out):
    yield out


@contextmanager
def _readable(reader):
    yield reader


@contextmanager
def _encrypting(out, recipients):
    reading, writing = os.pipe()
    source = _UntilTold(reading)
    work = _InThread(pyrage.encrypt_io, source, out, recipients)
    try:
        with os.fdopen(writing, "wb") as pipe:
            yield pipe
            pipe.flush()
            source.is_whole = True
    except BrokenPipeError:
        work.end()  # what stopped the other end
        raise
    finally:
        work.join()
    work.end()


class _UntilTold(io.RawIOBase):
    """The reading end of a pipe, which ends well only when the writer said that all was written."""

    def __init__(self, descriptor):
        self._file, self.is_whole = os.fdopen(descriptor, "rb"), False

    def readable(self):
        return True

    def read(self, size=-1):
        data = self._file.read(size)
        if not data and not self.is_whole:
            raise EOFError("not written to its end")
        return data

    def close(self):
        self._file.close()
        super().close()


@contextmanager
def _decrypting(reader, identities):
    reading, writing = os.pipe()
    target = os.fdopen(writing, "wb")
    work = _InThread(pyrage.decrypt_io, reader, target, identities)
    with os.fdopen(reading, "rb") as pipe:
        try:
            yield pipe
        except BadBackup:
            pipe.close()  # else the other end would wait for somebody who reads on
            work.tell()  # what was wrong with the encryption was there first
            raise
        finally:
            pipe.close()
    work.end()


class _InThread:
    """age, at the other end of a pipe; its errors are told in words of ours."""

    def __init__(self, do, source, target, keys):
        self._error = None
        self._thread = threading.Thread(
            target=self._run, args=(do, source, target, keys), daemon=True
        )
        self._thread.start()

    def _run(self, do, source, target, keys):
        try:
            do(source, target, keys)
        except BaseException as error:  # noqa: BLE001  (the other thread tells it)
            self._error = error
        finally:
            if do is pyrage.decrypt_io:
                self._close(target)
            else:
                self._close(source)

    def _close(self, pipe):
        with suppress(BrokenPipeError):
            pipe.close()

    def join(self):
        self._thread.join()

    def tell(self):
        self.join()
        if isinstance(self._error, pyrage.DecryptError):
            raise BadBackup(_why_not(self._error)) from self._error
        if isinstance(self._error, OSError) and "decryption" in str(self._error):
            raise BadBackup(
                "The backup is cut off or was changed: it cannot be decrypted to its end."
            ) from self._error

    def end(self):
        self.tell()
        if self._error:
            raise self._error


def _why_not(error):
    if "matching keys" in str(error):
        return "The key given does not open this backup: it was encrypted for another one."
    return "The file is no backup, or its beginning is cut off."
