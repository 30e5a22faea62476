"""COPY … TO STDOUT as chunks of bytes, in constant memory, cancelled when nobody reads any more.

psycopg2 pushes rows and a response pulls chunks, so COPY runs in a thread of its own and waits when
the reader is slow. Until it ends nobody else may use the connection.
"""

import contextlib
import io
from queue import Empty, Full, Queue
from threading import Event, Thread

from psycopg2.extensions import TRANSACTION_STATUS_IDLE

CHUNK = 64 * 1024
WAITING = 8  # chunks between the database and the reader
# A reader on a bad line may take long; one who stands still is let go of.
LONGEST = "30min"


class Copying:
    """Iterates over the output of a COPY of each SELECT; an error of the database is raised where it is read.

    `close()` before the end cancels the query and closes the connection; Django opens another.
    """

    def __init__(self, connection, selects, options, *, header=False):
        connection.ensure_connection()
        self._owner, self._connection = connection, connection.connection
        self._statements = [
            f"COPY ({select}) TO STDOUT WITH ({options}{', HEADER true' if header and not n else ''})"
            for n, select in enumerate(selects)
        ]
        self._chunks = Queue(WAITING)
        self._is_left = Event()
        self._error = None
        self._thread = Thread(target=self._copy, daemon=True)
        self._thread.start()

    def __iter__(self):
        return self

    def __next__(self):
        chunk = self._chunks.get() if self._thread else None
        if chunk is None:
            self._end()
            if self._error:
                raise self._error
            raise StopIteration
        return chunk

    def close(self):
        if not self._thread:
            return
        self._is_left.set()
        while self._thread.is_alive():
            with contextlib.suppress(Exception):
                self._connection.cancel()
            with contextlib.suppress(Empty):
                self._chunks.get_nowait()
            self._thread.join(0.05)
        self._end()
        self._owner.close()

    def _end(self):
        if self._thread:
            self._thread.join()
            self._thread = None

    def _copy(self):
        try:
            self._run()
        except Exception as error:
            self._error = error
        self._push(None)

    def _run(self):
        with self._connection.cursor() as cursor, _transaction(self._connection, cursor):
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [LONGEST])
            with io.BufferedWriter(_Pushing(self._push), CHUNK) as out:
                for statement in self._statements:
                    cursor.copy_expert(statement, out)

    def _push(self, chunk):
        """Hand a chunk on, and wait while too many are waiting; drop it when the reader has gone."""
        while not self._is_left.is_set():
            with contextlib.suppress(Full):
                self._chunks.put(chunk, timeout=0.5)
                return


class _Pushing(io.RawIOBase):
    def __init__(self, push):
        self._push = push

    def writable(self):
        return True

    def write(self, data):
        self._push(bytes(data))
        return len(data)


@contextlib.contextmanager
def _transaction(connection, cursor):
    """A transaction for what is set, unless one is open already: all is of one moment."""
    is_open = connection.info.transaction_status != TRANSACTION_STATUS_IDLE
    if is_open or not connection.autocommit:
        yield
        return
    cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        yield
    except Exception:
        with contextlib.suppress(Exception):
            cursor.execute("ROLLBACK")
        raise
    cursor.execute("COMMIT")
