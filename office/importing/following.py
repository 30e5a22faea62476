"""Writing in a second session what the first is still reading: two processors work at a large file.

Each thousand lines that are read are kept at once; the second session writes them behind the first, in its
one transaction, which ends only when all is read. So a file that breaks off, a process that is killed,
an import that is given up leave nothing written, as when one comes after the other.
"""

import sys
from queue import SimpleQueue
from threading import Thread

from django.conf import settings
from django.db import connection, connections
from django.utils import translation

HEARTBEAT = 0.5  # seconds
# Seconds. Reading computes all the time, and whoever has an answer of PostgreSQL waits so long for its turn:
# with CPython's own 0.005 up to a tenth of a second for each thousand lines.
TURN = 0.0005


class _Stopped(Exception):
    """The reading ended before its end: so does the transaction."""


def pays(imported, profile):
    """Whether the file is large enough; and nobody else's transaction hides its lines from a second session."""
    is_large = imported.file_size >= settings.IMPORT_AT_ONCE_BYTES
    return is_large and profile.rows == "people" and not connection.in_atomic_block


class Following:
    """`work(waits=, progress=)` goes on in a thread with a session of its own.

    `waits()` returns True when there are more lines, False when all are read; `progress(done, total)` says
    how far the work is.
    """

    def __init__(self, work):
        self._news, self._error, self._far = SimpleQueue(), None, (0, 0)
        self._language = translation.get_language()
        self._thread = Thread(target=self._run, args=[work], name="import")

    def __enter__(self):
        self._turn = sys.getswitchinterval()
        sys.setswitchinterval(TURN)
        self._thread.start()
        return self

    def __exit__(self, *error):
        if self._thread.is_alive():
            self._news.put(_Stopped)
            self._thread.join()
        sys.setswitchinterval(self._turn)

    def more(self):
        """Lines have been kept that were not there before."""
        self._news.put(True)

    def finish(self, tell):
        """All is read: wait until the work is done, and raise what it raised."""
        self._news.put(False)
        while self._thread.is_alive():
            self._thread.join(HEARTBEAT)
            tell(*self._far)
        if self._error is not None:
            raise self._error

    def _run(self, work):
        try:
            with translation.override(self._language):
                work(waits=self._wait, progress=self._tell)
        except _Stopped:
            pass
        except BaseException as error:  # raised in the thread that waits
            self._error = error
        finally:
            connections.close_all()

    def _wait(self):
        news = self._news.get()
        if news is _Stopped:
            raise _Stopped
        return news

    def _tell(self, done, total):
        self._far = (done, total)
