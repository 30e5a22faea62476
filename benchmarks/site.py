"""The site as it runs in production, on a port of its own: gunicorn, the public's own login."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from config.local import VAR

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 1  # each worker keeps answers of its own; with one, "again" is really again


class Site:
    """Asks one running site over one connection."""

    def __init__(self, port, pid):
        self.port, self.pid = port, pid
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=900)

    def get(self, path):
        """The body; refuses everything but 200."""
        try:
            response = self._ask(path)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self._connection.close()  # nobody asked for a while, and the server has hung up
            response = self._ask(path)
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}: {body[:300]!r}")
        return body

    def _ask(self, path):
        self._connection.request("GET", path)
        return self._connection.getresponse()

    def stream(self, path):
        """(seconds to the first byte, seconds to the last, bytes), nothing kept in memory."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=900)
        began = time.monotonic()
        connection.request("GET", path)
        response = connection.getresponse()
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}")
        size = len(response.read(1))
        first = time.monotonic() - began
        while chunk := response.read(1 << 16):
            size += len(chunk)
        connection.close()
        return first, time.monotonic() - began, size

    def hang_up(self, path):
        """Read the first bytes and leave."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=900)
        connection.request("GET", path)
        connection.getresponse().read(1000)
        connection.sock.close()
        connection.close()

    def memory(self):
        """Megabytes that the workers hold now."""
        children = subprocess.check_output(["pgrep", "-P", str(self.pid)], text=True).split()
        return sum(_resident(pid) for pid in children)


def _resident(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0


@contextlib.contextmanager
def running():
    """The site on the database that the environment names."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "WEB_WORKERS": str(WORKERS),
    }
    command = [sys.executable, "-m", "gunicorn", "-c", "python:config.gunicorn", "config.wsgi"]
    with open(VAR / "bench-site.log", "w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_for(port, process, log.name)
            yield Site(port, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_for(port, process, log):
    """Return when something listens on `port`."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        time.sleep(0.05)
    raise RuntimeError(f"It did not start; see {log}.")
