"""What is on record of two people, line by line, so that one can be compared with the other."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from core.date_words import in_words
from core.partial_dates import parse_edtf
from sources.admin.roots import state_of


def side_by_side(left, right):
    """[(label, lines of the one, lines of the other, whether they are the same)]"""
    prefetch_related_objects(
        [left, right],
        "names",
        "detentions",
        "stays__facility",
        "charges__article",
        "verdicts__court",
        "sentenceparts",
        "external_ids",
        "assignments__user",
    )
    here, there = _told(left), _told(right)
    return [
        (label, here[label], there[label], here[label] == there[label])
        for label in here
        if here[label] or there[label]
    ]


def _told(person):
    """{label: lines}; no lines where nothing is known."""
    return {
        _("Names"): _lines(person.display_name, *(name.text for name in person.names.all())),
        _("Sex"): _lines(person.get_sex_display()),
        _("Born"): _lines(_day(person.born_on)),
        _("Died"): _lines(_day(person.death.died_on) if hasattr(person, "death") else ""),
        _("Detentions"): _lines(*map(_detention, person.detentions.all())),
        _("Facilities"): _lines(*(str(stay) for stay in person.stays.all())),
        _("Charges"): _lines(*(str(charge) for charge in person.charges.all())),
        _("Verdicts"): _lines(*map(_verdict, person.verdicts.all())),
        _("Occupation"): _lines(person.occupation_text, person.affiliation),
        _("Status"): _lines(person.status_note),
        _("Ids in other lists"): _lines(*(str(known) for known in person.external_ids.all())),
        _("State"): _lines(str(state_of(person.record)[1])),
        _("Assigned to"): _lines(*(str(case.user) for case in person.assignments.all())),
    }


def _lines(*texts):
    return list(dict.fromkeys(filter(None, texts)))


def _day(text):
    return in_words(parse_edtf(text)) if text else ""


def _detention(detention):
    where = ", ".join(_lines(detention.place, detention.region))
    until = f" – {_day(detention.ended_on)}" if detention.ended_on else ""
    why = f" ({detention.get_end_reason_display()})" if detention.end_reason else ""
    began = _day(detention.began_on) or _("unknown")
    return f"{began}{until}{why}{' · ' if where else ''}{where}"


def _verdict(verdict):
    court = verdict.court_stated or (verdict.court.name if verdict.court else "")
    return ", ".join(_lines(_day(verdict.decided_on), court, verdict.get_outcome_display()))
