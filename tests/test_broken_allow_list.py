"""The canaries can die: what leaves is broken in one place, and the marks are found."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from register.publishing import batch, identities, publish
from tests.canaries import planting
from tests.canaries.marks import Marks
from tests.canaries.tables import marks_in_tables

TABLES = {
    "register_identity": ["summary", "display_name", "affiliation"],
    "register_citation": ["quote"],
    "register_externalid": ["value"],
}


def a_confidential_column_is_copied(patch):
    rows = identities.identity_rows
    patch.setattr(
        identities, "identity_rows", lambda kind: rows(kind).replace("w.summary", "w.notes")
    )


def nobody_is_withheld(patch):
    patch.setattr(batch, "is_withheld", lambda person: "FALSE")


def nothing_is_sealed(patch):
    patch.setattr(batch, "sealed", lambda field, value: value)


def confidential_citations_go_along(patch):
    rows = identities.citation_rows
    patch.setattr(
        identities, "citation_rows", lambda: rows().replace("NOT w.is_confidential AND", "")
    )


def confidential_ids_go_along(patch):
    patch.setattr(identities, "NAMES", [replace(pair, only_if="TRUE") for pair in identities.NAMES])


def nothing_is_broken(patch):
    """The same trial finds nothing then."""


BROKEN = [
    (nothing_is_broken, planting.plant_withheld, None),
    (a_confidential_column_is_copied, planting.plant_open, "open prisoners.Prisoner.notes"),
    (nobody_is_withheld, planting.plant_withheld, "withheld prisoners.Prisoner.display_name"),
    (nothing_is_sealed, planting.plant_sealed, "sealed prisoners.Prisoner.affiliation"),
    (confidential_citations_go_along, planting.plant_with_secret_parts, "sources.Citation.quote"),
    (confidential_ids_go_along, planting.plant_with_secret_parts, "prisoners.ExternalId.value"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("break_it", "plant", "found"), BROKEN, ids=[one.__name__ for one, *_ in BROKEN]
)
def test_a_broken_allow_list_is_found(break_it, plant, found, monkeypatch):
    marks = Marks()
    staff = User.objects.create_user("editor")
    person = plant(marks, staff).person
    break_it(monkeypatch)

    publish([person.public_id], by=User.objects.create_user("reviewer"))

    where = marks_in_tables(marks, "default", TABLES)
    assert [
        one for places in where.values() for one in places if found and one.endswith(found)
    ] or (not found and not where)
