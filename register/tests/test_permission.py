"""Who is published at all: embargo, basis, consent, age; what is sealed is nowhere."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from prisoners.models import Consent, Prisoner
from prisoners.tests.builders import (
    make_consent,
    make_detention,
    make_prisoner,
    make_relation,
)
from register.models import Citation, Entry, Identity, Relation, Span
from register.publishing import PublishRefused, publish, withhold
from sources.models import Record
from sources.tests.builders import make_citation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def reviewer():
    return get_user_model().objects.create_user("reviewer")


def refusal(person, reviewer):
    try:
        publish([person.public_id], by=reviewer)
    except PublishRefused as refused:
        return refused.problems[person.public_id]
    return ""


def test_under_embargo_nothing_is_published_and_from_that_day_on_it_is(reviewer):
    person = make_prisoner(embargo_ends_on=TODAY + timedelta(1), embargo_reason="Appeal.")
    assert refusal(person, reviewer).startswith("Under embargo: it is not published before ")

    Prisoner.objects.update(embargo_ends_on=TODAY)
    assert refusal(person, reviewer) == ""


@pytest.mark.parametrize(
    ("consent", "is_enough"),
    [
        ({}, True),
        ({"given_by": "lawyer"}, True),
        ({"given_by": "family"}, False),
        ({"scope": ["photo", "health"]}, False),
        ({"withdrawn_on": "2024~"}, False),
        ({"until_on": str(TODAY)}, True),
        ({"until_on": str(TODAY - timedelta(1))}, False),
        ({"until_on": f"{TODAY.year - 1}/{TODAY.year + 1}".replace("/", "..").join("[]")}, False),
    ],
    ids=str,
)
def test_a_basis_of_consent_needs_such_a_consent_in_force(reviewer, consent, is_enough):
    person = make_prisoner(publication_basis="consent")
    make_consent(prisoner=person, **consent)

    said = refusal(person, reviewer)

    assert (said == "") is is_enough
    assert is_enough or "no such consent is in force" in said


def test_the_family_can_consent_where_the_basis_is_theirs(reviewer):
    person = make_prisoner(publication_basis="family_consent")
    make_consent(prisoner=person, given_by="family")

    assert refusal(person, reviewer) == ""


def test_who_is_withheld_is_counted_without_consent(reviewer):
    person = make_prisoner(
        publication_basis="consent", is_name_withheld=True, withheld_reason="Withdrawn."
    )

    assert refusal(person, reviewer) == ""


def test_one_without_a_ground_stops_the_batch_and_is_named(reviewer):
    fine = make_prisoner()
    lacking = make_prisoner(publication_basis="consent")

    with pytest.raises(PublishRefused) as refused:
        publish([fine.public_id, lacking.public_id], by=reviewer)

    assert list(refused.value.problems) == [lacking.public_id]
    assert not Entry.objects.exists()


def test_a_consent_until_a_year_holds_to_its_first_day():
    consent = make_consent(given_on="2019", until_on="2030")

    first = consent.__class__.objects.get().until_on_days.lower
    assert Consent.objects.in_force(first).exists()
    assert not Consent.objects.in_force(first + timedelta(1)).exists()


# --- age ----------------------------------------------------------------------------------------


def years_ago(years, days=0):
    return (
        TODAY.replace(year=TODAY.year - years, day=min(TODAY.day, 28)) + timedelta(days)
    ).isoformat()


@pytest.mark.parametrize(
    ("born", "is_withheld"),
    [
        (years_ago(18, 1), True),
        (years_ago(18, -1), False),
        (str(TODAY.year - 18), True),
        (str(TODAY.year - 19), False),
        (f"{TODAY.year - 19}~", True),
        (f"[{TODAY.year - 30}..]", True),
        (f"[..{TODAY.year - 19}]", False),
        (f"[{TODAY.year - 30}..{TODAY.year - 10}]", True),
        ("", False),
    ],
)
def test_whoever_may_be_under_18_is_withheld(reviewer, born, is_withheld):
    person = make_prisoner(born_on=born)

    publish([person.public_id], by=reviewer)

    shown = Identity.objects.get()
    assert (shown.is_withheld, shown.display_name == "") == (is_withheld, is_withheld)


def test_a_tie_to_a_child_is_not_published(reviewer):
    parent, child = make_prisoner(), make_prisoner(born_on="2020")
    make_relation(prisoner=parent, other=child, kind="child")

    publish([parent.public_id, child.public_id], by=reviewer)

    assert not Relation.objects.exists()


def test_a_tie_to_somebody_withheld_later_is_not_shown(client, reviewer):
    one, other = make_prisoner(), make_prisoner()
    make_relation(prisoner=one, other=other, kind="sibling")
    publish([one.public_id, other.public_id], by=reviewer)
    page = reverse("register:person", args=[one.public_id])
    assert other.public_id in client.get(page).content.decode()

    withhold(other, reason="At risk.")

    assert other.public_id not in client.get(page).content.decode()


# --- seals --------------------------------------------------------------------------------------


def test_what_is_sealed_is_gone_at_once_with_what_sources_say_of_it(client, reviewer):
    person = make_prisoner(affiliation="Test Party", letters_address="Test Street 1")
    make_citation(person, field="affiliation", stance="contradicts", stated_value="Other Party")
    publish([person.public_id], by=reviewer)

    Prisoner.objects.update(sealed_fields=["affiliation"], sealed_reason="Asked.")

    page = client.get(reverse("register:person", args=[person.public_id])).content.decode()
    assert "Test Party" not in page and "Other Party" not in page
    assert (Identity.objects.get().affiliation, Citation.objects.count()) == ("", 0)
    assert Identity.objects.get().letters_address == "Test Street 1"


FACTS = {
    "sex": "female",
    "nationalities": ["BY"],
    "occupations": ["journalist"],
    "health": ["cancer"],
    "has_minor_children": "yes",
    "born_on": "1980-05-17",
}


@pytest.mark.parametrize("sealed", [*FACTS, list(FACTS)], ids=str)
def test_a_sealed_fact_is_gone_at_once_from_every_edition_and_no_other_is(reviewer, sealed):
    person = make_prisoner(**FACTS)
    publish([person.public_id], by=reviewer)
    Prisoner.objects.update(affiliation="Test Party", occupations=["journalist", "student"])
    Record.objects.update(editors=[])
    publish([person.public_id], by=reviewer)
    sealed = sealed if isinstance(sealed, list) else [sealed]

    Prisoner.objects.update(sealed_fields=sealed, sealed_reason="Asked.")

    for entry in Entry.objects.all():
        shown = {name for name in FACTS if getattr(entry, name, "") not in ("", [], "unknown")}
        shown |= {"born_on"} if entry.born_earliest or entry.born_latest else set()
        assert shown == set(FACTS) - set(sealed)
    assert Entry.objects.count() == 2


def test_a_seal_empties_the_versions_of_one_person_only(reviewer):
    person, other = make_prisoner(health=["cancer"]), make_prisoner(health=["cancer"])
    publish([person.public_id, other.public_id], by=reviewer)

    Prisoner.objects.filter(pk=person.pk).update(sealed_fields=["health"], sealed_reason="Asked.")

    assert Entry.objects.get(public_id=other.public_id).health == ["cancer"]


def test_a_sealed_sex_is_not_counted_in_any_edition(reviewer):
    person, other = make_detention().prisoner, make_detention().prisoner
    Prisoner.objects.update(sex="female")
    publish([person.public_id, other.public_id], by=reviewer)

    Prisoner.objects.filter(pk=person.pk).update(sealed_fields=["sex"], sealed_reason="Asked.")

    shown = Span.objects.values_list("entry__public_id", "sex").distinct()
    assert dict(shown) == {person.public_id: "unknown", other.public_id: "female"}


def test_what_is_sealed_does_not_come_back_with_the_next_publication(reviewer):
    person = make_prisoner(
        born_on="1980-05-17",
        health=["cancer"],
        health_text="Test illness",
        sealed_fields=["born_on", "health", "health_text"],
        sealed_reason="Asked.",
    )
    make_citation(person, field="born_on", stance="contradicts", stated_value="1981-05-17")

    publish([person.public_id], by=reviewer)

    entry, shown = Entry.objects.get(), Identity.objects.get()
    assert (entry.health, entry.born_earliest, entry.born_latest) == ([], None, None)
    assert (shown.born_on, shown.health_text) == ("", "")
    assert not Citation.objects.exists()
