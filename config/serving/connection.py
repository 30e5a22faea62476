"""One client: its socket, what has come of its request, what it has still to take of the answer."""

import contextlib
import errno
import socket
import time

from gunicorn import http

from config.serving.arriving import Arriving

PIECE = 64 * 1024
# A piece is given, and taken, within this time, or the client is let go: about 3 kB a second.
PATIENCE = 20.0
# What the system takes for a client that does not read; enough for 2 MB a second to the other end of
# the world.
IN_THE_SYSTEM = 128 * 1024
# Of a large body as much has to come each second, once it has had this time to begin.
SLOWEST_BODY, GRACE = 1024, 30.0


class PatientSocket(socket.socket):
    """A socket that keeps what the client does not take at once, so that no thread waits for it.

    What is above `room` makes the thread wait after all, with a limit: a download of any size takes
    the same memory.
    """

    def __init__(self, of):
        super().__init__(of.family, of.type, of.proto, fileno=of.detach())
        self.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, IN_THE_SYSTEM)
        self.outbox = bytearray()
        self.room = 0
        self.taken = self.given = 0
        self.is_waiting = False
        self.since = time.monotonic()
        self.setblocking(False)

    def begin(self, room):
        """For the next request."""
        self.room = room
        self.taken = self.given = 0
        self.since = time.monotonic()

    @property
    def rate(self):
        """Bytes a second that the client has taken and given so far."""
        return (self.taken + self.given) / max(0.001, time.monotonic() - self.since)

    def setblocking(self, flag):
        self.settimeout(PATIENCE if flag else 0.0)

    def sendall(self, data, flags=0):
        rest = memoryview(data).cast("B")
        if not self.outbox:
            rest = rest[self._send_now(rest) :]
        if len(self.outbox) + len(rest) <= self.room:
            self.outbox += rest
            return
        waiting = bytes(self.outbox) + bytes(rest)
        self.outbox.clear()
        for start in range(0, len(waiting), PIECE):
            self._send_slowly(waiting[start : start + PIECE])

    def flush(self):
        """Give what is left as far as it is taken now; whether everything is gone."""
        if self.outbox:
            with memoryview(self.outbox) as left:
                sent = self._send_now(left)
            del self.outbox[:sent]
        return not self.outbox

    def hang_up(self):
        """Whoever reads or writes here finds the connection gone."""
        with contextlib.suppress(OSError):
            self.shutdown(socket.SHUT_RDWR)

    def recv(self, size, flags=0):
        with self._waiting():
            data = super().recv(size, flags)
        self.given += len(data)
        seconds = time.monotonic() - self.since
        is_slow = seconds > GRACE and self.given < seconds * SLOWEST_BODY
        if is_slow and self.gettimeout():  # a thread waits, and not the loop
            raise _gone()
        return data

    def _send_now(self, data):
        patience, sent = self.gettimeout(), 0
        self.settimeout(0.0)
        try:
            while sent < len(data):
                sent += self.send(data[sent : sent + PIECE])
        except BlockingIOError:
            pass
        finally:
            self.settimeout(patience)
        self.taken += sent
        return sent

    def _send_slowly(self, piece):
        with self._waiting():
            super().sendall(piece)
        self.taken += len(piece)

    @contextlib.contextmanager
    def _waiting(self):
        """While a thread waits for the client, who loses patience or may be hurried."""
        self.is_waiting = True
        try:
            yield
        except TimeoutError:
            raise _gone() from None
        finally:
            self.is_waiting = False


class Connection:
    """What gunicorn's thread worker calls a TConn."""

    is_http2 = False
    initialized = data_ready = True

    def __init__(self, cfg, sock, client, server, limits):
        self.cfg, self.client, self.server = cfg, client, server
        self.limits = limits
        self.sock = PatientSocket(sock)
        self.parser = http.get_parser(cfg, self.sock, client)
        self.arriving = Arriving(limits)
        self.deadline = 0.0
        self.lane = None
        self.asked = 0  # requests on this connection so far

    def init(self):
        """Nothing is left to do when a thread takes the connection."""

    def hand_over(self):
        """Everything that came goes to gunicorn's parser, which asks the socket for no more."""
        self.parser.unreader.unread(self.arriving.take())
        self.arriving = Arriving(self.limits)

    def take_back(self):
        """What a client has sent of its next request with the last one."""
        self.arriving = Arriving(self.limits, self.parser.unreader.take_buffered())

    def close(self):
        self.sock.close()


def _gone():
    return ConnectionResetError(errno.ECONNRESET, "too slow")
