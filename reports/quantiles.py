"""Medians and quartiles of values of which some are ranges and some may not belong.

The quantile is a value that was there: the smallest that at least that part of all does not exceed.
"""

from collections import Counter
from dataclasses import dataclass, field

from register.figures import Figure

QUARTILES = (1, 2, 3)


@dataclass
class Values:
    """How many have a value from `least` to `most`: surely, or only possibly."""

    least: Counter = field(default_factory=Counter)  # value: how many surely belong
    most: Counter = field(default_factory=Counter)
    maybe_least: Counter = field(default_factory=Counter)  # value: how many may belong
    maybe_most: Counter = field(default_factory=Counter)

    def add(self, least, most, *, surely, maybe):
        """`surely` of them belong, and `maybe` more may."""
        self.least[least] += surely
        self.most[most] += surely
        self.maybe_least[least] += maybe
        self.maybe_most[most] += maybe

    def quartile(self, number):
        """(smallest, largest) that the first, second (median) or third quartile can be; None of nobody."""
        if not self.least and not self.maybe_least:
            return None
        return self._smallest(number), self._largest(number)

    def _smallest(self, number):
        """Who may belong and lies above it does not; everybody has the smaller value."""
        surely, so_far = self.least.total(), 0
        maybe = 0
        for value in sorted(self.least.keys() | self.maybe_least.keys()):
            so_far += self.least[value]
            maybe += self.maybe_least[value]
            if so_far + maybe and 4 * (so_far + maybe) >= number * (surely + maybe):
                return value
        return None

    def _largest(self, number):
        """Who may belong and lies above it does; everybody has the larger value."""
        surely, so_far = self.most.total(), 0
        maybe_above = self.maybe_most.total()
        for value in sorted(self.most.keys() | self.maybe_most.keys()):
            so_far += self.most[value]
            maybe_above -= self.maybe_most[value]
            if 4 * so_far >= number * (surely + maybe_above):
                return value
        return None


def in_figures(values, unit, convert):
    """The three quartiles as Figures of `unit`; None for each where nobody has a value."""
    found = [values.quartile(number) for number in QUARTILES]
    return [
        None if pair is None else Figure(convert(pair[0]), convert(pair[1]), unit) for pair in found
    ]


def in_years(days):
    """Years of 365.25 days, to the hundredth: 14.75 for fourteen years and nine months."""
    return round(days / 365.25, 2)
