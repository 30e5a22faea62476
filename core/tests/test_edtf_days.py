import pytest
from django.db import DataError, connection, transaction
from hypothesis import HealthCheck, given, settings

from core.partial_dates import DateNotUnderstood, parse_edtf
from core.tests.strategies import edtf_or_nearly
from core.tests.test_partial_dates import MEANINGS, NOT_DATES

pytestmark = pytest.mark.django_db


def edtf_days(text):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT edtf_days(%s)", [text])
        return cursor.fetchone()[0]


def days_in_python(text):
    found = parse_edtf(text)
    return found and found.days


def answer(read, text):
    try:
        return read(text)
    except (DataError, DateNotUnderstood):
        return "refused"


@pytest.mark.parametrize("text", MEANINGS)
def test_sql_gives_the_days_that_python_gives(text):
    assert edtf_days(text) == parse_edtf(text).days


@pytest.mark.parametrize("text", [text for text in NOT_DATES if "\0" not in text])
def test_sql_refuses_with_invalid_datetime_format(text):
    with pytest.raises(DataError) as refused:
        edtf_days(text)

    assert refused.value.__cause__.pgcode == "22007"
    assert "is not a date" in str(refused.value)


def test_unknown_dates_have_no_days():
    assert edtf_days("") is None
    assert edtf_days(None) is None


@settings(
    max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edtf_or_nearly)
def test_sql_and_python_agree_on_every_text(text):
    assert answer(edtf_days, text) == answer(days_in_python, text)


def test_it_works_while_a_dump_is_restored():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = ''")
        cursor.execute("SELECT public.edtf_days('[2020-08..2021~]')")

        assert cursor.fetchone()[0] == parse_edtf("[2020-08..2021~]").days


def test_it_may_stand_in_generated_columns_and_run_in_parallel():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT provolatile, proisstrict, proparallel FROM pg_proc"
            " WHERE oid = 'edtf_days(text)'::regprocedure"
        )

        assert cursor.fetchone() == ("i", True, "s")
