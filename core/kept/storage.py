"""The storage of kept files: encrypted with age as they come in, decrypted as they are read.

Nothing plain is ever written under `MEDIA_ROOT`, and memory stays flat whatever the size.
"""

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile

from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible
from pyrage import EncryptError, encrypt_io

from core.kept.keys import Keys, NoKey, read_keys, while_writing
from core.kept.stream import CHUNK, Decrypting

INCOMING = ".incoming"


@deconstructible(path="core.kept.storage.EncryptedStorage")
class EncryptedStorage(FileSystemStorage):
    """Files for their owner alone, which have no address: a view that may gives their content."""

    def __init__(self, **options):
        options = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700} | options
        super().__init__(**options)

    def url(self, name):
        raise ValueError("A kept file has no address.")

    def is_encrypted_to(self, name, keys: Keys):
        """Whether one of these keys opens the file."""
        with suppress(OSError), Decrypting(self.path(name), keys.identities) as content:
            content.read(1)
            return True
        return False

    def encrypt_anew(self, name):
        """Encrypt a kept file to the keys of today, in place."""
        with self.open(name) as plain, self._encrypted(plain) as path:
            os.replace(path, self.path(name))

    def _open(self, name, mode="rb"):
        if mode != "rb":
            raise ValueError("A kept file is read, never written to.")
        keys = read_keys()
        return File(Decrypting(self.path(name), keys.identities), name)

    def _save(self, name, content):
        with self._encrypted(content) as path, open(path, "rb") as file:
            return super()._save(name, _AtPath(file, path))

    @contextmanager
    def _encrypted(self, content):
        """The path of an encrypted copy of `content`, which may be moved away."""
        folder = Path(self.location) / INCOMING
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with while_writing(), NamedTemporaryFile(dir=folder, delete=False) as copy:
            try:
                with suppress(AttributeError, OSError):
                    content.seek(0)
                encrypt_io(_Reader(content), copy, list(read_keys().recipients))
                copy.flush()
                os.fsync(copy.fileno())
                yield copy.name
            except EncryptError as error:
                raise NoKey(str(error)) from error
            finally:
                Path(copy.name).unlink(missing_ok=True)


class _AtPath(File):
    """A file that Django may move to where it belongs instead of copying it."""

    def __init__(self, file, path):
        super().__init__(file, path)
        self._path = path

    def temporary_file_path(self):
        return self._path


class _Reader:
    """What age reads from: bytes, from any file of Django's."""

    def __init__(self, file):
        self._file = file

    def read(self, size=-1):
        return self._file.read(size)


@contextmanager
def plain_path(storage, name):
    """A path at which programs that need one can read a kept file, for as long as the block lasts.

    The file behind it has no name: when the process is killed, nothing is left of it.
    """
    with TemporaryFile() as copy, storage.open(name) as content:
        while chunk := content.read(CHUNK):
            copy.write(chunk)
        copy.flush()
        yield Path(f"/proc/{os.getpid()}/fd/{copy.fileno()}")
