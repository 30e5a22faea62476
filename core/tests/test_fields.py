from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, connections, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps

from core.fields import PartialDateField, canonical, days_of
from core.partial_dates import DateNotUnderstood, PartialDate, parse_edtf


class HasBeginning(models.Model):
    began_on = PartialDateField("began on")
    began_on_days = days_of("began_on")

    class Meta:
        abstract = True


@pytest.fixture
def episodes(db):
    """The manager of a model that inherits the two columns, with a table of its own."""
    with isolate_apps("core"):

        class Episode(HasBeginning):  # noqa: DJ008
            class Meta:
                app_label = "core"

        with connections["owner"].schema_editor(atomic=False) as editor:
            editor.create_model(Episode)
        yield Episode.objects.using("owner")


owner_only = pytest.mark.django_db(databases=["owner"])


@owner_only
def test_what_is_saved_is_canonical_and_its_days_are_computed(episodes):
    saved = episodes.create(began_on="Aug 2020")

    assert saved.began_on == "2020-08"
    assert saved.began_on_days == parse_edtf("2020-08").days
    assert episodes.get(began_on_days__contains=date(2020, 8, 31)) == saved


@owner_only
def test_bulk_writes_are_canonical_too(episodes):
    first, second = episodes.bulk_create(
        [episodes.model(began_on="9.8.2020"), episodes.model(began_on=None)]
    )
    assert list(episodes.order_by("pk").values_list("began_on", flat=True)) == ["2020-08-09", ""]

    episodes.filter(pk=first.pk).update(began_on="c. 2020")
    second.began_on = "May 2021"
    episodes.bulk_update([second], ["began_on"])
    assert list(episodes.order_by("pk").values_list("began_on", flat=True)) == ["2020~", "2021-05"]

    with pytest.raises(DateNotUnderstood):
        episodes.update(began_on="9/8/2020")


@owner_only
def test_an_unknown_date_has_no_days(episodes):
    episodes.create()

    assert list(episodes.values_list("began_on", "began_on_days")) == [("", None)]


@owner_only
def test_an_open_side_is_unbounded(episodes):
    saved = episodes.create(began_on="before 2021")

    assert saved.began_on_days == DateRange(None, date(2021, 1, 1), "()")


@owner_only
def test_sql_that_goes_around_django_is_refused(episodes):
    with pytest.raises(DataError, match="is not a date"), transaction.atomic(using="owner"):
        episodes.raw("INSERT INTO core_episode (began_on) VALUES ('9/8/2020') RETURNING *")[0]


@owner_only
def test_lookups_by_a_part_of_the_text_still_work(episodes):
    episodes.create(began_on="2020-08-09")

    assert episodes.filter(began_on__startswith="2020-0", began_on__contains="08").exists()


def test_cleaning_normalises_or_says_why_not():
    field = PartialDateField()

    assert field.clean("Aug 2020", None) == "2020-08"
    assert field.clean("  ", None) == ""
    with pytest.raises(ValidationError, match="can be 2020-08-09 or 2020-09-08"):
        field.clean("9/8/2020", None)


def test_cells_and_code_give_dates_of_other_types():
    midnight = datetime.fromisoformat("2020-08-09")
    given = [None, "", date(2020, 8, 9), midnight, PartialDate("2020~"), 2020]

    assert list(map(canonical, given)) == ["", "", "2020-08-09", "2020-08-09", "2020~", "2020"]


def test_a_time_of_day_is_not_dropped_in_silence():
    with pytest.raises(DateNotUnderstood, match="time of day"):
        canonical(datetime.fromisoformat("2020-08-09T10:30"))


def test_migrations_can_write_both_columns():
    text = MigrationWriter.serialize(PartialDateField("began on"))[0]
    required = MigrationWriter.serialize(PartialDateField(blank=False))[0]
    days = MigrationWriter.serialize(days_of("began_on"))[0]

    assert text == "core.fields.PartialDateField(verbose_name='began on')"
    assert required == "core.fields.PartialDateField(blank=False)"
    assert "function='edtf_days'" in days
