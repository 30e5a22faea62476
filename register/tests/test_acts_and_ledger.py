"""Clemency: announced = identified + open places, act by act and over a period."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from register.asked import read_asked
from register.figures import Figure
from register.models import AnnouncedCount, ClaimEntry
from register.readers.act import read_act
from register.readers.ledger import Period, claims_beside, read_ledger
from register.tests.builders import (
    PUBLISHED_AT,
    make_act,
    make_beneficiary,
    make_edition,
    make_entry,
    make_public_id,
    make_text,
)

pytestmark = pytest.mark.django_db
ALWAYS = Period(None, None)


@pytest.fixture(autouse=True)
def edition():
    make_edition()


def asked(query=""):
    return read_asked(QueryDict(query))


def announce(lower, upper=None, category="total", act=None, **fields):
    """An act that announces so many; or one more number of `act`."""
    act = act or make_act(**fields)
    AnnouncedCount.objects.create(
        entry=act, code=uuid4(), category=category, lower=lower, upper=upper
    )
    return act


def claim(value, **fields):
    return ClaimEntry.objects.create(
        **{
            "public_id": make_public_id(),
            "edition_from": 1,
            "digest": "",
            "published_at": PUBLISHED_AT,
            "measure": "released_by_pardon",
            "value": value,
            "value_stated": str(value),
        }
        | fields
    )


def places(at_least, at_most):
    return Figure(at_least, at_most, "places")


# --- one act ------------------------------------------------------------------------------------


def test_a_place_is_open_until_somebody_is_known_for_it():
    act = announce(29, 29)
    before = read_act(act.public_id, asked()).open
    make_beneficiary(entry=act, prisoner_id=make_entry().public_id)

    assert (before, read_act(act.public_id, asked()).open) == (places(29, 29), places(28, 28))


def test_a_disputed_release_counts_at_most():
    act = announce(10, 10)
    make_beneficiary(entry=act)
    make_beneficiary(entry=act, outcome="disputed")

    page = read_act(act.public_id, asked())

    assert (page.identified, page.open) == (Figure(1, 2), places(8, 9))


def test_without_an_upper_bound_places_stay_open_without_one():
    act = announce(18, None)
    make_beneficiary(entry=act)

    assert read_act(act.public_id, asked()).open == places(17, None)


def test_open_places_are_never_fewer_than_none():
    act = announce(1, 1)
    make_beneficiary(entry=act)
    make_beneficiary(entry=act)

    assert read_act(act.public_id, asked()).open == places(0, 0)


def test_who_is_known_is_recognised_or_another_or_not_in_the_register():
    act = announce(5, 5)
    recognised, other = make_entry(recognised_by=[1]), make_entry()
    make_beneficiary(entry=act, prisoner_id=recognised.public_id)
    make_beneficiary(entry=act, prisoner_id=other.public_id)
    make_beneficiary(entry=act)

    page = read_act(act.public_id, asked())

    assert (page.recognised, page.other, page.elsewhere) == (Figure(1, 1),) * 3


def test_open_places_of_a_category_take_those_into_account_of_whom_nobody_says():
    act = announce(29, 29)
    announce(11, 11, "women", act)
    announce(6, 6, "under_25", act)
    make_beneficiary(entry=act, sex="female", categories=["under_25"])
    make_beneficiary(entry=act, sex="male")
    make_beneficiary(entry=act)

    total, women, under_25 = read_act(act.public_id, asked()).categories

    assert total.open == places(26, 26)
    assert (women.identified, women.open) == (Figure(1, 2), places(9, 10))
    assert (under_25.identified, under_25.open) == (Figure(1, 3), places(3, 5))


def test_a_category_has_no_more_open_places_than_the_act():
    act = announce(3, 3)
    announce(3, 3, "chronic_illness", act)
    make_beneficiary(entry=act)
    make_beneficiary(entry=act)

    _total, ill = read_act(act.public_id, asked()).categories

    assert ill.open == places(1, 1)


def test_a_withheld_beneficiary_is_not_named_by_the_act(client):
    act = announce(2, 2)
    withheld = make_entry(is_withheld=True)
    row = make_beneficiary(entry=act, prisoner_id=withheld.public_id)
    make_text(public_id=act.public_id, code=row.code, field="name_as_reported", text="Test Person")

    page = client.get(f"/en/pardons/{act.public_id}/").content.decode()

    assert "Name withheld" in page
    assert "Test Person" not in page


def test_a_beneficiary_who_was_withdrawn_since_is_not_linked(client):
    act = announce(2, 2)
    make_beneficiary(entry=act, prisoner_id="RC-000000")

    page = client.get(f"/en/pardons/{act.public_id}/").content.decode()

    assert "/prisoners/RC-000000/" not in page


def test_claims_about_an_act_stand_on_its_page(client):
    act = announce(29, 29)
    claim(7, about_id=act.public_id, measure="pardon_acts", speaker="Test Agency")

    page = client.get(f"/en/pardons/{act.public_id}/").content.decode()

    assert "“7”" in page
    assert "Test Agency" in page


# --- the ledger ---------------------------------------------------------------------------------


def december():
    """178 announced in six acts from July to November 2024, 29 in December."""
    for number, day in [
        (18, "2024-07-03"),
        (30, "2024-08-16"),
        (30, "2024-09-04"),
        (37, "2024-09-16"),
        (31, "2024-11-07"),
        (32, "2024-11-20"),
        (29, "2024-12-09"),
    ]:
        announce(number, number, announced_on=day)


def test_the_ledger_adds_up_the_acts_of_a_period_and_runs_on():
    december()
    before = read_ledger(asked(), Period(date(2024, 7, 1), date(2024, 12, 8)))
    with_it = read_ledger(asked(), Period(date(2024, 7, 1), date(2024, 12, 9)))

    assert (before.announced, with_it.announced) == (Figure(178, 178), Figure(207, 207))
    assert [line.running.at_least for line in with_it.lines] == [207, 178, 146, 115, 78, 48, 18]
    assert with_it.acts == Figure(7, 7, "acts")


def test_a_claim_stands_beside_what_is_counted_over_its_own_period():
    december()
    claim(178, period_start_on="2024-07", as_of_on="2024-12-09")

    (beside,) = claims_beside(asked(), ALWAYS, read_ledger(asked(), ALWAYS).counted)

    assert (beside.counted, beside.difference) == (Figure(207, 207), (-29, -29))


def test_claims_of_acts_are_set_beside_the_number_of_acts():
    december()
    claim(7, measure="pardon_acts", period_start_on="2024-07", as_of_on="2024-12-09")

    (beside,) = claims_beside(asked(), ALWAYS, read_ledger(asked(), ALWAYS).counted)

    assert (beside.counted, beside.difference) == (Figure(7, 7, "acts"), (0, 0))


def test_an_act_that_may_lie_outside_the_period_counts_at_most():
    announce(5, 5, announced_on="2024-12")

    ledger = read_ledger(asked(), Period(None, date(2024, 12, 9)))

    assert (ledger.announced, ledger.open) == (Figure(0, 5), places(0, 5))


def test_an_act_without_a_number_counts_those_who_are_known():
    act = make_act()
    make_beneficiary(entry=act)

    ledger = read_ledger(asked(), ALWAYS)

    assert (ledger.announced, ledger.open) == (Figure(1, 1), places(0, 0))


def test_general_amnesties_stand_beside_the_ledger():
    announce(8500, 8500, kind="amnesty", is_in_ledger=False)
    announce(5, 5)

    ledger = read_ledger(asked(), ALWAYS)

    assert ledger.announced == Figure(5, 5)
    assert [act.announced for act in ledger.beside] == [Figure(8500, 8500)]


def test_the_ledger_can_be_of_one_kind(client):
    announce(5, 5)
    announce(1, 1, kind="exchange")

    page = client.get("/en/pardons/", {"kind": "exchange"})

    assert page.context["ledger"].announced == Figure(1, 1)


def test_more_acts_ask_no_more_questions(client):
    def add():
        make_beneficiary(entry=announce(5, 5), prisoner_id=make_entry().public_id)
        claim(5, as_of_on="2024-12-09")

    add()
    client.get("/en/pardons/")
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/pardons/")
        counts.append(len(queries))
        for _act in range(5):
            add()

    assert counts[0] == counts[1] <= 12
