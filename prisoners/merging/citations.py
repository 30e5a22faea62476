"""Sources go with what they speak of; a source of a value that did not stay states another value."""

from dataclasses import dataclass

from django.db import models

from prisoners.merging.values import LONGEST_STATED
from sources.models import Citation

SUPPORTS, CONTRADICTS = Citation.Stance.SUPPORTS, Citation.Stance.CONTRADICTS


@dataclass(frozen=True)
class Place:
    """What a citation is about: a record, or the row `code` of it."""

    record: str
    code: object = None

    def citations(self, **more):
        found = Citation.objects.filter(row=self.code, **more)
        return found if self.code else found.filter(record=self.record)


@dataclass(frozen=True)
class Loser:
    """A value that did not stay, of the record `of`. `is_hidden`: it must not be published."""

    field: models.Field
    stated: str
    of: str
    is_hidden: bool

    def as_told(self, is_cited):
        """For the page of the merge."""
        return {
            "model": self.field.model._meta.label_lower,
            "field": self.field.name,
            "value": self.stated,
            "of": self.of,
            "is_cited": is_cited,
        }


def carry_over(journal, here, there, losers):
    """Move the citations from the place `there` to the place `here`.

    `losers` are the values of `there` that did not stay; they come back as told.
    """
    told = contradict(journal, there, losers)
    for citation in there.citations():
        _move(journal, citation, record_id=here.record, row=here.code)
    return told


def contradict(journal, place, losers):
    """The sources of values that did not stay now state another value; the values come back as told."""
    told = []
    for loser in losers:
        own = list(place.citations(field=loser.field.name, stance=SUPPORTS))
        for citation in own:
            _move(journal, citation, **_as_other(citation, loser))
        # A source of the whole row is a source of each of its fields; of a whole person it is not.
        of_row = []
        if place.code and not own:
            of_row = list(place.citations(field="", stance=SUPPORTS))
        for citation in of_row:
            _add(journal, citation, loser)
        told.append(loser.as_told(bool(own or of_row)))
    return told


def _as_other(citation, loser):
    return {
        "stance": CONTRADICTS,
        "stated_value": citation.stated_value or shortened(loser.stated),
        "is_confidential": citation.is_confidential or loser.is_hidden,
    }


def _add(journal, citation, loser):
    journal.insert(
        Citation(
            record_id=citation.record_id,
            row=citation.row,
            field=loser.field.name,
            source_id=citation.source_id,
            quote=citation.quote,
            locator=citation.locator,
            confidence=citation.confidence,
            **_as_other(citation, loser),
        )
    )


def _move(journal, citation, **values):
    """Change a citation; where the same source says the same of the same there already, it joins it."""
    key = ("record_id", "row", "field", "source_id", "stated_value")
    there = Citation.objects.exclude(pk=citation.pk).filter(
        **{
            f"{name}__isnull" if value is None else name: True if value is None else value
            for name in key
            for value in [values.get(name, getattr(citation, name))]
        }
    )
    if not (twin := there.first()):
        journal.update(Citation, citation.pk, **values)
        return
    more = {
        name: getattr(citation, name)
        for name in ("quote", "locator", "staff_note")
        if getattr(citation, name) and not getattr(twin, name)
    }
    journal.delete(Citation, citation.pk)
    journal.update(Citation, twin.pk, **more)


def shortened(text):
    return text if len(text) <= LONGEST_STATED else f"{text[: LONGEST_STATED - 1]}…"
