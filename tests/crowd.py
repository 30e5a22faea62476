"""Clients as an attacker sends them: each holds a connection and takes, or gives, as slowly as it can."""

import contextlib
import itertools
import random
import selectors
import socket
import threading
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

# Seconds after which those who do not listen notice that they were sent away.
NOTICED = 20
ESTABLISHED = 1  # in Linux's TCP_INFO


def request(path, *headers, method="GET"):
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", *headers]
    return "\r\n".join(lines).encode() + b"\r\n"


WHOLE = b"\r\n"
# With this cookie Django reads the body, to look for the same token in it.
READ_ME = f"Cookie: csrftoken={'a' * 32}"
# What each kind says at once, and what it then adds again and again.
KINDS = {
    "says nothing": (b"", b""),
    "head without end": (request("/en/"), b"X-Slow: 1\r\n"),
    "body without end": (
        request("/admin/login/", READ_ME, "Content-Length: 50000", method="POST") + WHOLE,
        b"x",
    ),
    "large body without end": (
        request("/admin/login/", READ_ME, "Content-Length: 50000000", method="POST") + WHOLE,
        b"x",
    ),
    "does not read": (request("/prisoners.csv") + WHOLE, b""),
    "asks much and does not read": ((request("/en/prisoners/") + WHOLE) * 30, b""),
    "does not hang up": (request("/en/", "Connection: close") + WHOLE, b""),
}


class Crowd:
    """`size` connections of the given kinds, in turn; whoever is sent away comes back."""

    def __init__(self, address, size, kinds=tuple(KINDS), every=2.0):
        parts = urlsplit(address)
        self._to = (parts.hostname, parts.port)
        self._size, self._kinds, self._every = size, itertools.cycle(kinds), every
        self._selector = selectors.DefaultSelector()
        self._members = {}
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.came_back = -size

    def __enter__(self):
        self._thread.start()
        deadline = time.monotonic() + 30
        while len(self._members) < self._size and time.monotonic() < deadline:
            time.sleep(0.05)
        return self

    def __exit__(self, *_):
        self._is_over.set()
        self._thread.join()
        for member in self._members:
            member.close()

    def __len__(self):
        return len(self._members)

    def _run(self):
        spoken = looked = time.monotonic()
        while not self._is_over.is_set():
            for _ in range(min(200, self._size - len(self._members))):
                self._join()
            for key, _events in self._selector.select(0.05):
                self._hear(key.fileobj)
            if time.monotonic() - spoken > self._every:
                spoken = time.monotonic()
                for member, words in list(self._members.items()):
                    if words:
                        self._say(member, words)
            if time.monotonic() - looked > NOTICED:
                looked = time.monotonic()
                for member in [one for one in self._members if _state(one) != ESTABLISHED]:
                    self._leave(member)

    def _join(self):
        first, again = KINDS[next(self._kinds)]
        member = socket.socket()
        member.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        # 127.0.0.0/8 is all this machine, and each address has ports of its own.
        member.bind((f"127.0.1.{random.randrange(1, 250)}", 0))
        member.settimeout(1)
        try:
            member.connect(self._to)
            member.setblocking(False)
            member.send(first)
        except OSError:
            member.close()
            return
        self.came_back += 1
        self._members[member] = again
        if not first.startswith(b"GET") or again:
            self._selector.register(member, selectors.EVENT_READ)

    def _say(self, member, words):
        try:
            member.send(words)
        except BlockingIOError:
            pass
        except OSError:
            self._leave(member)

    def _hear(self, member):
        with contextlib.suppress(BlockingIOError):
            try:
                if not member.recv(4096):
                    self._leave(member)
            except OSError:
                self._leave(member)

    def _leave(self, member):
        del self._members[member]
        with contextlib.suppress(KeyError):
            self._selector.unregister(member)
        member.close()


def _state(member):
    return member.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0]


def ask(address, path, timeout=20):
    """(status, seconds) of one honest request on a connection of its own; status 0 for none."""
    began = time.monotonic()
    connection = HTTPConnection(urlsplit(address).netloc, timeout=timeout)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        status = response.status
    except OSError:
        status = 0
    finally:
        connection.close()
    return status, time.monotonic() - began


def ask_often(address, path, times, timeout=20):
    """(answers with status 200, the 95th percentile of all seconds)."""
    answers = [ask(address, path, timeout) for _ in range(times)]
    seconds = sorted(took for _status, took in answers)
    return sum(status == 200 for status, _took in answers), seconds[int(0.95 * (times - 1))]


def send(address, data, *, timeout=20, pause=0):
    """Everything that comes back on a connection that says just this, until the server hangs up."""
    parts, answer = urlsplit(address), b""
    with socket.create_connection((parts.hostname, parts.port), timeout) as connection:
        for part in [data] if not pause else (data[n : n + 1] for n in range(len(data))):
            connection.sendall(part)
            time.sleep(pause)
        with contextlib.suppress(ConnectionResetError):
            while part := connection.recv(65536):
                answer += part
    return answer
