"""Zip files of strangers, and the XML in them: nothing is unpacked beyond the limits."""

import struct
import zipfile
import zlib
from contextlib import ExitStack

from django.utils.translation import gettext as _

from sheets.refusals import FileRefused, damaged

CHUNK = 64 * 1024
END, END_64, SHORTEST_END, LONGEST_END = b"PK\5\6", b"PK\6\7", 22, 22 + 65_535
LARGEST_DIRECTORY = 1_000_000  # bytes: some ten thousand files
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# A table packs 5 to 50 times smaller, deflate at most 1,032 times.
HIGHEST_RATIO, RATIO_FROM = 250, 20_000_000


class Packed:
    """The files in a zip file, of which no more than the limit is ever inflated."""

    def __init__(self, path, limits):
        self._limits = limits
        self._inflated = 0
        self._closing = ExitStack()
        with path.open("rb") as file:
            _refuse_large_directory(file)
        try:
            self._zip = self._closing.enter_context(zipfile.ZipFile(path))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise damaged() from None
        self.names = set(self._zip.namelist())

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._closing.close()

    def start_of(self, name):
        """The first bytes of a file."""
        return next(self.chunks(name), b"")

    def chunks(self, name, *, most=None):
        """The content of a file in pieces; FileRefused where it is damaged, or too large.

        `most` bytes at most, for a file that is kept in memory.
        """
        most = most or self._limits.inflated
        info = self._zip.getinfo(name)
        if info.flag_bits & 0x1:
            raise FileRefused(_("The file has a password. Save it without one."))
        if info.compress_type not in METHODS:
            raise FileRefused(_("The file is packed in an unusual way. Save it anew as XLSX."))
        if info.file_size > most or (
            info.file_size > RATIO_FROM and info.file_size > HIGHEST_RATIO * info.compress_size
        ):
            raise self._bomb()
        inflated = 0
        try:
            file = self._closing.enter_context(self._zip.open(info))
            while chunk := file.read(CHUNK):
                inflated += len(chunk)
                self._inflated += len(chunk)
                if inflated > most or self._inflated > self._limits.inflated:
                    raise self._bomb()
                yield chunk
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            struct.error,
            NotImplementedError,
        ):
            raise damaged() from None

    def _bomb(self):
        return FileRefused(
            _(
                "What is packed in the file is far larger than the file, more than %(most)d MB or "
                "more than any table needs. It is not unpacked."
            )
            % {"most": self._limits.inflated / 1e6}
        )


def _refuse_large_directory(file):
    """zipfile reads the directory into memory at once; its size stands at the end of the file."""
    end_of_file = file.seek(0, 2)
    file.seek(max(0, end_of_file - LONGEST_END))
    tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < SHORTEST_END:
        raise damaged()
    (size,) = struct.unpack_from("<L", tail, at + 12)
    if size > LARGEST_DIRECTORY or tail[at - 20 : at].startswith(END_64):
        raise FileRefused(_("Too many files are packed in this file for a spreadsheet."))
