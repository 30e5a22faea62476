"""What stands between two semicolons of a sentence, read from left to right."""

from dataclasses import dataclass, field

from prisoners.facts.prosecution import SentencePartFacts
from prisoners.sentences import amounts
from prisoners.sentences.remarks import remark_end

Kind, Regime = SentencePartFacts.Kind, SentencePartFacts.Regime
WITHOUT_TERM = {Kind.LIFE, Kind.DEATH, Kind.FINE, Kind.COMPENSATION, Kind.CONFISCATION, Kind.RANK}
WITH_MONEY = {Kind.FINE, Kind.COMPENSATION, Kind.CONFISCATION, Kind.OTHER}
WITH_HOURS = {Kind.OTHER, Kind.FORCED_LABOUR}  # no column has hours: they stay in `as_stated`
# "14 years of reinforced regime" says imprisonment; "12 months at home" says nothing of the kind.
OF_IMPRISONMENT = {
    Regime.SETTLEMENT,
    Regime.GENERAL,
    Regime.MEDIUM,
    Regime.STRICT,
    Regime.SPECIAL,
    Regime.PRISON,
}


@dataclass
class Draft:
    """A part while it is being read, the places `start` to `end` - 1."""

    start: int
    end: int
    kind: str = ""
    regime: str = ""
    term: dict = field(default_factory=dict)
    money: tuple = ()
    is_suspended: bool = False

    @property
    def is_bare(self):
        """A term and nothing that says of what."""
        return bool(self.term) and not self.kind

    def settle(self):
        """Whether the words go together; fills in the kind that they imply."""
        if not self.kind and self.regime in OF_IMPRISONMENT:
            self.kind = Kind.IMPRISONMENT
        if self.is_suspended and (self.kind == Kind.IMPRISONMENT or self.is_bare):
            self.kind, self.is_suspended = Kind.SUSPENDED, False
        return (
            not self.is_suspended
            and bool(self.kind or (self.term and not self.regime))
            and not (self.term and self.kind in WITHOUT_TERM)
            and not (self.money and self.kind not in WITH_MONEY)
            and not ("hours" in self.term and self.kind not in WITH_HOURS)
        )


class Piece:
    """`drafts` and `outcomes` hold when `is_understood`: every word was; `at` is the next place."""

    def __init__(self, run, vocabulary):
        self.run, self.vocabulary = run, vocabulary
        self.at = 0
        self.drafts, self.outcomes = [], []
        self.is_understood = self._read()

    @property
    def has_bare_term(self):
        return any(draft.is_bare for draft in self.drafts)

    def _read(self):
        is_parted = True
        while True:
            is_parted = self._separators() or is_parted
            if self.at == len(self.run):
                return not self._ends_in_the_middle()
            if not is_parted or not (self._outcome() or self._part() or self._remark()):
                return False
            is_parted = False

    def _separators(self):
        start = self.at
        while self._sign(",") or self._sign(".") or self._take("joining"):
            pass
        return self.at > start

    def _ends_in_the_middle(self):
        """“two years and”: the text was cut, and more was pronounced than it says."""
        return self._find("words", len(self.run) - 1) == ("joining", 1)

    def _outcome(self):
        if code := self._pass("outcomes"):
            self.outcomes.append(code)
            self._remark()
        return bool(code)

    def _part(self):
        """One part; where the words make none, nothing is passed."""
        draft = Draft(self.at, self.at)
        self._take_all("opening")
        while self._component(draft):
            draft.end = self.at
            self._take_all("opening", "filler")
        self.at = draft.end  # a filler that leads to nothing was not understood
        while self._suspended(draft) or self._remark() or self._term_in_brackets(draft):
            draft.end = self.at
        if not draft.settle():
            self.at = draft.start
            return False
        self.drafts.append(draft)
        return True

    def _component(self, draft):
        return (
            self._kind(draft)
            or (not draft.regime and self._regime(draft))
            or (not draft.term and self._amount(draft, "term", amounts.term))
            or (not draft.money and self._amount(draft, "money", amounts.money))
        )

    def _kind(self, draft):
        """The kind, which may be said twice: “imprisonment in a penal colony”."""
        code, length = self._find("kinds", self.at) or ("", 0)
        regime, longer = self._find("regimes", self.at) or ("", 0)
        if not code or draft.kind not in ("", code) or (longer > length and not draft.regime):
            return False
        if longer == length:  # “house arrest” says both
            draft.regime = draft.regime or regime
        draft.kind = code
        self.at += length
        self._take_all("qualifier")
        return True

    def _regime(self, draft):
        draft.regime = self._pass("regimes")
        return bool(draft.regime)

    def _amount(self, draft, name, reader):
        found = reader(self.run.words, self.at, self.vocabulary)
        if found:
            value, self.at = found
            setattr(draft, name, value)
        return bool(found)

    def _suspended(self, draft):
        """“…, suspended”: said of the part before it, with nothing more."""
        start = self.at
        is_bracket = self._sign("(")
        if not is_bracket:
            self._sign(",")
        if self._take("suspended") and (not is_bracket or self._sign(")")):
            draft.is_suspended = True
            return True
        self.at = start
        return False

    def _term_in_brackets(self, draft):
        """“Time served (115 days' imprisonment)”."""
        start = self.at
        inner = Draft(start, start)
        if not draft.term and self._sign("("):
            while self._component(inner):
                self._take_all("filler")
            is_term = inner.term and inner.kind in ("", draft.kind)
            if is_term and not (inner.money or inner.regime) and self._sign(")"):
                draft.term = inner.term
                return True
        self.at = start
        return False

    def _remark(self):
        end = remark_end(self.run, self.at, self.vocabulary)
        self.at = end or self.at
        return bool(end)

    def _find(self, table, at):
        return self.vocabulary.find(table, self.run.words, at)

    def _sign(self, sign):
        is_here = self.run.has(sign, self.at)
        self.at += is_here
        return is_here

    def _pass(self, table):
        """The code of the longest phrase here, which is passed; "" for none."""
        code, length = self._find(table, self.at) or ("", 0)
        self.at += length
        return code

    def _take(self, *codes):
        """Passes one of the [words] when it has one of these codes."""
        code, length = self._find("words", self.at) or ("", 0)
        self.at += length if code in codes else 0
        return code in codes

    def _take_all(self, *codes):
        while self._take(*codes):
            pass
