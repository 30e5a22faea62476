"""How many stretches of days touch a period, and how many lie in it: asked of many periods, counted once."""

from bisect import bisect_left, bisect_right
from collections import Counter
from datetime import date
from itertools import accumulate


class Days:
    """{day: number}, summed up to any day."""

    def __init__(self, numbers):
        self.days = sorted(numbers)
        self.sums = [0, *accumulate(numbers[day] for day in self.days)]

    def before(self, day):
        return self.sums[bisect_left(self.days, day)]

    def until(self, day):
        return self.sums[bisect_right(self.days, day)]

    def between(self, begins, ends):
        return self.until(ends) - self.before(begins)


class Stretches:
    """{(first day, last day): number}; None for an open side.

    A period ends no earlier than it begins: else nothing touches it.
    """

    def __init__(self, numbers):
        firsts, lasts, exact, long = Counter(), Counter(), Counter(), []
        for (earliest, latest), number in numbers.items():
            first, last = earliest or date.min, latest or date.max
            firsts[first] += number
            lasts[last] += number
            if latest is None:
                continue  # in no period beyond doubt
            if first == last:
                exact[first] += number
            else:
                long.append((first, last, number))
        self._long, self._since = sorted(long), {}
        self._firsts, self._lasts, self._exact = Days(firsts), Days(lasts), Days(exact)

    def touching(self, begins, ends):
        """Those that have a day in the period: all that began by its end but what was over before it."""
        if begins > ends:
            return 0
        return self._firsts.until(ends) - self._lasts.before(begins)

    def inside(self, begins, ends):
        """Those of which every day is in the period."""
        if begins > ends:
            return 0
        return self._exact.between(begins, ends) + self._long_since(begins).until(ends)

    def _long_since(self, begins):
        """The last days of those longer than a day that began on the day or after it. Many periods begin
        between the same two of them."""
        rank = bisect_left(self._long, (begins,))
        if rank not in self._since:
            lasts = Counter()
            for _first, last, number in self._long[rank:]:
                lasts[last] += number
            self._since[rank] = Days(lasts)
        return self._since[rank]
