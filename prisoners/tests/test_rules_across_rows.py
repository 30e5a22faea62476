import pytest
from django.db import IntegrityError, transaction

from prisoners.models import Charge, SentencePart, Stay, Verdict
from prisoners.tests.builders import (
    make_charge,
    make_condition,
    make_contact,
    make_death,
    make_detention,
    make_prisoner,
    make_sentence_part,
    make_stay,
    make_verdict,
)
from sources.tests.builders import make_citation
from sources.tests.refusals import refusals
from sources.violations import explain

pytestmark = pytest.mark.django_db
IN_BULK = ("update", "bulk_create", "copy")


def dead(on="2021-05-21", **fields):
    return make_death(prisoner=make_prisoner(**fields), died_on=on).prisoner


def ended(**fields):
    return make_detention(**{"ended_on": "2021-03", "end_reason": "released"} | fields)


# name: (a saved row, fields that break the rule, fields that only just keep it, what is said)
ACROSS_ROWS = {
    "no arrest after death": lambda: (
        make_detention(prisoner=dead()),
        {"began_on": "2021-06"},
        {"began_on": "2021-05"},
        "This person cannot be arrested after death. Check both dates.",
    ),
    "no death before the arrest": lambda: (
        make_death(prisoner=make_detention(began_on="2021-06").prisoner, died_on="2022"),
        {"died_on": "2021-05-31"},
        {"died_on": "2021-05-31~"},
        "This person cannot be arrested after death. Check both dates.",
    ),
    "no release after death": lambda: (
        ended(prisoner=dead()),
        {"ended_on": "2021-06-01"},
        {"ended_on": "2021-05-21"},
        "The detention ends after the death. Check both dates.",
    ),
    "no custody after death": lambda: (
        make_detention(prisoner=dead()),
        {"last_confirmed_on": "2021-05-22"},
        {"last_confirmed_on": "2021-05"},
        "Custody was last confirmed after the death. Check both dates.",
    ),
    "no end by death before death": lambda: (
        ended(prisoner=dead(), ended_on="2021-05-21", end_reason="death"),
        {"ended_on": "2021-05-20"},
        {"ended_on": "2021"},
        "The detention ended by death, but before the death. Check both dates.",
    ),
    "no sign of life after death": lambda: (
        make_contact(prisoner=dead()),
        {"happened_on": "2021-05-22"},
        {"happened_on": "2021-05-21"},
        "A sign of life is later than the death. Check both dates.",
    ),
    "no condition after death": lambda: (
        make_condition(prisoner=dead()),
        {"began_on": "2022"},
        {"began_on": "2021"},
        "A condition begins after the death. Check both dates.",
    ),
    "no death before birth": lambda: (
        make_death(prisoner=make_prisoner(born_on="1990")),
        {"died_on": "1989-12-31"},
        {"died_on": "1990"},
        "This person was born after the arrest or death. Check the dates.",
    ),
    "no arrest before birth": lambda: (
        make_detention(prisoner=make_prisoner(born_on="1990")),
        {"began_on": "1980"},
        {"began_on": "199X"},
        "This person was born after the arrest or death. Check the dates.",
    ),
    "a stay lies within its detention": lambda: (
        make_stay(detention=ended(began_on="2020-08"), began_on="2020-08-05"),
        {"ended_on": "2021-04-01"},
        {"ended_on": "2021-03-31"},
        "A stay lies outside its detention. Check the dates of both.",
    ),
}


@pytest.mark.parametrize("name", ACROSS_ROWS)
def test_a_rule_across_rows_is_kept_in_bulk(name):
    row, broken, kept, sentence = ACROSS_ROWS[name]()

    assert refusals(row, broken, ways=IN_BULK) == dict.fromkeys(IN_BULK, sentence)
    assert refusals(row, kept, ways=IN_BULK) == dict.fromkeys(IN_BULK, "")


def test_nobody_is_born_after_the_arrest():
    prisoner = make_detention(began_on="2020-08-09").prisoner

    found = [
        refusals(prisoner, {"born_on": born}, ways=["update"])["update"]
        for born in ("2021", "2020", "1990")
    ]

    assert found == ["This person was born after the arrest or death. Check the dates.", "", ""]


def test_a_detention_does_not_shrink_below_its_stays():
    stay = make_stay(detention=ended(), began_on="2021-02-01")

    found = refusals(stay.detention, {"ended_on": "2021-01"}, ways=["update"])

    assert found == {"update": "A stay lies outside its detention. Check the dates of both."}


def test_a_row_has_the_person_of_the_row_above_it():
    verdict, other = make_verdict(), make_prisoner()
    part = SentencePart(verdict=verdict, kind="fine")

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        SentencePart.objects.bulk_create(
            [SentencePart(verdict=verdict, prisoner=other, kind="fine")]
        )
    part.save()

    assert explain(error.value) == "A row belongs to another person than the one that it lies in."
    assert SentencePart.objects.get().prisoner == verdict.prosecution.prisoner


def test_rows_below_a_detention_go_with_it_to_another_person():
    stay, person = make_stay(), make_prisoner()

    type(stay.detention).objects.filter(pk=stay.detention_id).update(prisoner=person)

    assert Stay.objects.get(pk=stay.pk).prisoner == person


def test_rows_below_a_prosecution_go_with_it_to_another_person():
    verdict, person = make_verdict(), make_prisoner()
    make_charge(prosecution=verdict.prosecution)
    make_sentence_part(verdict=verdict)

    type(verdict.prosecution).objects.filter(pk=verdict.prosecution_id).update(prisoner=person)

    owners = [model.objects.get().prisoner for model in (Charge, Verdict, SentencePart)]
    assert owners == [person, person, person]


def test_a_citation_goes_where_its_row_goes():
    detention, person = make_detention(), make_prisoner()
    citation = make_citation(detention.prisoner, row=detention)
    whole = make_citation(detention.prisoner)

    type(detention).objects.filter(pk=detention.pk).update(prisoner=person)
    citation.refresh_from_db()
    moved_to = citation.record_id
    detention.delete()

    assert moved_to == person.public_id
    assert list(type(citation).objects.all()) == [whole]
