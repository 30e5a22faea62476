"""gunicorn's thread worker, made patient: slow clients cost a little memory, and never a thread.

gunicorn gives a thread to every client from the first byte on, and eight clients that send half a
request keep everybody else out. Here one loop collects each request until it is whole, threads
answer, and the loop hands the answer to those who take it slowly. See
docs/decisions/slow-clients-wait-outside.md.
"""

import contextlib
import errno
import selectors
import time
from functools import partial

from gunicorn.workers.gthread import ThreadWorker

from config import env
from config.serving.arriving import Limits, Refused
from config.serving.connection import PIECE, Connection
from config.serving.lanes import Kind, Lane, lane_of
from config.serving.refusals import refusal

HEAD_SECONDS, BODY_SECONDS, BODY_RATE = 20, 30, 1024
LINGER_SECONDS = 2  # for the last bytes to reach a client that is still sending
ACCEPTED_AT_ONCE = 200
# What clients have not finished sending, and what they have not taken yet; the oldest gives way.
MOST_KEPT = 128 * 1024 * 1024


class PatientWorker(ThreadWorker):
    def init_process(self):
        mebibyte = 1024 * 1024
        self.limits = Limits(staff_body=env.number("STAFF_BODY_BYTES", 250_000_000))
        self.lanes = {
            "pages": Lane(Kind(self.cfg.threads, queue=500, room=2 * mebibyte)),
            "files": Lane(Kind(env.number("WEB_DOWNLOADS", 8), queue=50, room=mebibyte // 4)),
            "uploads": Lane(Kind(4, queue=20, room=2 * mebibyte)),
        }
        # Connections that no thread works on, the one that has waited longest first.
        self.waiting = {}
        super().init_process()

    def get_thread_pool(self):
        """The lanes have their own."""

    def handle_quit(self, sig, frame):
        for lane in self.lanes.values():
            lane.shutdown()
        super(ThreadWorker, self).handle_quit(sig, frame)

    # --- the loop ---------------------------------------------------------------------------------

    def run(self):
        self.poller.register(
            self.method_queue.fileno(), selectors.EVENT_READ, self.method_queue.run_callbacks
        )
        self.set_accept_enabled(True)
        while self.alive and self.is_parent_alive():
            self._turn()
        self.set_accept_enabled(False)
        for listener in self.sockets:
            listener.close()
        until = time.monotonic() + self.cfg.graceful_timeout
        for conn in [conn for conn in self.waiting if not conn.sock.outbox]:
            self._drop(conn)
        while self.nr_conns and time.monotonic() < until:
            self._turn()
        for lane in self.lanes.values():
            lane.shutdown()

    def _turn(self):
        self.notify()
        self.wait_for_and_dispatch_events(timeout=1.0)
        now = time.monotonic()
        if now - getattr(self, "_swept", 0) > 1:
            self._swept = now
            self._sweep(now)

    def _sweep(self, now):
        for conn in [conn for conn in self.waiting if conn.deadline < now]:
            self._drop(conn)
        kept = sum(len(conn.arriving) + len(conn.sock.outbox) for conn in self.waiting)
        for conn in list(self.waiting):
            if kept < MOST_KEPT:
                break
            kept -= len(conn.arriving) + len(conn.sock.outbox)
            self._drop(conn)
        for lane in self.lanes.values():
            lane.hurry()

    def accept(self, listener):
        """Take in everybody who knocks; when there are too many, whoever has waited longest goes."""
        for _ in range(ACCEPTED_AT_ONCE):
            try:
                sock, client = listener.accept()
            except BlockingIOError:
                return
            except OSError as error:
                if error.errno in (errno.EMFILE, errno.ENFILE):
                    self._make_room()
                    return
                if error.errno != errno.ECONNABORTED:
                    raise
                continue
            if self.nr_conns >= self.worker_connections:
                self._make_room()
            self.nr_conns += 1
            conn = Connection(self.cfg, sock, client, listener.getsockname(), self.limits)
            self._wait(conn, selectors.EVENT_READ, self._read, HEAD_SECONDS)

    def _make_room(self):
        for conn in list(self.waiting)[:10]:
            self._drop(conn)

    # --- a request comes --------------------------------------------------------------------------

    def _read(self, conn, sock):
        try:
            data = sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._drop(conn)
            return
        is_first, had_head = not len(conn.arriving), conn.arriving.has_head
        self._look(conn, lambda: conn.arriving.add(data))
        if conn in self.waiting:
            if conn.arriving.has_head and not had_head:
                body = self.limits.body / BODY_RATE
                conn.deadline = time.monotonic() + BODY_SECONDS + body
            elif is_first:
                conn.deadline = time.monotonic() + HEAD_SECONDS

    def _look(self, conn, take):
        """Is the request whole, or refused? Else it goes on waiting where it waits."""
        try:
            take()
        except Refused as refused:
            self._refuse(conn, refused.status)
            return
        if conn.arriving.is_whole:
            self._stop_waiting(conn)
            conn.lane = self.lanes[lane_of(conn.arriving)]
            conn.hand_over()
            done = partial(self.method_queue.defer, self.finish_request)
            if one_too_many := conn.lane.submit(conn, self.handle, done):
                self._refuse(one_too_many, 503)

    def _refuse(self, conn, status):
        conn.sock.begin(PIECE)
        with contextlib.suppress(OSError):
            conn.sock.sendall(refusal(status))
        self._say_goodbye(conn)

    # --- an answer goes ---------------------------------------------------------------------------

    def finish_request(self, conn, future):
        """In the loop, after a thread is through with a request."""
        conn.lane.finished(conn)
        conn.sock.setblocking(False)
        stays = future.exception() is None and future.result() and self.alive
        if conn.sock.outbox:
            # As slowly as a page may be read, and not for ever.
            seconds = BODY_SECONDS + len(conn.sock.outbox) / BODY_RATE
            self._wait(conn, selectors.EVENT_WRITE, partial(self._write, stays), seconds)
        else:
            self._after(conn, stays)

    def _write(self, stays, conn, sock):
        try:
            if sock.flush():
                self._after(conn, stays)
        except OSError:
            self._drop(conn)

    def _after(self, conn, stays):
        if not stays:
            self._say_goodbye(conn)
            return
        self._wait(conn, selectors.EVENT_READ, self._read, self.cfg.keepalive)
        self._look(conn, conn.take_back)

    def _say_goodbye(self, conn):
        """Hear the client out for a moment: closing at once would take back what was just sent."""
        with contextlib.suppress(OSError):
            conn.sock.shutdown(1)
            self._wait(conn, selectors.EVENT_READ, self._hear_out, LINGER_SECONDS)
            return
        self._drop(conn)

    def _hear_out(self, conn, sock):
        with contextlib.suppress(BlockingIOError):
            try:
                if sock.recv(PIECE):
                    return
            except ConnectionError:
                pass
            self._drop(conn)

    # --- who waits --------------------------------------------------------------------------------

    def _wait(self, conn, event, then, seconds):
        self._stop_waiting(conn)
        conn.deadline = time.monotonic() + seconds
        self.waiting[conn] = True
        self.poller.register(conn.sock, event, partial(self._wake, conn, then))

    def _wake(self, conn, then, sock):
        # Whoever was let go a moment ago may still be among the events of this turn.
        if conn in self.waiting:
            then(conn, sock)

    def _stop_waiting(self, conn):
        if self.waiting.pop(conn, None):
            self.poller.unregister(conn.sock)

    def _drop(self, conn):
        self._stop_waiting(conn)
        self.nr_conns -= 1
        conn.close()
