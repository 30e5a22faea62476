"""People by article and by set of articles, with bounds where a charge may be later than the day."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.tests.builders import (
    make_article,
    make_charge,
    make_edition,
    make_entry,
)
from reports.measures.charges import REPORT
from reports.tests.builders import ask
from reports.tests.registers import example

pytestmark = pytest.mark.django_db


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **{"on": "2024-12-31"} | query))


def pair(figure):
    return figure.at_least, figure.at_most


def articles(counted, column="people"):
    return {
        row["article"]: pair(row[column])
        for row in counted.rows
        if row[column] and row[column].at_most
    }


def sets(counted):
    return {
        row.cells["articles"]: pair(row.cells["people"])
        for row in counted.table("sets").rows
        if row.cells["people"].at_most
    }


def test_a_person_counts_once_under_an_article_of_several_cases():
    entry, article = make_entry(), make_article()
    for status in ("dropped", "convicted"):
        make_charge(entry=entry, article=article, status=status)

    counted = answer()

    assert articles(counted) == {article.pk: (1, 1)}
    assert articles(counted, "convicted") == articles(counted, "ended") == {article.pk: (1, 1)}
    assert articles(counted, "charged") == {}


def test_each_status_has_its_column():
    article = make_article()
    for status in ("suspected", "charged", "reclassified", "acquitted", "unknown"):
        make_charge(article=article, status=status)

    counted = answer()

    assert [articles(counted, name)[article.pk] for name in ("charged", "ended", "not_known")] == [
        (2, 2),
        (2, 2),
        (1, 1),
    ]


def test_a_charge_after_the_day_does_not_count_and_one_that_may_be_is_possible():
    later, maybe = make_article(), make_article()
    make_charge(article=later, status_on="2025-01-01")
    make_charge(article=maybe, status="convicted", status_on="2024-12~")

    counted = answer()

    assert articles(counted) == {maybe.pk: (0, 1), "unknown": (1, 2)}
    assert [pair(line.figure) for line in counted.headlines] == [(0, 1), (0, 1)]


def test_a_charge_without_a_date_counts_on_every_day():
    charge = make_charge()

    assert articles(answer(on="2020-01-01")) == {charge.article_id: (1, 1)}


def test_the_articles_of_a_person_are_one_set():
    one, other = make_article(), make_article()
    entry = make_entry()
    make_charge(entry=entry, article=other)
    make_charge(entry=entry, article=one)
    make_charge(article=one)

    assert sets(answer()) == {(one.pk, other.pk): (1, 1), (one.pk,): (1, 1), "total": (2, 2)}


def test_a_charge_in_doubt_makes_two_sets_possible():
    one, other = make_article(), make_article()
    entry = make_entry()
    make_charge(entry=entry, article=one)
    make_charge(entry=entry, article=other, status_on="2024-12~")

    counted = answer()

    assert sets(counted) == {(one.pk, other.pk): (0, 1), (one.pk,): (0, 1), "total": (1, 1)}
    assert counted.table("sets").why_not


def test_each_article_in_doubt_may_be_in_a_set_without_the_others():
    one, other = make_article(), make_article()
    entry = make_charge(article=one, status_on="2024-12~").entry
    make_charge(entry=entry, article=other, status_on="2024-12~")
    make_charge(article=one)

    assert sets(answer()) == {(one.pk,): (1, 2), (one.pk, other.pk): (0, 1), "total": (1, 2)}


def test_who_may_fit_is_possible_in_every_set_that_may_be():
    one, other = make_article(), make_article()
    entry = make_entry(status="maybe_in_custody")
    make_charge(entry=entry, article=one)
    make_charge(entry=entry, article=other, status_on="2024-12~")

    assert sets(answer(status="in_custody")) == {
        (one.pk, other.pk): (0, 1),
        (one.pk,): (0, 1),
        "total": (0, 1),
    }


def test_the_code_of_one_country_can_be_asked_for():
    here, there = make_article(country="BY"), make_article(country="RU")
    make_charge(article=here)
    make_charge(article=there)

    assert articles(answer(code="ru")) == {there.pk: (1, 1), "unknown": (1, 1)}


def test_who_has_no_article_on_record_stands_apart():
    make_entry()
    make_charge(article=None)

    assert articles(answer()) == {"unknown": (2, 2)}


def test_filters_and_editions_choose_who_is_counted():
    article = make_article()
    make_charge(article=article, entry=make_entry(sex="female"))
    make_charge(article=article, entry=make_entry(status="maybe_in_custody"))
    make_charge(article=article, entry=make_entry(edition_to=2, edition_from=1))
    make_edition(number=1)
    make_edition(number=2)

    assert articles(answer(sex="female"))[article.pk] == (1, 1)
    assert articles(answer(status="in_custody"))[article.pk] == (0, 1)
    assert articles(answer())[article.pk] == (2, 2)
    assert articles(answer(known="1"))[article.pk] == (3, 3)


def test_nobody_at_all():
    assert articles(answer()) == {}


charges = st.lists(
    st.tuples(
        st.integers(0, 3),  # person
        st.integers(0, 2),  # article
        st.sampled_from(["convicted", "charged", "dropped", "unknown"]),
        st.sampled_from(["", "2024-01-01", "2024-12~", "2026"]),
    ),
    max_size=8,
)


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(found=charges)
def test_every_figure_is_that_of_a_slow_count(found):
    surely = {(person, article) for person, article, _s, day in found if day in ("", "2024-01-01")}
    maybe = {(person, article) for person, article, _s, day in found if day != "2026"}
    convicted = [
        {(p, a) for p, a, status, day in found if status in statuses and day in days}
        for statuses, days in (
            (["convicted"], ["", "2024-01-01"]),
            (["convicted", "unknown"], ["", "2024-01-01", "2024-12~"]),
        )
    ]

    with example():
        people = [make_entry() for _person in range(4)]
        of_law = [make_article() for _article in range(3)]
        for person, article, status, day in found:
            make_charge(entry=people[person], article=of_law[article], status=status, status_on=day)
        question = ask(REPORT, on="2024-12-31")
        counted = REPORT.answer(question)
        added = [sum(each) for each in zip(*REPORT.counted(question).values(), strict=True)]

        numbers = {article.pk: number for number, article in enumerate(of_law)}
        seen = {numbers[key]: value for key, value in articles(counted).items() if key in numbers}
        assert seen == {
            article: (
                sum(1 for _p, a in surely if a == article),
                sum(1 for _p, a in maybe if a == article),
            )
            for article in {a for _p, a in maybe}
        }
        everybody = len({p for p, _a in surely}), len({p for p, _a in maybe})
        assert pair(counted.headlines[0].figure) == everybody
        assert tuple(added or (0, 0)) == everybody
        assert pair(counted.headlines[1].figure) == tuple(
            len({p for p, _a in each}) for each in convicted
        )
        assert sets(counted).get("total", (0, 0)) == everybody
