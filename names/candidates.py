"""Which names are read to be compared: conditions on their words, from the narrowest."""

from itertools import combinations, islice
from operator import attrgetter

from names.meaning import EQUAL, EXACT, LIKELY

MOST_NAMES = 300  # read in a step, the narrowest conditions first; for each one in the last step
MOST_BEARERS = 600  # where one word is all that is asked
FILTERED = 2  # times as many bearers of one word are gone through where few of them may fit
FITTING = 3  # times fewer who fit are enough of those who have all the words
MOST_PAIRS, MOST_WAYS = 6, 8


def steps(asked, meant, *, is_filtered):
    """(conditions, how many names to read for each, and for all of them), step by step.

    A condition is a list of sets of keys: one of each has to be there. Where not everybody is looked
    for (`is_filtered`), the names of the first step are to be gone through until so many fit.
    """
    singles = [part for part in meant if part.last - part.first == 1]
    most = MOST_NAMES if len(singles) > 1 else MOST_BEARERS
    bearers = 2 * MOST_BEARERS * (FILTERED if is_filtered else 1)
    # Where no word is like a run of words, no name has it.
    borne = {part: its for part, its in meant.items() if part in singles or its.alike}
    ways = [[meant[part] for part in way if part in meant] for way in _ways(asked, borne)]
    ways = sorted(filter(None, ways), key=lambda way: min(its.uses for its in way))

    def of(at_least, keys):
        """Where one word is all that is asked, the bearers of those nearest; else whoever has all."""
        return [
            [way[0].nearest(bearers, at_least)] if len(way) == 1 else list(map(keys, way))
            for way in ways
        ]

    exact = [[its.numbers(EXACT) for its in way] for way in ways]
    first = most // FITTING if is_filtered else most
    yield exact + of(EQUAL, attrgetter("sounding")), first, first
    yield of(LIKELY, attrgetter("resembling")), most, most
    if len(singles) > 2:
        telling = sorted(borne, key=lambda part: meant[part].uses)
        pairs = (
            pair
            for pair in combinations(telling, 2)
            if pair[0].last <= pair[1].first or pair[1].last <= pair[0].first
        )
        yield (
            [[meant[part].sounding for part in pair] for pair in islice(pairs, MOST_PAIRS)],
            MOST_NAMES,
            MOST_NAMES,
        )
    if len(singles) > 1:
        rarest = sorted((meant[part] for part in singles), key=lambda its: its.uses)[:3]
        yield [[its.nearest(MOST_NAMES)] for its in rarest], MOST_NAMES, MOST_NAMES * len(rarest)


def _ways(asked, borne):
    """The ways to cut the asked name into parts, runs of words included that somebody bears."""
    size = len(asked.words)
    parts = [part for part in asked.parts if part.last - part.first == 1 or part in borne]

    def cut(place):
        if place == size:
            return [[]]
        return [[part, *rest] for part in parts if part.first == place for rest in cut(part.last)]

    apart, *together = cut(0)
    return [apart, *sorted(together, key=len)][:MOST_WAYS]
