"""Threads for pages, for downloads and for large bodies apart: what is slow in one lane holds up no other."""

import heapq
import itertools
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

# /prisoners.csv, /media/face.jpg; style sheets are for every page.
A_FILE = re.compile(r"^/(?!static/).*\.[a-z0-9]+$", re.IGNORECASE)
# While others wait, a client that has had this long gives its thread to them, the slowest first.
GIVES_WAY_AFTER = 10.0


@dataclass(frozen=True)
class Kind:
    threads: int
    queue: int  # requests that may wait for a thread; the next one is told to come back
    room: int  # bytes of an answer that are kept for a slow reader, and the thread goes on


class Lane:
    def __init__(self, kind):
        self._kind = kind
        self._pool = ThreadPoolExecutor(kind.threads)
        self._running = set()
        self._waiting = []
        self._number = itertools.count()

    def submit(self, conn, handle, done):
        """`handle(conn)` in a thread, in turn; then `done(conn, future)`, in that thread.

        Whoever has asked less on the connection comes first. Gives back the one who is sent away
        because too many wait.
        """
        conn.asked += 1
        heapq.heappush(self._waiting, (conn.asked, next(self._number), conn, handle, done))
        self._next()
        if len(self._waiting) <= self._kind.queue:
            return None
        last = max(self._waiting)
        self._waiting.remove(last)
        heapq.heapify(self._waiting)
        return last[2]

    def finished(self, conn):
        self._running.discard(conn)
        self._next()

    def hurry(self):
        """Hang up on the slowest client that a thread waits for, while others wait for the thread."""
        began = time.monotonic() - GIVES_WAY_AFTER
        late = [conn for conn in self._running if conn.sock.is_waiting and conn.sock.since < began]
        if self._waiting and late:
            min(late, key=lambda conn: conn.sock.rate).sock.hang_up()

    def shutdown(self):
        for conn in self._running:
            conn.sock.hang_up()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _next(self):
        while self._waiting and len(self._running) < self._kind.threads:
            _asked, _number, conn, handle, done = heapq.heappop(self._waiting)
            self._running.add(conn)
            conn.sock.begin(self._kind.room)
            self._pool.submit(handle, conn).add_done_callback(
                lambda future, conn=conn, done=done: done(conn, future)
            )


def lane_of(request):
    if request.is_large:
        return "uploads"
    return "files" if A_FILE.match(request.path) else "pages"
