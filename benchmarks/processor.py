"""Processor time: what a question costs, however many others the machine has to serve."""

import time
from pathlib import Path


class Processor:
    """Seconds that this process and its session in PostgreSQL were computing; Linux alone tells."""

    def __init__(self, connection):
        connection.ensure_connection()
        self._session = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")

    def seconds(self):
        if not self._session.exists():
            return float("nan")
        return time.process_time() + int(self._session.read_text().split()[0]) / 1e9
