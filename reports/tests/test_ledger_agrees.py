"""The clemency ledger against the slow counts of reports/tests/slow, at two editions."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.figures import Figure
from register.models.version import OPEN
from register.tests.builders import make_act, make_beneficiary, make_edition, make_public_id
from reports.measures.clemency_ledger import REPORT
from reports.tests import registers
from reports.tests.builders import ask, make_announced_count
from reports.tests.slow import ledger
from reports.tests.slow.ledger import Act, Named, Person
from reports.tests.slow.published import drawn
from reports.tests.slow.world import DATES

pytestmark = pytest.mark.django_db
few = settings(drawn, max_examples=12)
many = settings(drawn, max_examples=1_500, derandomize=False)
DAYS = st.dates(date(2021, 1, 20), date(2021, 8, 1))
BOUNDS = st.one_of(
    st.tuples(st.integers(0, 3), st.integers(3, 6)),
    st.tuples(st.integers(0, 5), st.none()),
    st.tuples(st.none(), st.integers(0, 5)),
)

people = st.lists(
    st.builds(
        Person, registers.person().map(tuple), st.booleans(), st.sampled_from([True, True, False])
    ),
    max_size=4,
)
named = st.builds(
    Named,
    st.none() | st.integers(0, 3),
    st.sampled_from(["female", "male", "unknown"]),
    st.booleans(),
)
acts = st.lists(
    st.builds(
        Act,
        st.sampled_from([*DATES, "2021", "[..2021-03]", "[2021-02..]", "", "2021-07-03"]),
        st.none() | BOUNDS,
        st.none() | st.integers(0, 2),
        st.sampled_from([True, True, True, False]),
        st.lists(named, max_size=3, unique_by=lambda one: one.person or object()).map(tuple),
    ),
    max_size=4,
)


def write(register, editions):
    """The people at both editions, and the acts of each edition at that one alone."""
    make_edition()
    present = [one for one in register if one.is_in_register]
    registers.written(
        [one.stretches for one in present],
        [{"recognised_by": [1] if one.is_recognised else []} for one in present],
    )
    ids = iter(registers.entries().values_list("public_id", flat=True))
    public_ids = [next(ids) if one.is_in_register else make_public_id() for one in register]
    for number, known in enumerate(editions, 1):
        for act in known:
            _write_act(act, public_ids, edition_from=number, edition_to=OPEN if number == 2 else 2)


def _write_act(act, public_ids, **editions):
    entry = make_act(announced_on=act.announced_on, is_in_ledger=act.is_in_ledger, **editions)
    if act.announced:
        make_announced_count(entry=entry, lower=act.announced[0], upper=act.announced[1])
    if act.women is not None:
        make_announced_count(entry=entry, category="women", lower=act.women, upper=act.women)
    for one in act.beneficiaries:
        make_beneficiary(
            entry=entry,
            prisoner_id="" if one.person is None else (*public_ids, *[""] * 4)[one.person],
            sex=one.sex,
            outcome="disputed" if one.is_disputed else "released",
        )


def ledger_agrees(register, editions, known, begins, length):
    ends = begins + timedelta(days=length)
    write(register, editions)
    asked = {"from_": begins.isoformat(), "to": ends.isoformat(), "on": "2022-12-31"}
    answered = REPORT.answer(ask(REPORT, known=str(known), **asked))
    counted = [act for act in editions[known - 1] if act.is_in_ledger]

    def summed(number, unit="people"):
        return ledger.summed(counted, begins, ends, number, unit)

    by_name = {headline.name: headline.figure for headline in answered.headlines}
    assert by_name == {
        "announced": summed(ledger.announced),
        "identified": summed(ledger.identified),
        "open": summed(ledger.open_places, "places"),
        "acts": summed(lambda _act: (1, 1), "acts"),
    }
    if answered.rows:
        assert answered.rows[-1]["running_announced"] == by_name["announced"]
        assert answered.rows[-1]["running_identified"] == by_name["identified"]
    _groups_agree(register, counted, answered)
    _women_agree(counted, begins, ends, answered)
    _left_out_agrees(register, editions[known - 1], begins, ends, answered)


def _groups_agree(register, counted, answered):
    """Of those identified the recognised, others here, and who is not in the register."""

    def group(one):
        there = one.person is not None and one.person < len(register)
        if not there or not register[one.person].is_in_register:
            return "elsewhere"
        return "recognised" if register[one.person].is_recognised else "other"

    def of(name, act):
        return Figure(*ledger.identified(act, lambda one: group(one) == name))

    groups = ("recognised", "other", "elsewhere")
    shown = [tuple(row[name] for name in groups) for row in answered.rows]
    expected = [tuple(of(name, act) for name in groups) for act in counted]
    for one in shown:
        expected.remove(one)


def _women_agree(counted, begins, ends, answered):
    stating = [act for act in counted if act.women is not None]
    cells = {row.cells["category"]: row.cells for row in answered.table("categories").rows}

    def known(act):
        women = [one for one in act.beneficiaries if one.sex != "male"]
        return sum(one.sex == "female" and not one.is_disputed for one in women), len(women)

    if "women" in cells:
        row, expected = cells["women"], (stating, begins, ends)
        assert row["announced"] == ledger.summed(*expected, lambda act: (act.women, act.women))
        assert row["identified"] == ledger.summed(*expected, known)
        assert row["acts"] == ledger.summed(*expected, lambda _act: (1, 1), "acts")
    else:
        assert not any(ledger.is_within(act, begins, ends)[1] for act in stating)


def _left_out_agrees(register, known, begins, ends, answered):
    on = ledger.day_of_the_last([act for act in known if act.is_in_ledger], begins, ends)
    table = answered.table("left_out")
    assert (table is None) == (on is None)
    if table:
        groups = (
            ("people", register),
            ("recognised", [_unless(one.is_recognised, one) for one in register]),
        )
        for name, of in groups:
            assert table.rows[0].cells[name] == ledger.left_out(of, known, on, _is_held)


def _unless(is_meant, person):
    return person if is_meant else Person((), is_in_register=False)


def _is_held(person, on, statuses):
    number = (on - registers.START).days
    return bool(registers.stock([person.stretches], number, statuses))


@few
@given(people, st.tuples(acts, acts), st.sampled_from([1, 2]), DAYS, st.integers(0, 200))
def test_the_ledger(register, editions, known, begins, length):
    with registers.example():
        ledger_agrees(register, editions, known, begins, length)


@pytest.mark.soak
@many
@given(people, st.tuples(acts, acts), st.sampled_from([1, 2]), DAYS, st.integers(0, 200))
def test_the_ledger_of_many_registers(register, editions, known, begins, length):
    with registers.example():
        ledger_agrees(register, editions, known, begins, length)
