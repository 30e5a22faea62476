"""A request while it arrives, byte by byte: is it whole, is more to come, or is it refused?

Only where a request ends is looked at here. What it says is read by gunicorn, once it is whole.
"""

import re
from dataclasses import dataclass

END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*(?=\r\n)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
PATH = re.compile(rb"[A-Z]+ ([^ ?]*)")


@dataclass(frozen=True)
class Limits:
    """In bytes. Bodies that only staff send are larger, and are read by a thread of their own."""

    head: int = 32 * 1024
    body: int = 128 * 1024
    staff_body: int = 0
    staff_paths: tuple = ("/admin/",)


class Refused(Exception):
    """The request will not be read; `status` says why."""

    def __init__(self, status):
        super().__init__(status)
        self.status = status


class Arriving:
    """What has come of one request, and of those behind it on the same connection."""

    def __init__(self, limits, already=b""):
        self._limits = limits
        self._bytes = bytearray()
        self._wanted = None  # bytes of head and body, once the head is there
        self.path = ""
        self.is_large = False
        self.add(already)

    def __len__(self):
        return len(self._bytes)

    @property
    def has_head(self):
        return self._wanted is not None

    @property
    def is_whole(self):
        """Whether a thread can answer it without waiting; of a large body the head is enough."""
        return self.has_head and (self.is_large or len(self._bytes) >= self._wanted)

    def add(self, data):
        """Takes what came; raises Refused as soon as it is clear that it is too much."""
        before = len(self._bytes)
        self._bytes += data
        if self._wanted is None:
            end = self._bytes.find(END_OF_HEAD, max(0, before - 3))
            if end >= 0:
                self._read_head(bytes(self._bytes[: end + 2]), end + len(END_OF_HEAD))
            if (end if end >= 0 else len(self._bytes)) > self._limits.head:
                raise Refused(431)

    def take(self):
        return bytes(self._bytes)

    def _read_head(self, head, length):
        if CHUNKED.search(head):
            raise Refused(411)
        path = PATH.match(head)
        self.path = path[1].decode("latin-1") if path else ""
        given = LENGTH.search(head)
        body = int(given[1]) if given else 0
        if body > self._limits.body:
            if not self.path.startswith(self._limits.staff_paths) or (
                body > self._limits.staff_body
            ):
                raise Refused(413)
            self.is_large = True
        self._wanted = length + body
