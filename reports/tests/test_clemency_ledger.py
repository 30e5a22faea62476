"""The ledger: sums both ways, open places, and claims beside them."""

import pytest

from register.asked import NotUnderstood
from register.figures import Figure
from register.tests.builders import make_act, make_beneficiary, make_edition, make_entry
from reports.measures.clemency_ledger import REPORT
from reports.tests.builders import ask, make_announced_count, make_claim

pytestmark = pytest.mark.django_db


def act(announced_on, total, **fields):
    entry = make_act(announced_on=announced_on, **fields)
    make_announced_count(entry=entry, lower=total, upper=total)
    return entry


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **{"on": "2024-12-31"} | query))


def test_announced_is_identified_plus_open_places():
    pardon = act("2024-12-09", 29)
    recognised = make_entry(recognised_by=[1])
    make_beneficiary(entry=pardon, prisoner_id=recognised.public_id)
    make_beneficiary(entry=pardon, prisoner_id=make_entry().public_id)
    make_beneficiary(entry=pardon)

    row = answer().rows[0]

    assert (row["announced"], row["recognised"], row["other"], row["elsewhere"]) == (
        Figure(29, 29),
        Figure(1, 1),
        Figure(1, 1),
        Figure(1, 1),
    )
    assert row["open_places"] == Figure(26, 26, "places")


def test_whoever_is_disputed_is_only_possible():
    pardon = act("2024-12-09", 29)
    make_beneficiary(entry=pardon, prisoner_id=make_entry().public_id, outcome="disputed")

    row = answer().rows[0]

    assert (row["other"], row["open_places"]) == (Figure(0, 1), Figure(28, 29, "places"))


def test_both_sums_run_through_the_acts_of_the_period():
    act("2024-07-03", 18)
    first, second = act("2024-11-20", 32), act("2024-12-09", 29)
    make_beneficiary(entry=first)
    make_beneficiary(entry=second)
    make_beneficiary(entry=second)

    rows = answer(from_="2024-11-01").rows

    assert [(row["running_announced"], row["running_identified"]) for row in rows] == [
        (Figure(32, 32), Figure(1, 1)),
        (Figure(61, 61), Figure(3, 3)),
    ]


def test_an_act_beside_the_ledger_is_shown_and_not_summed():
    act("2024-07-02", 7850, kind="amnesty", is_in_ledger=False)
    act("2024-12-09", 29)

    counted = answer(from_="2024-07-01")

    assert counted.headlines[0].figure == Figure(29, 29)
    assert [row.cells["announced"] for row in counted.table("beside").rows] == [Figure(7850, 7850)]


def test_a_claim_of_the_day_of_an_act_may_count_it_or_not():
    act("2024-11-20", 178)
    act("2024-12-09", 29)
    make_claim(value=178, period_start_on="2024-07", as_of_on="2024-12-09")
    make_claim(value=150, period_start_on="2024-07", as_of_on="2024-12-09")
    make_edition()

    beside = REPORT.claims(ask(REPORT, on="2024-12-31"))

    assert {(one.claim.value, one.ours, one.difference, one.fits) for one in beside} == {
        (178, Figure(178, 207), (-29, 0), True),
        (150, Figure(178, 207), (-57, -28), False),
    }


def test_a_claim_about_one_day_is_about_its_act():
    act("2024-11-20", 178)
    act("2024-12-09", 29)
    make_claim(value=29, period_start_on="2024-12-09", as_of_on="2024-12-09")
    make_edition()

    (beside,) = REPORT.claims(ask(REPORT, on="2024-12-31"))

    assert (beside.ours, beside.fits) == (Figure(29, 29), True)


@pytest.mark.parametrize(
    ("qualifier", "value", "fits"),
    [
        ("exactly", 28, False),
        ("at_least", 29, True),
        ("at_least", 30, False),
        ("more_than", 28, True),
        ("more_than", 29, False),
        ("at_most", 29, True),
        ("at_most", 28, False),
        ("about", 30, True),
        ("about", 40, False),
        ("almost", 30, True),
        ("almost", 28, False),
        ("unknown", 500, True),
    ],
)
def test_the_words_of_a_claim_decide_whether_it_fits(qualifier, value, fits):
    act("2024-12-01", 29)
    make_claim(value=value, qualifier=qualifier, as_of_on="2024-12-09")
    make_edition()

    (beside,) = REPORT.claims(ask(REPORT, on="2024-12-31"))

    assert beside.fits == fits


def test_acts_are_counted_beside_claims_of_acts():
    for day in ("2024-07-03", "2024-11-20", "2024-12-09"):
        act(day, 1)
    make_claim(measure="pardon_acts", value=3, period_start_on="2024-07", as_of_on="2024-12-09")
    make_edition()

    (beside,) = REPORT.claims(ask(REPORT, on="2024-12-31"))

    assert (beside.ours, beside.fits) == (Figure(2, 3, "acts"), True)


def test_filters_of_people_are_refused():
    make_edition()

    with pytest.raises(NotUnderstood, match="counts acts"):
        ask(REPORT, sex="female")
