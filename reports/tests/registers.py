"""Small random registers, and the slow way to count in them: over plain lists, day by day.

A person is a list of stretches (status, first day, day after the last), as days since 2021-01-01
that do not overlap.
"""

from contextlib import contextmanager
from datetime import date, timedelta
from itertools import zip_longest

from django.db import transaction
from hypothesis import strategies as st

from register.models import Entry
from register.models.span import Span
from register.tests.builders import make_edition, make_entry
from reports.tests.builders import END

START = date(2021, 1, 1)
DAYS = 500
STATUSES = ["in_custody", "maybe_in_custody", "released", "restricted", None]


@st.composite
def people(draw):
    """A list of people; each a list of (status, begins, ends) without gaps of custody left out."""
    return draw(st.lists(person(), max_size=6))


@st.composite
def person(draw):
    days = sorted(draw(st.sets(st.integers(0, DAYS), min_size=2, max_size=6)))
    stretches = []
    for begins, ends in zip(days, days[1:], strict=False):
        if status := draw(st.sampled_from(STATUSES)):
            stretches.append((status, begins, ends))
    if stretches and draw(st.booleans()):
        status, begins, _ends = stretches[-1]
        stretches[-1] = (status, begins, None)
    return stretches


def written(register, facts=()):
    """Write the people into the register's tables, each with one entry; gives it back.

    `facts` are fields of their entries, a dict for each.
    """
    for stretches, fields in zip_longest(register, facts[: len(register)], fillvalue={}):
        entry = make_entry(name="Test Person", **fields)
        Span.objects.bulk_create(
            Span(
                entry=entry,
                edition_from=1,
                status=status,
                begins=day(begins),
                ends=END if ends is None else day(ends),
                reason="pardon" if status == "released" else "",
            )
            for status, begins, ends in stretches
        )
    return register


@contextmanager
def example():
    """Every example of hypothesis begins with an empty register: rows are not ours to delete."""
    with transaction.atomic():
        make_edition()
        yield
        transaction.set_rollback(True)


def day(number):
    return START + timedelta(days=number)


def stock(register, number, statuses):
    """How many people have one of `statuses` on a day, counted one by one."""
    return sum(
        any(
            status in statuses and begins <= number and (ends is None or number < ends)
            for status, begins, ends in stretches
        )
        for stretches in register
    )


def entries():
    """The entries of the people that were written, in their order."""
    return Entry.objects.order_by("pk")
