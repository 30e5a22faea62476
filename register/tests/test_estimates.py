"""What PostgreSQL takes to be many decides how it answers: register/sql/statistics.sql."""

from datetime import date

import pytest
from django.db import connections

from register.models import Entry, Span
from register.tests.builders import PUBLISHED_AT

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_those_who_were_released_for_ever_are_not_taken_to_be_held():
    entry = Entry.objects.using("owner").create(
        public_id="RC-2345ZZ",
        edition_from=1,
        published_at=PUBLISHED_AT,
        first_reported_on=date(2020, 1, 1),
    )
    of_all = {"entry": entry, "edition_from": 1, "begins": date(2020, 1, 1)}
    released = Span(status="released", ends=date(9999, 12, 31), **of_all)
    held = Span(status="in_custody", ends=date(2020, 2, 1), **of_all)
    spans = Span.objects.using("owner")
    spans.bulk_create([*[released] * 100, *[held] * 100])

    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE register_span")
    plan = spans.filter(status="in_custody", ends__gt=date(2021, 1, 1)).explain()

    assert " rows=1 " in plan
