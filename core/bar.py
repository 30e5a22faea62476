"""A bar of progress for commands, on a terminal only."""

import sys
import time

WIDTH = 30


class Bar:
    """`show` draws it anew, at most ten times a second; `end` leaves the line."""

    def __init__(self, command, verbosity):
        self._err = command.stderr
        self._is_shown = verbosity > 0 and sys.stderr.isatty()
        self._began, self._drawn = time.monotonic(), 0

    @property
    def seconds(self):
        return time.monotonic() - self._began

    def show(self, done, total, what=""):
        if not self._is_shown or (time.monotonic() - self._drawn < 0.1 and done < total):
            return
        self._drawn = time.monotonic()
        share = min(done / total, 1) if total else 1
        left = self.seconds * (1 / share - 1) if share else 0
        bar = "#" * round(share * WIDTH)
        self._err.write(
            f"\r\033[K[{bar:<{WIDTH}}] {done:,} of {total:,}, {left:.0f} s left  {what}"[:120],
            ending="",
        )
        self._err.flush()

    def end(self):
        if self._is_shown:
            self._err.write("", ending="\n")
