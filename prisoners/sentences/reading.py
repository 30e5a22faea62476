"""A sentence as it was written, read into its parts.

What stands between two semicolons is read whole or not at all: a word that is not known ("without",
"up to", "recommended") may turn the meaning of all that stands beside it.
"""

from dataclasses import dataclass
from decimal import Decimal

from prisoners.facts.prosecution import SentencePartFacts, VerdictFacts
from prisoners.sentences.piece import Piece
from prisoners.sentences.words import run

LONGEST = 5_000  # signs; longer texts are stories, and are left
Kind, Outcome = SentencePartFacts.Kind, VerdictFacts.Outcome
OF_MONEY = {Kind.FINE, Kind.COMPENSATION, Kind.CONFISCATION}


@dataclass(frozen=True)
class PartRead:
    """One part of a sentence; `as_stated` is the piece of the text that says so."""

    kind: str
    years: int | None
    months: int | None
    days: int | None
    regime: str
    amount: Decimal | None
    currency: str
    as_stated: str

    @property
    def iso_term(self):
        """P12Y1D, "" without a term."""
        named = ((self.years, "Y"), (self.months, "M"), (self.days, "D"))
        counted = [f"{count}{letter}" for count, letter in named if count is not None]
        return f"P{''.join(counted)}" if counted else ""


@dataclass(frozen=True)
class SentenceRead:
    parts: tuple[PartRead, ...]
    outcome: str
    left: str

    @property
    def is_understood(self):
        return not self.left


def read_sentence(text, vocabulary):
    """The parts and the outcome that `text` states, and verbatim what was not understood.

    The outcome is "" when the text names none; Outcome.UNKNOWN when it was understood but says
    nothing that has a code ("set free", "no record").
    """
    if len(text) > LONGEST:
        return SentenceRead((), "", text.strip())
    parted = run(text).parted(lambda run, place: run.has(";", place))
    pieces = [Piece(each, vocabulary) for each in parted if len(each)]
    kept = [piece for piece in pieces if piece.is_understood and not _is_vague(piece, pieces)]
    if len({code for piece in kept for code in piece.outcomes} - {Outcome.UNKNOWN}) > 1:
        kept = [piece for piece in kept if not piece.outcomes]
    outcomes = sorted((code for piece in kept for code in piece.outcomes), key=_is_unknown)
    return SentenceRead(
        parts=tuple(_part(draft, piece.run) for piece in kept for draft in piece.drafts),
        outcome=next(iter(outcomes), ""),
        left="; ".join(piece.run.stated() for piece in pieces if piece not in kept),
    )


def _is_vague(piece, pieces):
    """“Case dropped and three months”: of what? A term is imprisonment alone or beside money."""
    if not piece.has_bare_term:
        return False
    others = [draft for each in pieces for draft in each.drafts if draft.kind not in OF_MONEY]
    is_alone = len(others) == 1 and all(each.is_understood and not each.outcomes for each in pieces)
    return not is_alone


def _is_unknown(outcome):
    return outcome == Outcome.UNKNOWN


def _part(draft, run):
    amount, currency = draft.money or (None, "")
    return PartRead(
        kind=str(draft.kind or Kind.IMPRISONMENT),
        years=draft.term.get("years"),
        months=draft.term.get("months"),
        days=draft.term.get("days"),
        regime=str(draft.regime),
        amount=amount,
        currency=currency,
        as_stated=run.stated(draft.start, draft.end),
    )
