"""Sources of one page, numbered in the order of the record, and which of them stand at which fact."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from core.date_words import in_words
from register.models import Citation, Source


@dataclass(frozen=True)
class Numbered:
    """One source with its number on the page and what it is quoted for."""

    number: int
    source: Source
    said: tuple[str, ...] = ()

    @property
    def label(self):
        """Who says so and when, for a reader who only points at the number."""
        when = in_words(self.source.published_on)
        return ", ".join(
            part for part in (self.source.publisher or self.source.title, when) if part
        )

    @property
    def caution(self):
        """What to know before trusting it; nothing for an original."""
        notes = []
        if self.source.reliability in (Source.Reliability.COPY, Source.Reliability.DISPUTED):
            notes.append(self.source.get_reliability_display())
        if self.source.note:
            notes.append(self.source.note)
        return "; ".join(notes)


@dataclass(frozen=True)
class Other:
    """Another value that a source states."""

    value: str
    source: Numbered


@dataclass(frozen=True)
class Note:
    """What stands at one fact. `general`: the fact has no source of its own, the record has these."""

    sources: tuple[Numbered, ...] = ()
    others: tuple[Other, ...] = ()
    general: str = ""


class References:
    """Citations of one record by fact; at() answers for a row and a field of it."""

    def __init__(self, citations):
        self.citations = list(citations)
        self._numbered = {}
        for citation in self.citations:
            self._numbered.setdefault(citation.source_id, len(self._numbered) + 1)
        self._by_fact = {}
        for citation in self.citations:
            self._by_fact.setdefault((citation.row, citation.field), []).append(citation)

    @cached_property
    def sources(self):
        """All sources of the page in the order of their numbers."""
        said, by_id = {}, {}
        for citation in self.citations:
            by_id[citation.source_id] = citation.source
            words = _said(citation)
            if words and words not in said.setdefault(citation.source_id, []):
                said[citation.source_id].append(words)
        return tuple(
            Numbered(number, by_id[source_id], tuple(said.get(source_id, ())))
            for source_id, number in self._numbered.items()
        )

    def at(self, row=None, field=""):
        """The note at a field of the row `row` (its code; None is the record).

        A whole row or a field of the record that nothing is cited for is covered by the sources of
        the record; a field of a row by those of the row, which stand at its end.
        """
        cited = self._by_fact.get((row, field), ())
        sources = {c.source_id: self._source(c) for c in cited if c.stance == "supports"}
        others = tuple(
            Other(_value_in_words(c.stated_value), self._source(c))
            for c in cited
            if c.stance == "contradicts"
        )
        covers = not sources and (row is None or not field) and not self._has_own(row, field)
        general = self._general if covers else ""
        return Note(tuple(sources.values()), others, general)

    def _has_own(self, row, field):
        return row is not None and any(
            at[0] == row and any(c.stance == "supports" for c in cited)
            for at, cited in self._by_fact.items()
        )

    @cached_property
    def _general(self):
        """The numbers of the record's own sources, as “1–7” or “1, 3”."""
        whole = self._by_fact.get((None, ""), ())
        numbers = sorted({self._numbered[c.source_id] for c in whole if c.stance == "supports"})
        if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
            return f"{numbers[0]}–{numbers[-1]}"
        return ", ".join(map(str, numbers))

    def _source(self, citation):
        return self.sources[self._numbered[citation.source_id] - 1]


def read_references(public_id):
    citations = Citation.objects.filter(public_id=public_id).select_related("source")
    return References(citations.order_by("id"))


def _said(citation):
    """The quote with where it stands, or the value that the source states."""
    words = []
    if citation.stance == "contradicts":
        words.append(_("States: “%(value)s”") % {"value": _value_in_words(citation.stated_value)})
    if citation.quote:
        words.append(f"“{citation.quote}”")
    if citation.locator:
        words.append(citation.locator)
    return ", ".join(words)


def _value_in_words(value):
    """A stated date as the reader writes it; other values as they stand."""
    try:
        return in_words(value)
    except ValueError:
        return value
