"""Published rows that only reports need; the others are in register/tests/builders.py."""

from datetime import date
from uuid import uuid4

from django.http import QueryDict

from register.asked import read_asked
from register.models import AnnouncedCount, ClaimEntry, Condition, Death, Recognition, Stay
from register.models.span import FOREVER
from register.tests.builders import (
    PUBLISHED_AT,
    make_detention,
    make_entry,
    make_organisation,
    make_part,
    make_public_id,
    make_span,
)
from register.tests.derived import derive

END = date.fromisoformat(FOREVER)


def make_condition(**fields):
    return make_part(Condition, {"kind": "incommunicado"}, fields)


def make_recognition(**fields):
    organisation = fields.get("organisation") or make_organisation()
    defaults = {"organisation": organisation, "recognised_on": "2021-06-01"}
    return make_part(Recognition, defaults, fields)


def make_stay(facility, **fields):
    """A stay in a detention of its own, of somebody held since 2021 unless `entry` is given."""
    entry = fields.get("entry") or held("2021-01-01").entry
    detention = fields.get("detention") or make_detention(entry=entry, began_on="2021-01-01")
    defaults = {"facility": facility, "began_on": "2021-02"}
    return make_part(Stay, defaults, fields | {"entry": entry, "detention": detention})


def make_death(**fields):
    return make_part(Death, {"died_on": "2021-05-21", "death_class": "in_facility"}, fields)


def make_announced_count(**fields):
    return AnnouncedCount.objects.create(**{"code": uuid4(), "lower": 29, "upper": 29} | fields)


def make_claim(**fields):
    return ClaimEntry.objects.create(
        **{
            "public_id": make_public_id(),
            "edition_from": 1,
            "digest": uuid4().hex,
            "published_at": PUBLISHED_AT,
            "measure": "released_by_pardon",
            "value": 178,
            "value_stated": "178",
            "as_of_on": "2024-12-09",
        }
        | fields
    )


def held(begins, ends=END, *, status="in_custody", entry=None, **fields):
    """One span of custody with days as text: held("2021-01-01", "2021-03-01")."""
    days = {"begins": _day(begins), "ends": _day(ends)}
    return make_span(entry=entry or make_entry(), status=status, **days, **fields)


def ask(report, **query):
    """The question that a query string puts, such as ask(REPORT, on="2024-12-09"), of what is written."""
    derive()
    given = QueryDict(mutable=True)
    given.update({name.rstrip("_"): value for name, value in query.items()})
    return report.question.read(given, read_asked(given))


def _day(day):
    return date.fromisoformat(day) if isinstance(day, str) else day
