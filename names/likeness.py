"""How alike two written names are, and why."""

from dataclasses import dataclass
from enum import StrEnum

from anyascii import anyascii
from rapidfuzz.fuzz import token_sort_ratio


class Kind(StrEnum):
    """From the strongest reason to the weakest."""

    EXACT = "exact"  # the same letters, whatever case, accents, order
    CLOSE = "close"  # the same name in another script or spelling, or a slip of the keyboard
    SOUNDS = "sounds"  # sounds alike
    WEAK = "weak"  # only a part of it is alike


@dataclass(frozen=True, order=True)
class Likeness:
    """`score` from 0 (nothing in common) to 1 (the same letters); `written` is the stored form."""

    score: float
    kind: Kind
    written: str = ""


def alike(asked: str, written: str) -> Likeness:
    score = token_sort_ratio(anyascii(asked).lower(), anyascii(written).lower()) / 100
    return Likeness(score, _kind(score), written)


def most_alike(asked: list[str], written: list[str]) -> Likeness | None:
    """The best pair of two people's names; None when either has none."""
    return max((alike(a, w) for a in asked for w in written), default=None)


def _kind(score):
    if score == 1:
        return Kind.EXACT
    if score >= 0.93:
        return Kind.CLOSE
    return Kind.SOUNDS if score >= 0.8 else Kind.WEAK
