"""Every change of a working record is kept by triggers, whoever makes it and by whatever way."""

import pghistory
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, connections, transaction
from pghistory.models import Event

import prisoners.models as people
from prisoners.tests import builders as make
from sources.models import Evidence, Record
from sources.tests.builders import make_citation, make_claim
from sources.tests.refusals import replace_by_copy, replace_in_bulk
from tests.working_rows import ROWS, working_models

EVENTS = {
    event.pgh_tracked_model: event
    for event in apps.get_models()
    if issubclass(event, Event) and event._meta.app_label in ("sources", "prisoners", "pardons")
}
# Evidence says whom it is about, and is part of its source.
OWNED = [
    model
    for model in ROWS
    if (hasattr(model, "record") or hasattr(model, "code")) and model is not Evidence
]
NOT_OWNED = [model for model in ROWS if model not in OWNED]


def run(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)


def record_of(row):
    """The record that a row belongs to, as it is now."""
    row = type(row).objects.get(pk=row.pk)
    root = getattr(row, "act", None) or getattr(row, "prisoner", None) or row
    return Record.objects.get(pk=root.record_id)


def test_every_working_model_keeps_its_history():
    assert working_models() - set(EVENTS) == set()
    assert set(EVENTS) - working_models() == {people.Tagging}
    assert set(ROWS) == working_models() - {Record}


@pytest.mark.django_db
@pytest.mark.parametrize("model", ROWS, ids=lambda model: model._meta.label)
def test_every_way_of_writing_leaves_who_and_when(model):
    builder, changes = ROWS[model]
    ((column, value),) = changes.items()
    table = model._meta.db_table

    with pghistory.context(user=7):
        row = builder()
        model.objects.filter(pk=row.pk).update(**changes)
        model.objects.filter(pk=row.pk).update(**changes)
        run(f'UPDATE {table} SET "{column}" = %s WHERE id = %s', value + "!", row.pk)
        row = replace_in_bulk(row, {})
        new_id = replace_by_copy(row, {})
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run(f"DELETE FROM {table} WHERE id = %s", new_id)

    kept = EVENTS[model].objects.order_by("pgh_id")
    assert [event.pgh_label for event in kept] == [
        *("insert", "update", "update"),
        *("delete", "insert", "delete", "insert", "delete"),
    ]
    assert {event.pgh_context.metadata["user"] for event in kept} == {7}
    assert all(event.pgh_created_at for event in kept)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "event", [m for m in apps.get_models() if hasattr(m, "pgh_tracked_model")], ids=str
)
def test_events_are_found_by_whom_they_are_about(event):
    links = {
        field.column
        for field in event._meta.local_fields
        if field.is_relation and field.remote_field.model in (people.Prisoner, Record)
        if field.column not in ("merged_into_id", "pgh_obj_id")
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = %s", [event._meta.db_table]
        )
        first_columns = {index.rpartition("(")[2].strip(")").split(",")[0] for (index,) in cursor}

    assert links <= first_columns


@pytest.mark.django_db
def test_tags_put_on_and_taken_off_are_kept():
    prisoner, tag = make.make_prisoner(), make.make_tag()

    prisoner.tags.add(tag)
    prisoner.tags.remove(tag)

    kept = EVENTS[people.Tagging].objects.order_by("pgh_id")
    assert [(e.pgh_label, e.prisoner_id, e.tag_id) for e in kept] == [
        ("insert", prisoner.pk, tag.pk),
        ("delete", prisoner.pk, tag.pk),
    ]


@pytest.mark.django_db
def test_decisions_about_a_record_are_kept_and_its_revisions_are_not():
    record = make_claim().record

    Record.objects.filter(pk=record.pk).update(revision=5)
    Record.objects.filter(pk=record.pk).update(state="ready")

    assert [e.state for e in EVENTS[Record].objects.all()] == ["ready"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}", "TRUNCATE {}"]
)
def test_staff_cannot_change_history(statement):
    for event in EVENTS.values():
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            run(statement.format(event._meta.db_table))


def test_not_even_the_owner_changes_history_by_mistake(committed_db):
    make_claim()
    table = EVENTS[type(make_claim())]._meta.db_table

    for statement in (f"UPDATE {table} SET pgh_label = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="Cannot"), connections["owner"].cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
def test_a_change_of_a_row_is_a_revision_of_its_record_and_of_no_other(model):
    builder, changes = ROWS[model]
    row, other = builder(), builder()
    before, before_other = record_of(row), record_of(other)

    with pghistory.context(user=7):
        model.objects.filter(pk=row.pk).update(**changes)
        model.objects.filter(pk=row.pk).update(**changes)

    after = record_of(row)
    assert after.revision == before.revision + 1
    assert after.editors == [0, 7]
    assert record_of(other).revision == before_other.revision

    row.delete()
    assert Record.objects.get(pk=before.pk).revision > after.revision


@pytest.mark.django_db
@pytest.mark.parametrize("model", NOT_OWNED, ids=lambda model: model._meta.label)
def test_catalogues_and_the_work_of_the_office_are_no_revision(model):
    builder, changes = ROWS[model]
    row = builder()
    before = dict(Record.objects.values_list("pk", "revision"))

    model.objects.filter(pk=row.pk).update(**changes)
    model.objects.filter(pk=row.pk).delete()

    assert dict(Record.objects.values_list("pk", "revision")) == before


@pytest.mark.django_db
def test_a_citation_is_a_revision_of_the_record_that_it_is_about():
    prisoner = make.make_prisoner()
    before = record_of(prisoner).revision

    citation = make_citation(prisoner)
    added = record_of(prisoner).revision
    citation.delete()

    assert (added, record_of(prisoner).revision) == (before + 1, before + 2)


@pytest.mark.django_db
def test_a_row_that_moves_is_a_revision_of_both_records():
    name, person = make.make_name(), make.make_prisoner()
    before = [record_of(name.prisoner).revision, record_of(person).revision]

    people.Name.objects.filter(pk=name.pk).update(prisoner=person)

    after = [record_of(name.prisoner).revision, record_of(person).revision]
    assert after == [number + 1 for number in before]
