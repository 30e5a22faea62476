"""The log of corrections against counting every change, over editions of several days and both clocks."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from register.figures import exactly
from register.models import Change
from register.tests.builders import PUBLISHED_AT, make_edition, make_entry
from reports.measures.corrections import REPORT
from reports.measures.corrections.words import TOGETHER
from reports.tests import registers
from reports.tests.builders import ask
from reports.tests.slow.published import drawn

pytestmark = pytest.mark.django_db
few = settings(drawn, max_examples=15)
many = settings(drawn, max_examples=1_500, derandomize=False)
YEAR_ENDS = date(2024, 12, 25), date(2025, 2, 20)
EDITIONS = 4
FACTS = ["detention.ended_on", "death.died_on", "sex"]
WITHHELD = (1, 3)  # of four people, by their place


@dataclass(frozen=True)
class Changed:
    edition: int
    person: int
    kind: str
    why: str = ""
    facts: tuple = ()


changes = st.lists(
    st.builds(
        Changed,
        st.integers(1, EDITIONS),
        st.integers(0, 3),
        st.sampled_from(Change.Kind.values),
        st.sampled_from(["", "error", "risk"]),
        st.sets(st.sampled_from(FACTS)).map(sorted).map(tuple),
    ),
    max_size=12,
)
# Hours from each edition to the next: some of them reach to midnight in the register's time zone.
hours = st.lists(st.sampled_from([1, 8, 9, 24, 480]), min_size=EDITIONS - 1, max_size=EDITIONS - 1)
asked = changes, hours, st.integers(1, EDITIONS), st.dates(*YEAR_ENDS), st.integers(0, 60)


def log_agrees(changed, hours_between, known, begins, length):
    ends = begins + timedelta(days=length)
    moments = [PUBLISHED_AT]
    for number, more in enumerate(hours_between, 2):
        moments.append(moments[-1] + timedelta(hours=more))
        make_edition(number=number, published_at=moments[-1])
    ids = [make_entry(is_withheld=place in WITHHELD).public_id for place in range(4)]
    for one in changed:
        Change.objects.create(
            edition=one.edition,
            public_id=ids[one.person],
            root="prisoner",
            kind=one.kind,
            why=one.why,
            facts=list(one.facts),
        )
    period = {"from_": begins.isoformat(), "to": ends.isoformat(), "on": "2026-12-31"}
    answered = REPORT.answer(ask(REPORT, known=str(known), **period))

    days = [moment.astimezone(timezone.get_default_timezone()).date() for moment in moments]
    counted = [
        one for one in changed if one.edition <= known and begins <= days[one.edition - 1] <= ends
    ]
    rows = {row.pop("month"): row for row in map(dict, answered.rows)}
    for month in {f"{day:%Y-%m}" for day in days} | {"total"}:
        of = [
            one.kind
            for one in counted
            if month == "total" or f"{days[one.edition - 1]:%Y-%m}" == month
        ]
        expected = {kind: exactly(of.count(kind), "changes") for kind in Change.Kind.values}
        assert rows.get(month, dict.fromkeys(expected, exactly(0, "changes"))) == expected
    facts = Counter(fact for one in counted for fact in one.facts)
    shown = [(row.cells["fact"], row.cells["changes"]) for row in answered.table("facts").rows]
    assert dict(shown) == {fact: exactly(number, "changes") for fact, number in facts.items()}
    log = Counter(
        (
            ids[one.person],
            one.edition,
            one.kind,
            "" if one.person in WITHHELD else " ".join(one.facts),
        )
        for one in counted
    )
    lines = [row.cells for row in answered.table("log").rows]
    assert log == Counter(
        (line["public_id"], line["edition"], line["kind"], " ".join(line["facts"].split(TOGETHER)))
        for line in lines
    )


@few
@given(*asked)
def test_the_log_of_changes(changed, hours_between, known, begins, length):
    with registers.example():
        log_agrees(changed, hours_between, known, begins, length)


@pytest.mark.soak
@many
@given(*asked)
def test_the_log_of_many_changes(changed, hours_between, known, begins, length):
    with registers.example():
        log_agrees(changed, hours_between, known, begins, length)
