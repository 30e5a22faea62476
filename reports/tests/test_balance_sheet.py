"""The balance sheet: every person who comes or goes is in one row, between days and between editions."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.asked import NotUnderstood
from register.figures import Figure, exactly
from register.models import Alert, Change, Redirect
from register.models.version import OPEN
from register.tests.builders import (
    make_act,
    make_beneficiary,
    make_edition,
    make_entry,
    make_public_id,
)
from reports.kept import kept_answer
from reports.measures.balance_sheet import REPORT
from reports.tests import histories, registers
from reports.tests.builders import ask, held

pytestmark = pytest.mark.django_db
generated = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
YEAR = {"on": "2021-12-31", "from_": "2021-01-01", "to": "2021-12-31"}


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **YEAR | query))


def steps(table):
    """{step: (certain, possible)} of a table of books."""
    return {row.cells["step"]: (row.cells["certain"], row.cells["possible"]) for row in table.rows}


def adult(on, **fields):
    """Somebody who turns 18 on a day of 2021."""
    born = date(on.year - 18, on.month, on.day)
    return make_entry(born_earliest=born, born_latest=born, **fields)


def test_who_comes_and_who_goes_stand_by_where_from_and_where_to():
    held("2020-01-01")
    again = make_entry()
    held("2019-01-01", "2020-01-01", status="released", entry=again)
    held("2020-01-01", "2021-03-01", status="restricted", entry=again)
    held("2021-03-01", entry=again)
    pardoned = make_entry()
    held("2021-02-01", "2021-06-01", entry=pardoned)
    held("2021-06-01", status="released", reason="pardon", entry=pardoned)
    dead = make_entry()
    held("2020-02-01", "2021-07-01", entry=dead)
    held("2021-07-01", status="died_in_custody", entry=dead)

    counted = answer()

    assert steps(counted.table("books")) == {
        "opening": (2, 2),
        "in": (1, 1),
        "in:restricted": (1, 1),
        "out:died_in_custody": (-1, -1),
        "out:released:pardon": (-1, -1),
        "closing": (2, 2),
    }
    assert [headline.figure for headline in counted.headlines] == [
        exactly(2),
        exactly(2),
        exactly(1),
    ]


def test_a_death_of_somebody_arrested_in_the_period_does_not_vanish():
    entry = make_entry()
    held("2021-02-01", "2021-07-01", entry=entry)
    held("2021-07-01", status="died_in_custody", entry=entry)

    assert steps(answer().table("books")) == {
        "opening": (0, 0),
        "in": (1, 1),
        "out:died_in_custody": (-1, -1),
        "closing": (0, 0),
    }


def test_who_grows_into_a_filter_and_out_of_it_is_a_row():
    held("2020-01-01", entry=adult(date(2021, 5, 1)))
    held(
        "2020-01-01", entry=make_entry(born_earliest=date(1995, 5, 1), born_latest=date(1995, 5, 1))
    )
    held(
        "2020-01-01", entry=make_entry(born_earliest=date(2000, 5, 1), born_latest=date(2000, 5, 1))
    )

    assert steps(answer(age_from="18", age_to="25").table("books")) == {
        "opening": (2, 2),
        "entered_filter": (1, 1),
        "left_filter": (-1, -1),
        "closing": (2, 2),
    }


def test_who_grows_into_a_filter_and_is_released_is_followed_to_the_end():
    entry = make_entry(born_earliest=date(1996, 2, 1), born_latest=date(1996, 2, 1))
    held("2020-01-01", "2021-10-01", entry=entry)
    held("2021-10-01", status="released", reason="pardon", entry=entry)

    assert steps(answer(age_to="24").table("books")) == {
        "opening": (1, 1),
        "out:released:pardon": (-1, -1),
        "closing": (0, 0),
    }


def versions(first, second):
    """One person as editions 1 and 2 say: days of custody from, None where there is no version."""
    public_id = make_public_id()
    for edition, begins in ((1, first), (2, second)):
        if begins:
            ends = 2 if edition == 1 else OPEN
            entry = make_entry(public_id=public_id, edition_from=edition, edition_to=ends)
            held(begins, entry=entry, edition_from=edition, edition_to=ends)
    return public_id


def test_between_two_editions_each_difference_has_a_reason():
    held("2020-01-01")
    versions("2020-01-01", "2020-02-01")
    versions(None, "2020-01-01")
    versions("2022-06-01", "2020-01-01")
    versions("2020-01-01", "2022-06-01")
    versions("2020-01-01", None)
    merged = versions("2020-01-01", None)
    Redirect.objects.create(
        public_id=merged, into=versions("2020-01-01", "2020-01-01"), edition_from=2
    )
    make_edition()

    assert steps(answer().table("editions")) == {
        "opening": (6, 6),
        "known:corrected": (1, 1),
        "known:new": (1, 1),
        "gone:corrected": (-1, -1),
        "gone:merged": (-1, -1),
        "gone:withdrawn": (-1, -1),
        "closing": (5, 5),
    }


def test_who_is_named_in_an_act_since_comes_in_with_a_correction_of_the_act():
    entry = make_entry()
    held("2020-01-01", entry=entry)
    before = make_act(edition_from=1, edition_to=2)
    after = make_act(edition_from=2, public_id=before.public_id)
    make_beneficiary(entry=after, prisoner_id=entry.public_id)
    make_edition()

    assert steps(answer(act=after.public_id).table("editions")) == {
        "opening": (0, 0),
        "known:corrected": (1, 1),
        "closing": (1, 1),
    }


def test_who_was_erased_is_a_number_beside_both_editions():
    make_edition()
    Change.objects.create(edition=2, public_id="RC-000001", root="prisoner", kind="erased")
    Change.objects.create(edition=1, public_id="RC-000002", root="prisoner", kind="erased")

    assert answer().headlines[-1].figure == exactly(1)


@pytest.mark.parametrize("since", ["2", "9", "none", "1990-01-01"])
def test_an_edition_to_compare_with_is_an_earlier_one(since):
    make_edition()
    make_edition()

    with pytest.raises(NotUnderstood) as refused:
        ask(REPORT, since_edition=since)

    assert refused.value.field == "since_edition"


def test_nothing_is_shown_where_it_does_not_add_up_and_staff_are_alerted():
    entry = make_entry()
    held("2021-02-01", "2021-03-01", entry=entry)
    held("2021-03-01", "2021-04-01", entry=entry)
    held("2021-03-01", "2021-05-01", entry=entry)
    make_edition()

    refused = kept_answer(REPORT, ask(REPORT, sex="male", **YEAR))

    assert refused.refusal
    assert refused.tables == refused.headlines == []
    assert Alert.objects.get().place == (
        "balance-sheet?on=2021-12-31&known=1&sex=male&from=2021-01-01&to=2021-12-31"
    )


FILTERS = [
    ({}, lambda said, on, certain: True),
    ({"sex": "female"}, lambda said, on, certain: said.sex == "female"),
    (
        {"age_from": "18", "age_to": "22"},
        lambda said, on, certain: said.is_aged(on, 18, 22, certain=certain),
    ),
    (
        {"age_to": "20", "sex": "male"},
        lambda said, on, certain: said.sex == "male" and said.is_aged(on, 0, 20, certain=certain),
    ),
    ({"status": "in_custody"}, lambda said, on, certain: said.is_held(on, certain=certain)),
]


@generated
@given(
    histories.people(),
    st.sampled_from(FILTERS),
    st.integers(1, registers.DAYS),
    st.integers(0, 400),
    st.sampled_from([(since, known) for known in range(2, 5) for since in range(1, known)]),
)
def test_both_books_balance_and_agree_with_stocks_counted_one_by_one(
    register, filters, first, length, editions
):
    query, fits = filters
    first, last = registers.day(first), registers.day(first + length)
    since, known = editions
    with registers.example():
        histories.written(register)
        question = ask(
            REPORT,
            on=last.isoformat(),
            from_=first.isoformat(),
            known=str(known),
            since_edition=str(since),
            **query,
        )
        counted = REPORT.answer(question)
        records = REPORT.counted(question)

    def both(edition, on):
        return tuple(
            histories.stock(register, edition, on, fits, certain=certain)
            for certain in (True, False)
        )

    assert not counted.refusal
    books, between = (steps(counted.table(name)) for name in ("books", "editions"))
    assert books["opening"] == both(known, question.day_before)
    assert books["closing"] == between["closing"] == both(known, last)
    assert between["opening"] == both(since, last)
    assert counted.headlines[0].figure == Figure(
        *(sum(one[side] for one in records.values()) for side in (0, 1))
    )
    for table in (books, between):
        moves = [move for step, move in table.items() if step not in ("opening", "closing")]
        for side in (0, 1):
            assert table["opening"][side] + sum(m[side] for m in moves) == table["closing"][side]
