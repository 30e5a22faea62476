"""Measures: what was timed, what the budget says, what was seen."""

import time
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Measure:
    """One line of the table. `holds` is None where DESIGN §11 sets no budget at this size."""

    what: str
    seen: str
    budget: str = ""
    holds: bool | None = None


@dataclass(frozen=True)
class Times:
    """Seconds of many runs of the same thing."""

    seconds: tuple[float, ...]

    @property
    def p50(self):
        return self._quantile(50)

    @property
    def p95(self):
        return self._quantile(95)

    def _quantile(self, percent):
        if len(self.seconds) == 1:
            return self.seconds[0]
        return quantiles(self.seconds, n=100, method="inclusive")[percent - 1]

    def __str__(self):
        return f"p50 {ms(self.p50)}, p95 {ms(self.p95)}"


def within(what, times, budget):
    """A Measure whose p95 is held against `budget` seconds; None: only shown."""
    if budget is None:
        return Measure(what, str(times))
    return Measure(what, str(times), f"p95 ≤ {ms(budget)}", times.p95 <= budget)


def ms(seconds):
    if seconds >= 10:
        return f"{seconds:.0f} s"
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.{0 if seconds >= 0.01 else 1}f} ms"


@contextmanager
def stopwatch():
    """Gives a function that says how many seconds have passed, until the block ends."""
    began = time.monotonic()
    ended = None
    yield lambda: (ended or time.monotonic()) - began
    ended = time.monotonic()


def timed(call, arguments, *, tries=1):
    """Times of `call` with each of the arguments: the fastest of so many tries of each."""
    return Times(
        tuple(min(_seconds(call, argument) for _ in range(tries)) for argument in arguments)
    )


def _seconds(call, argument):
    began = time.monotonic()
    call(argument)
    return time.monotonic() - began


HEAD = "| what | seen | budget | |\n|---|---|---|---|"
SIGN = {True: "holds", False: "**missed**", None: ""}


def as_line(measure):
    """Of a table in Markdown."""
    return f"| {measure.what} | {measure.seen} | {measure.budget} | {SIGN[measure.holds]} |"
