"""Rows for tests: plainly invented, complete, every field of them replaceable by keyword."""

from pardons.models import AnnouncedCount, Beneficiary, ClemencyAct
from prisoners.tests.builders import make_prisoner
from sources.tests.builders import number


def make_act(announced=None, **fields):
    """An act of 9 December 2024; with `announced` people in all, when given."""
    act = ClemencyAct.objects.create(
        **{
            "title": f"Test Act {next(number)}",
            "announced_on": "2024-12-09",
            "country": "BY",
        }
        | fields
    )
    if announced is not None:
        make_announced_count(act=act, lower=announced, upper=announced)
    return act


def make_announced_count(**fields):
    return AnnouncedCount.objects.create(
        **{"act": fields.get("act") or make_act(), "category": "total", "stated": "as stated"}
        | fields
    )


def make_beneficiary(**fields):
    """One of our prisoners; give `prisoner=None` for somebody unnamed."""
    prisoner = fields["prisoner"] if "prisoner" in fields else make_prisoner()
    return Beneficiary.objects.create(
        **{"act": fields.get("act") or make_act(), "outcome": "released"}
        | fields
        | {"prisoner": prisoner}
    )
