"""Sets of entries: a few told by their numbers, many by bits, with the same answers."""

import pytest
from django.db import connection
from django.db.models import Q

from register import entry_sets
from register.entry_sets import EntrySet, read_sets, set_of
from register.models import Entry, Span
from register.tests.builders import make_entry, make_span

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["by number", "by bit"], autouse=True)
def _told(request, monkeypatch):
    monkeypatch.setattr(entry_sets, "FEW", 2_000 if request.param == "by number" else -1)


def test_of_the_entries_asked_about_some_fit_beyond_doubt():
    women = [make_entry(sex="female"), make_entry(sex="female")]
    make_entry(sex="male")

    maybe, surely = read_sets(Entry.objects.filter(sex="female"), None, Q(pk__in=[women[0].pk]))

    assert set(maybe.entries()) == set(women)
    assert set(surely.entries()) == {women[0]}
    assert (maybe.number, surely.number) == (2, 1)


def test_where_nobody_is_in_doubt_both_are_one_set():
    make_entry()

    maybe, surely = read_sets(Entry.objects.all(), None, Q())

    assert maybe is surely


def test_nobody_fits():
    make_entry()

    maybe, _surely = read_sets(Entry.objects.filter(sex="nobody"), None, Q())

    assert (maybe.number, list(maybe.entries())) == (0, [])


def test_rows_are_asked_by_their_entry():
    asked, other = make_entry(), make_entry()
    spans = [make_span(entry=entry) for entry in (asked, other)]

    maybe, _surely = read_sets(Entry.objects.filter(pk=asked.pk), None, Q())

    assert list(Span.objects.filter(maybe.condition())) == spans[:1]
    assert list(Span.objects.filter(~maybe.condition())) == spans[1:]


def test_entries_that_came_since_are_not_among_them():
    maybe, _surely = read_sets(Entry.objects.filter(pk=make_entry().pk), None, Q())
    later = [make_entry(pk=maybe.first + number) for number in (100_000, 1_000_000)]

    assert not maybe.entries().filter(pk__in=[entry.pk for entry in later]).exists()
    assert not any(entry.pk in maybe for entry in later)


@pytest.mark.parametrize("numbers", [{1}, {63}, {64, 127, 128}, {3, 640_063}])
def test_every_number_has_its_own_bit(numbers):
    words = {}
    for number in numbers:
        bit = 1 << number % 64
        words[number // 64] = words.get(number // 64, 0) | (bit - (1 << 64) if bit >> 63 else bit)
    some = EntrySet(None, words)

    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT n FROM generate_series(0, 650000) AS n WHERE {some.sql('n::bigint', cursor)}"
        )
        found = {number for (number,) in cursor.fetchall()}

    assert found == numbers
    assert {number for number in range(650_000) if number in some} == numbers
    assert some.number == len(numbers)


@pytest.mark.parametrize("numbers", [[], [64], [127], [128], [64, 127, 128, 255]])
def test_a_set_told_by_numbers_and_everybody_else(numbers):
    spans = {
        number: make_span(entry=make_entry(pk=number)) for number in (1, 64, 127, 128, 255, 9_999)
    }

    named = set_of(None, numbers)

    assert named.number == len(numbers)
    assert set(Span.objects.filter(named.condition())) == {spans[number] for number in numbers}
    others = {span for number, span in spans.items() if number not in numbers}
    assert set(Span.objects.filter(named.others())) == others
