"""How far a command is, for the person at the terminal; nothing where nobody looks."""

import sys
import time

WIDTH = 30


class Progress:
    """A bar in one line of the terminal: what is being done, how far, how long still."""

    def __init__(self, stream, *, is_quiet=False):
        self.stream, self.step_now = stream, None
        self.is_shown = not is_quiet and sys.stderr.isatty()

    def step(self, name, done, total):
        if not self.is_shown:
            return
        if name != self.step_now:
            self.end()
            self.step_now, self.began = name, time.monotonic()
        share = min(done / total, 1) if total else 0
        bar = "#" * round(share * WIDTH)
        left = (time.monotonic() - self.began) * (1 / share - 1) if share else 0
        of = f" of {total:,}, {left:.0f} s left" if total else ""
        self.stream.write(f"\r{name}: [{bar:<{WIDTH}}] {done:,}{of} ", ending="")
        self.stream.flush()

    def end(self):
        if self.is_shown and self.step_now is not None:
            self.stream.write("", ending="\n")
            self.step_now = None
