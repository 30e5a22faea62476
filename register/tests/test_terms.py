"""The terms that publishing makes: which prison sentence holds on which day, with bounds."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.partial_dates import parse_edtf
from prisoners.tests.builders import (
    make_detention,
    make_prisoner,
    make_prosecution,
    make_sentence_part,
    make_verdict,
)
from register.models import Entry, Term
from register.publishing import publish

pytestmark = pytest.mark.django_db

YEAR = {1: 365, 2: 730, 3: 1096, 5: 1826, 8: 2922, 10: 3653}


@pytest.fixture
def reviewer():
    return get_user_model().objects.create(username="reviewer")


@pytest.fixture
def case():
    return make_prosecution()


def verdict(case, years=None, kind="imprisonment", regime="", **fields):
    made = make_verdict(prosecution=case, **fields)
    if years or kind != "imprisonment":
        make_sentence_part(verdict=made, kind=kind, years=years, regime=regime)
    return made


def terms(case, reviewer, basis="in_force"):
    """[(first day, lightest, heaviest)] with years as they were pronounced."""
    publish([case.prisoner.public_id], by=reviewer)
    in_years = {days: years for years, days in YEAR.items()}
    return [
        (
            str(term.begins),
            in_years.get(term.days_least) if term.kind_least in ("", "term") else term.kind_least,
            in_years.get(term.days_most) if term.kind_most == "term" else term.kind_most,
            term.kind_least != "",
        )
        for term in Term.objects.filter(basis=basis).order_by("begins")
    ]


def test_a_term_is_in_force_from_the_day_of_the_verdict(case, reviewer):
    verdict(case, 10, decided_on="2022-03-01")

    assert terms(case, reviewer) == [("2022-03-01", 10, 10, True)]


def test_a_verdict_that_was_replaced_is_in_force_until_then(case, reviewer):
    verdict(case, 10, decided_on="2022-03-01", is_in_force=False)
    verdict(case, 8, decided_on="2022-09-01", instance="appeal")

    assert terms(case, reviewer) == [
        ("2022-03-01", 10, 10, True),
        ("2022-09-01", 8, 8, True),
    ]


def test_while_either_of_two_verdicts_may_hold_both_count(case, reviewer):
    verdict(case, 10, decided_on="2022-03-01", is_in_force=False)
    verdict(case, 8, decided_on="2022-09", instance="appeal")

    assert terms(case, reviewer) == [
        ("2022-03-01", 10, 10, True),
        ("2022-09-01", 8, 10, True),
        ("2022-09-30", 8, 8, True),
    ]


def test_a_verdict_without_a_date_is_possible_and_never_sure(case, reviewer):
    verdict(case, 5, decided_on="")

    assert terms(case, reviewer) == [("0001-01-01", 5, 5, False)]


def test_an_appeal_without_a_date_leaves_the_sentence_sure_and_its_length_not(case, reviewer):
    verdict(case, 10, decided_on="2022-03-01", is_in_force=False)
    verdict(case, 8, decided_on="", instance="appeal")

    assert terms(case, reviewer)[-1] == ("2022-03-01", 8, 10, True)


def test_terms_of_several_cases_add_up(case, reviewer):
    verdict(case, 3, decided_on="2021-01-01")
    verdict(make_prosecution(prisoner=case.prisoner), 5, decided_on="2022-01-01")

    assert terms(case, reviewer) == [("2021-01-01", 3, 3, True), ("2022-01-01", 8, 8, True)]
    assert Entry.objects.get().sentence_days == YEAR[8]


def test_life_a_length_not_known_and_no_prison_are_told_apart(case, reviewer):
    verdict(case, decided_on="2021-01-01")
    verdict(make_prosecution(prisoner=case.prisoner), kind="life", decided_on="2022-01-01")

    assert terms(case, reviewer) == [
        ("2021-01-01", "unknown", "unknown", True),
        ("2022-01-01", "life", "life", True),
    ]


def test_a_fine_is_no_term(case, reviewer):
    verdict(case, kind="fine", decided_on="2021-01-01")

    assert terms(case, reviewer) == []


def test_an_appeal_that_changed_nothing_adds_nothing(case, reviewer):
    verdict(case, 5, decided_on="2021-01-01")
    verdict(case, decided_on="2021-06-01", instance="appeal", outcome="upheld")

    assert {found[1:] for found in terms(case, reviewer)} == {(5, 5, True)}


def test_an_acquittal_on_appeal_ends_the_sentence(case, reviewer):
    verdict(case, 5, decided_on="2021-01-01", is_in_force=False)
    verdict(case, decided_on="2021-06-01", instance="appeal", outcome="acquitted")

    (found,) = terms(case, reviewer)

    assert found == ("2021-01-01", 5, 5, True)
    assert Term.objects.get(basis="in_force").ends == date(2021, 6, 1)


def test_as_first_pronounced_what_came_after_does_not_count(case, reviewer):
    verdict(case, 10, decided_on="2022-03-01", is_in_force=False)
    verdict(case, 8, decided_on="2022-09-01", instance="appeal")

    assert terms(case, reviewer, "first") == [("2022-03-01", 10, 10, True)]


def test_a_term_knows_its_country_its_regime_and_until_when_custody_is_pre_trial(case, reviewer):
    make_detention(prisoner=case.prisoner, began_on="2021-01-01", country=case.country)
    verdict(case, 10, regime="general", decided_on="2022-03")
    verdict(case, decided_on="2022-09-01", instance="appeal", outcome="upheld")
    terms(case, reviewer)

    found = Term.objects.filter(basis="in_force").order_by("begins")

    assert {(term.country, term.regime) for term in found} == {(case.country, "general")}
    assert [(str(term.tried_earliest), str(term.tried_latest)) for term in found] == [
        ("2022-03-01", "2022-03-31"),
        ("2022-03-01", "2022-03-31"),
        ("2022-09-01", "2022-09-01"),
    ]


def test_of_cases_in_two_countries_no_country_is_named(case, reviewer):
    make_detention(prisoner=case.prisoner, began_on="2021-01-01", country="RU")
    verdict(case, 10, decided_on="2022-03-01")
    terms(case, reviewer)

    assert set(Term.objects.values_list("country", flat=True)) == {""}


def test_a_version_that_ended_takes_its_terms_with_it(case, reviewer):
    made = verdict(case, 10, decided_on="2022-03-01")
    publish([case.prisoner.public_id], by=reviewer)
    made.decided_on = "2022-04-01"
    made.save()
    publish([case.prisoner.public_id], by=reviewer)

    found = Term.objects.filter(basis="in_force").values_list("begins", "edition_to")
    assert [(str(begins), ends < 9) for begins, ends in found.order_by("begins")] == [
        ("2022-03-01", True),
        ("2022-04-01", False),
    ]


# --- every way in which the dates may be meant ------------------------------------------------------

DATES = ["2021-01-01", "2021-01-02", "[2021-01-01..2021-01-03]", "[2021-01-02..2021-01-03]", ""]
DAYS = [date(2020, 12, 31) + timedelta(days=n) for n in range(5)]
LENGTHS = [None, 1, 2, 3, 5]

verdicts = st.lists(
    st.fixed_dictionaries(
        {
            "case": st.integers(0, 1),
            "decided_on": st.sampled_from(DATES),
            "is_in_force": st.booleans(),
            "years": st.sampled_from(LENGTHS),
        }
    ),
    min_size=1,
    max_size=3,
)


def meanings(text):
    if not text:
        return [*DAYS, date(2030, 1, 1)]
    found = parse_edtf(text)
    days = (found.latest - found.earliest).days
    return [found.earliest + timedelta(days=n) for n in range(days + 1)]


def years_on(day, found, dates):
    """Years in force on `day` when the verdicts were pronounced on `dates`; [] where none may be."""
    readings = [0]
    for case in (0, 1):
        mine = [
            (on, n, v)
            for n, (v, on) in enumerate(zip(found, dates, strict=True))
            if v["case"] == case
        ]
        said = [(on, n, v) for on, n, v in mine if on <= day]
        final = [v["years"] or 0 for _on, _n, v in said if v["is_in_force"]]
        if final:
            options = [sum(final)]
        elif said:
            options = [max(said, key=lambda each: each[:2])[2]["years"] or 0]
            if not any(v["is_in_force"] for _on, _n, v in mine):
                options.append(0)
        else:
            options = [0]
        readings = [one + more for one in readings for more in options]
    return readings


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(found=verdicts)
def test_no_way_to_read_the_dates_lies_outside_the_bounds(reviewer, found):
    days = YEAR | {0: 0, 4: 1461, 6: 2192, 7: 2557}
    with transaction.atomic():
        cases = [make_prosecution(prisoner=make_prisoner())]
        cases.append(make_prosecution(prisoner=cases[0].prisoner))
        for each in found:
            made = make_verdict(
                prosecution=cases[each["case"]],
                decided_on=each["decided_on"],
                is_in_force=each["is_in_force"],
                instance="unknown",
            )
            kind = "imprisonment" if each["years"] else "fine"
            make_sentence_part(verdict=made, kind=kind, years=each["years"])
        publish([cases[0].prisoner.public_id], by=reviewer)
        terms = list(Term.objects.filter(basis="in_force"))
        transaction.set_rollback(True)

    for day in DAYS:
        holding = [term for term in terms if term.begins <= day < term.ends]
        assert len(holding) <= 1
        least, most, is_sure = 0, 0, False
        if holding:
            least, most = holding[0].days_least, holding[0].days_most
            is_sure = holding[0].kind_least == "term"
        for dates in product(*(meanings(each["decided_on"]) for each in found)):
            for years in years_on(day, found, dates):
                if years:
                    assert least - 3 <= days.get(years, years * 365.25) <= most + 3
                else:
                    assert not is_sure
