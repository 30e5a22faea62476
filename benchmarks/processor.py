"""Processor time: what a question costs, however many others the machine has to serve; Linux alone tells."""

import contextlib
import os
import time
from pathlib import Path


class Session:
    """Seconds that a session in PostgreSQL was computing."""

    def __init__(self, connection):
        connection.ensure_connection()
        self._told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")

    def seconds(self):
        if not self._told.exists():
            return float("nan")
        return int(self._told.read_text().split()[0]) / 1e9


class Processor(Session):
    """Seconds that this process and its session in PostgreSQL were computing."""

    def seconds(self):
        return time.process_time() + super().seconds()


class Spent:
    """Seconds since now of this process, and of a database server with whatever computes for it."""

    def __init__(self, server):
        self._server = (server.data / "postmaster.pid").read_text().split()[0]
        self._here, self._there = time.process_time(), self._of_server()

    def here_and_there(self):
        return time.process_time() - self._here, self._of_server() - self._there

    def seconds(self):
        return sum(self.here_and_there())

    def _of_server(self):
        while True:
            ended = _ticks(self._server)[11:15]
            live = [_ticks(process)[11:13] for process in self._processes()]
            # Of a process that ends meanwhile the time would be counted twice, or not at all.
            if ended == _ticks(self._server)[11:15]:
                ticks = sum(map(int, [*ended, *(tick for each in live for tick in each)]))
                return ticks / os.sysconf("SC_CLK_TCK")

    def _processes(self):
        return Path(f"/proc/{self._server}/task/{self._server}/children").read_text().split()


def _ticks(process):
    """What Linux tells of a process, from its state on: user and system time at 11, of ended children at 13.

    Nothing of one that has ended.
    """
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return []
