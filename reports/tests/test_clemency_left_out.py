"""What acts say of themselves, and who is left out of them."""

import pytest

from register.figures import Figure
from register.tests.builders import (
    make_act,
    make_beneficiary,
    make_contact,
    make_edition,
    make_entry,
)
from reports.measures.clemency_ledger import REPORT
from reports.tests.builders import ask, held, make_announced_count, make_condition

pytestmark = pytest.mark.django_db


def act(announced_on, total, **fields):
    entry = make_act(announced_on=announced_on, **fields)
    make_announced_count(entry=entry, lower=total, upper=total)
    return entry


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **{"on": "2024-12-31", "from_": "2024-01-01"} | query))


def rows(table, *names):
    return [tuple(row.cells[name] for name in names) for row in table.rows]


def acts(at_least, at_most=None):
    return Figure(at_least, at_least if at_most is None else at_most, "acts")


def test_categories_are_summed_over_acts_and_acts_without_any_are_a_row():
    first, second = act("2024-07-03", 18), act("2024-11-07", 31)
    act("2024-08-16", 30)
    make_announced_count(entry=first, category="women", lower=3, upper=5)
    make_announced_count(entry=second, category="women", lower=2, upper=2)
    make_announced_count(entry=second, category="women", lower=9, upper=9, is_adopted=False)
    make_beneficiary(entry=second, sex="female")
    make_beneficiary(entry=second, sex="unknown")

    assert rows(answer().table("categories"), "category", "acts", "announced", "identified") == [
        ("women", acts(2), Figure(5, 7), Figure(1, 2)),
        ("not_stated", acts(1), Figure(30, 30), Figure(0, 0)),
    ]


def test_an_act_that_may_lie_outside_the_period_is_only_possible():
    entry = act("[2023-12-30..2024-01-02]", 18)
    make_announced_count(entry=entry, category="women", lower=3, upper=3)

    assert rows(answer().table("categories"), "acts", "announced") == [(acts(0, 1), Figure(0, 3))]


def test_conditions_are_counted_by_act_and_by_people_in_all_and_by_year():
    act("2023-07-03", 18, conditions_stated=["remorse"])
    act("2024-08-16", 30, conditions_stated=["remorse", "supervision"])
    act("2024-09-04", 30)

    assert rows(
        answer(from_="2023-01-01").table("conditions"), "condition", "year", "acts", "announced"
    ) == [
        ("remorse", "", acts(2), Figure(48, 48)),
        ("remorse", "2023", acts(1), Figure(18, 18)),
        ("remorse", "2024", acts(1), Figure(30, 30)),
        ("supervision", "", acts(1), Figure(30, 30)),
        ("supervision", "2024", acts(1), Figure(30, 30)),
        ("not_stated", "", acts(1), Figure(30, 30)),
        ("not_stated", "2024", acts(1), Figure(30, 30)),
    ]


def left_out(**query):
    return dict(rows(answer(**query).table("left_out"), "group", "people"))


def test_who_is_held_on_the_day_of_the_last_act_and_not_named_is_left_out():
    first, last = act("2024-07-03", 18), act("2024-12-09", 29)
    held("2020-01-01")
    held("2020-01-01", status="maybe_in_custody")
    held("2024-12-10")
    for entry, outcome in ((first, "released"), (last, "released"), (last, "disputed")):
        named = make_entry()
        held("2020-01-01", entry=named)
        make_beneficiary(entry=entry, prisoner_id=named.public_id, outcome=outcome)

    assert left_out()["all"] == Figure(1, 3)


def test_who_is_named_in_a_later_act_was_left_out_before():
    act("2024-07-03", 18)
    later = act("2024-12-09", 29)
    named = make_entry()
    held("2020-01-01", entry=named)
    make_beneficiary(entry=later, prisoner_id=named.public_id)

    assert left_out(to="2024-07-31")["all"] == Figure(1, 1)
    assert left_out()["all"] == Figure(0, 0)


def test_the_ill_and_the_silent_among_them_are_counted_and_listed_longest_first():
    act("2024-12-09", 29)
    ill, silent, heard = make_entry(health=["cancer"]), make_entry(), make_entry()
    held("2021-06-01", entry=ill)
    held("2020-01-01", entry=silent)
    held("2021-01-01", entry=heard)
    make_contact(entry=silent, happened_on="2023-01-01")
    make_contact(entry=heard, happened_on="2024-12-01")
    make_condition(entry=ill, kind="torture", began_on="2023-01-01")

    counted = answer()

    assert dict(rows(counted.table("left_out"), "group", "people")) == {
        "all": Figure(3, 3),
        "incommunicado": Figure(1, 1),
        "ill": Figure(1, 1),
    }
    assert [[person.public_id for person in one.first] for one in counted.people] == [
        [silent.public_id, heard.public_id, ill.public_id],
        [silent.public_id],
        [ill.public_id],
    ]
    assert counted.people[0].first[0].cells["days"] == 1805


def test_without_an_act_nobody_is_left_out():
    held("2020-01-01")

    counted = answer()

    assert counted.table("left_out") is None
    assert counted.people == []
