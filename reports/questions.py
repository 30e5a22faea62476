"""What every report asks about: a day, an edition, and whom; some ask about a period too."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import ClassVar

from django.db.models import Min, Q
from django.utils.translation import gettext as _

from prisoners.facts.person import Sex
from register.asked import NotUnderstood, read_day
from reports.custody import possible
from reports.whom import Whom
from reports.words import day

# In the query string of every report: whom it counts is read from all other names.
OF_EVERY_REPORT = {
    *("on", "known", "lang", "page", "sort", "table", "size", "titled", "print", "cited"),
}


@dataclass(frozen=True)
class Field:
    """One field of the form above a report, as it was filled in."""

    name: str
    label: str
    value: str
    kind: str = "date"
    choices: tuple = ()
    help: str = ""


@dataclass(frozen=True)
class Question:
    """`known` is what `Model.objects.known()` takes, `edition` the number that answers.

    `own` are the names in a query string that a class of questions reads besides those of every
    report; all others are filters of the list of prisoners.
    """

    own: ClassVar[tuple] = ()

    on: date
    known: int | None
    edition: int
    whom: Whom

    @classmethod
    def read(cls, query, asked):
        """The question that a query string puts; refuses values with NotUnderstood."""
        return cls(**cls.values(query, asked))

    @classmethod
    def values(cls, query, asked):
        return {
            "on": asked.on,
            "known": None if asked.edition_number == asked.latest else asked.edition_number,
            "edition": asked.edition_number,
            "whom": Whom.read(query, asked, besides=cls.names()),
        }

    @classmethod
    def names(cls):
        """What the query string may hold besides filters."""
        own = (name for base in cls.__mro__ for name in vars(base).get("own", ()))
        return {*OF_EVERY_REPORT, *own}

    @property
    def on_in_words(self):
        return day(self.on)

    @cached_property
    def fitting(self):
        """(those who surely fit the filters, those who may fit) as EntrySets; None twice for everyone."""
        return self.whom.fitting(self.on, self.known)

    def once(self, count):
        """What `count(question)` gives, counted once however many parts of an answer ask for it."""
        if count not in self._counts:
            self._counts[count] = count(self)
        return self._counts[count]

    @cached_property
    def _counts(self):
        return {}

    @property
    def certain_entries(self):
        """Those who surely fit the filters; None for everyone."""
        return self.fitting[0]

    @property
    def possible_entries(self):
        """Those who may fit the filters; None for everyone."""
        return self.fitting[1]

    def surely_fits(self):
        """The condition on rows of those who may fit that they surely do; asks nothing where nobody is in doubt."""
        return self.certain_entries.condition() if self.whom.leaves_doubt else Q()

    def fields(self):
        """Fields of the form besides `on` and `known`."""
        return [
            Field(
                "scope", _("Who is counted"), self.whom.value("scope"), "select", self.whom.scopes()
            ),
            Field(
                "sex",
                _("Sex"),
                self.whom.value("sex"),
                "select",
                (("", _("all")), *Sex.choices),
            ),
        ]

    def also_asked(self):
        """Filters that the form has no field for: they go along with it."""
        return [pair for pair in self.whom.query() if pair[0] not in ("scope", "sex")]

    def pinned(self):
        """The query that asks the same in years to come: (name, value) pairs."""
        return [(name, value) for name, value in self.asks() if value]

    def asks(self):
        """All that the question asks, what it leaves open too: (name, value) pairs."""
        return self.pinned_whom()

    def pinned_whom(self):
        """The day, the edition and the filters, as the list of prisoners takes them."""
        return [("on", self.on.isoformat()), ("known", str(self.edition)), *self.whom.query()]


@dataclass(frozen=True)
class PeriodQuestion(Question):
    """A question about the days from `begins` to `ends`, both counted in; no day after `on`."""

    own: ClassVar[tuple] = ("from", "to")

    begins: date
    ends: date

    @classmethod
    def values(cls, query, asked):
        values = super().values(query, asked)
        ends = _day_asked("to", query) or asked.on
        begins = _day_asked("from", query) or cls.default_start(asked, ends)
        if ends > asked.on:
            raise NotUnderstood(
                "to", _("The period ends after the day asked about: what comes then is not known.")
            )
        if begins > ends:
            raise NotUnderstood("from", _("The period ends before it begins."))
        return values | {"begins": begins, "ends": ends}

    @classmethod
    def default_start(cls, asked, ends):
        """The twelve months that end with the period."""
        return (ends.replace(day=1) - timedelta(days=330)).replace(day=1)

    @property
    def day_before(self):
        return self.begins - timedelta(days=1)

    def fields(self):
        return [
            Field("from", _("From"), self.begins.isoformat()),
            Field("to", _("To"), self.ends.isoformat()),
            *super().fields(),
        ]

    def asks(self):
        period = [("from", self.begins.isoformat()), ("to", self.ends.isoformat())]
        return [*super().asks(), *period]


class SinceTheFirst(PeriodQuestion):
    """A question about a period that begins with the first custody where no beginning is asked for."""

    @classmethod
    def values(cls, query, asked):
        values = super().values(query, asked)
        if not query.get("from", "").strip():
            whole = cls(**values)
            first = possible(whole).aggregate(first=Min("begins"))["first"]
            if first and first <= values["ends"]:
                values["begins"] = first
        return values


def read_choice(field, query, values, default=""):
    """One of `values`; the default where nothing is asked."""
    text = query.get(field, "").strip()
    if text and text not in values:
        raise NotUnderstood(
            field,
            _("“%(text)s” is none of: %(values)s.")
            % {"text": text[:40], "values": ", ".join(filter(None, values))},
        )
    return text or default


def read_flag(field, query):
    """Whether it is asked for, with 1."""
    return read_choice(field, query, ["1"]) == "1"


def read_number(field, query, default, *, most):
    """A whole number from 0 to `most`."""
    text = query.get(field, "").strip()
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) > most:
        raise NotUnderstood(
            field,
            _("“%(text)s” is not a whole number from 0 to %(most)d.")
            % {"text": text[:40], "most": most},
        )
    return int(text)


def _day_asked(field, query):
    text = query.get(field, "").strip()
    return read_day(field, text) if text else None
