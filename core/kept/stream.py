"""Reading a kept file piece by piece: age pushes, readers pull, a pipe lies between."""

import io
import os
import threading
from contextlib import suppress

from pyrage import DecryptError, decrypt_io

CHUNK = 256 * 1024


class CannotDecrypt(OSError):
    """The file was altered or cut off, or none of the keys opens it."""


class Decrypting(io.RawIOBase):
    """The plain bytes of an encrypted file, once from the beginning to the end.

    age vouches for each 64 kB before it hands them out and for the length at the end, so what was
    read is what was written unless CannotDecrypt comes.
    """

    def __init__(self, path, identities):
        super().__init__()
        self._source = open(path, "rb")  # noqa: SIM115  (the thread closes it)
        reading, writing = os.pipe()
        self._pipe = open(reading, "rb", buffering=0)  # noqa: SIM115  (closed with this)
        self._failed = None
        self._thread = threading.Thread(
            target=self._decrypt, args=(writing, list(identities)), daemon=True
        )
        self._thread.start()

    def _decrypt(self, writing, identities):
        try:
            with self._source, open(writing, "wb", buffering=0) as out:
                decrypt_io(self._source, out, identities)
        except BrokenPipeError:
            pass  # nobody reads on
        except Exception as error:
            self._failed = error

    def readable(self):
        return True

    def read(self, size=-1):
        """As many bytes as were asked for, fewer at the end only."""
        pieces, left = [], size
        while left:
            piece = self._pipe.read(CHUNK if left < 0 else min(left, CHUNK))
            if not piece:
                self._end()
                break
            pieces.append(piece)
            left -= len(piece) if left > 0 else 0
        return b"".join(pieces)

    def readinto(self, buffer):
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def _end(self):
        self._thread.join()
        if self._failed:
            known = (DecryptError, OSError)
            reason = str(self._failed) if isinstance(self._failed, known) else "broken"
            raise CannotDecrypt(reason) from self._failed

    def close(self):
        if not self.closed:
            with suppress(OSError):
                self._pipe.close()
            self._thread.join()
        super().close()
