"""The sum of the comparisons: how likely two people are one, and the reasons, strongest first."""

from dataclasses import dataclass

from prisoners.duplicates import comparing
from prisoners.duplicates.weights import CONTRADICTION, SAME


@dataclass(frozen=True)
class Score:
    """`bits` is the sum of the weights, `value` the likelihood from 0 to 1 that it stands for."""

    bits: float
    reasons: tuple[comparing.Reason, ...]

    @property
    def value(self):
        return likelihood(self.bits)

    @property
    def is_certain(self):
        """Whether nobody has to look: the sum is above the bound, and no fact contradicts it."""
        return self.value >= SAME and all(each.bits > CONTRADICTION for each in self.reasons)


def likelihood(bits):
    """Even odds at 0 bits; each bit doubles them."""
    return 1 / (1 + 2 ** -min(max(bits, -60), 60))


def score(a, b):
    """How likely `a` and `b` (`facts.Facts`) are one person. The order of the two does not matter."""
    reasons = sorted(comparing.all_of(a, b), key=lambda each: (-abs(each.bits), each.kind))
    return Score(round(sum(each.bits for each in reasons), 6), tuple(reasons))
