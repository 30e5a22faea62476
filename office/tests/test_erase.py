"""Erasing a person: nothing is left, by search of everything that is kept."""

import os
import subprocess
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections, models, transaction
from django_tasks_db.models import DBTaskResult

from config.embedded import _bin
from core.columns import columns_of
from office.erasing import plan
from office.erasing.erase import CannotErase, erase
from office.exporting.writing import export
from office.importing import originals
from office.management.commands import finish_erasures
from office.models import Approval, Erasure, Remark, Tip
from office.removals import deciding
from office.removals.deciding import CannotDecide
from office.tests.canaries import CANARY, NAME, columns_with, plant
from office.tests.importing import make_file, read, write
from office.tests.removals import make_removal
from prisoners.duplicates import rarity
from prisoners.merging import merge
from prisoners.models import Prisoner
from prisoners.tests.builders import make_prisoner
from register.alerts import alert_staff
from register.models import Change, Edition, Tombstone
from register.publishing import publish
from sources.models import Record

LINE = {"No.": "k-1", "name": NAME, "person.born_on": "1990-03", "person.notes": CANARY}


@pytest.fixture
def folder(tmp_path, settings, monkeypatch):
    """What would be var/."""
    monkeypatch.setattr(originals, "FOLDER", tmp_path / "imports")
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ERASURE_LEDGER = tmp_path / "erasures"
    return tmp_path


def make_staff():
    return [User.objects.create(username=name) for name in ("decider", "confirmer", "editor")]


def leave_traces(person, editor, decider, folder):
    """Imports that took, hold and refused lines, an export, a log, a session, a task, a merge …"""
    absorbed = make_prisoner(display_name=f"{NAME} twice", notes=CANARY)
    publish([person.public_id, absorbed.public_id], by=decider)
    write(make_file(folder, [LINE], f"{NAME}.csv"), by=editor)
    read(make_file(folder, [{"No.": "k-2", "name": NAME.upper(), "sentence": CANARY}]), by=editor)
    (folder / "list.csv").unlink()
    (folder / f"{NAME}.csv").unlink()
    with open(folder / "export.csv", "w+b") as file:
        columns = columns_of(Prisoner)
        rows = Prisoner.objects.filter(pk=person.pk)
        export(rows, columns, file, file_format="csv", reason=f"For {NAME}", filters=f"q={NAME}")
    (folder / "export.csv").unlink()  # it was taken out of the house
    LogEntry.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(Prisoner),
        object_id=person.pk,
        object_repr=NAME,
        action_flag=2,
        change_message=CANARY,
    )
    session = SessionStore()
    session["messages"] = f"{NAME} was saved."
    session.save()
    DBTaskResult.objects.create(
        args_kwargs={"args": [person.public_id], "kwargs": {CANARY: NAME}},
        task_path="x",
        backend_name="default",
        run_after="2020-01-01T00:00Z",
    )
    alert_staff("books", f"who?q={NAME}", 1)
    record = person.record
    for number, about, said in (("1", record.pk, CANARY), ("2", "", f"{CANARY}: {NAME} is here")):
        Tip.objects.using("owner").create(
            number=number, received_on="2026-01-01", about=about, text=said, note=CANARY
        )
    Remark.objects.create(record=record, kind="sent_back", text=CANARY, written_by=editor)
    Approval.objects.create(
        record=record, digest="0" * 64, approved_by=decider, answers={CANARY: CANARY}
    )
    merge(kept=person.public_id, absorbed=absorbed.public_id, by=editor, reason=CANARY)
    publish([person.public_id], by=decider)
    rarity.refresh()
    return absorbed


@pytest.fixture
def erased(committed_db, folder):
    """A person of whom everything speaks, erased on request; gives both public ids."""
    decider, confirmer, editor = make_staff()
    person, planted = plant(editor)
    absorbed = leave_traces(person, editor, decider, folder)
    make_removal(record=person.record, text=CANARY, contact=CANARY, channel=CANARY)
    assert len(planted) > 70
    assert len(columns_with(CANARY)) > 180
    assert len(_files_below(folder / "media")) == 2  # the photo and the evidence, encrypted
    removal = person.record.removals.get()
    deciding.grant(removal, by=decider, wish="erase", why="request", note=CANARY)
    deciding.confirm(removal, by=confirmer)
    return person.public_id, absorbed.public_id


def test_nothing_of_an_erased_person_is_left_anywhere(erased, committed_db, folder):
    dump = subprocess.check_output([_bin("pg_dump"), _address(committed_db)])

    assert columns_with(CANARY) == {}
    assert erased[0].encode() in dump
    assert CANARY.encode() not in dump.lower()
    assert _files_below(folder / "media") == []
    assert [path for path in _files_below(folder) if _says_canary(path)] == []


def test_no_page_of_the_database_holds_it_once_the_tables_are_written_anew(erased, committed_db):
    call_command("finish_erasures", verbosity=0)

    with connections["owner"].cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = %s",
            [committed_db],
        )
        folder, oid = cursor.fetchone()
    pages = list((Path(folder) / "base" / str(oid)).iterdir())
    assert len(pages) > 500
    found = [path.name for path in pages if _says_canary(path)]
    assert [_relation(name) for name in found] == []


def test_tables_are_not_written_anew_for_who_still_reads_what_was_deleted(erased, monkeypatch):
    with connections["public"].cursor() as reader:
        reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        reader.execute("SELECT count(*) FROM register_entry")
        with connections["owner"].cursor() as later:
            later.execute("SELECT pg_current_xact_id()")
        with monkeypatch.context() as impatient:
            impatient.setattr(finish_erasures, "MOST_WAITED", 0.5)
            with pytest.raises(CommandError, match="A transaction is open since"):
                call_command("finish_erasures", verbosity=0)
        reader.execute("COMMIT")

    call_command("finish_erasures", verbosity=0)


def test_what_remains_is_the_public_id_the_day_and_the_reason(erased, folder):
    kept, absorbed = erased

    for public_id in erased:
        assert Record.objects.get(pk=public_id).state == Record.State.ERASED
        assert Tombstone.objects.get(pk=public_id).reason == "request"
        assert Change.objects.get(public_id=public_id).kind == Change.Kind.ERASED
    erasure = Erasure.objects.get()
    assert (erasure.ids, erasure.reason) == ([kept, absorbed], "request")
    assert Edition.objects.order_by("-number").first().kind == Edition.Kind.ERASE
    assert kept in (folder / "erasures").read_text()
    with pytest.raises(DatabaseError, match="was given out before"):
        make_prisoner(record_id=kept)


# --- the plan ------------------------------------------------------------------------------------

PUBLIC_ID_LENGTH = 12
# Columns as long as a public id that hold none.
NO_PUBLIC_IDS = {
    "office.Tip.number",
    "sources.Citation.stance",
    "register.Citation.stance",
    "office.Remark.kind",
}
# JSON and lists: where what they say of an erased person is taken out.
HELD_IN_JSON = {
    "office.Approval.answers": "plan",
    "office.AuditEvent.detail": "function",
    "office.Batch.digests": "function",
    "office.Batch.sample": "function",
    "office.Import.remarks": "receipts",
    "office.ImportLine.before": "receipts",
    "office.ImportLine.candidates": "receipts",
    "office.ImportLine.cells": "receipts",
    "office.ImportLine.doubts": "receipts",
    "office.ImportLine.faults": "receipts",
    "office.ImportRow.before": "plan",
    "office.ImportRow.said": "plan",
    "office.ImportRow.values": "receipts",
    "office.ImportedLine.rows": "receipts",
    "prisoners.LikelyPair.reasons": "plan",
    "prisoners.Merge.journal": "receipts",
    "prisoners.Merge.lost": "receipts",
    "prisoners.Merge.not_restored": "receipts",
    "django_tasks_database.DBTaskResult.args_kwargs": "logs",
    "django_tasks_database.DBTaskResult.return_value": "logs",
    "pghistory.Context.metadata": "function",
}
# JSON that says nothing of a person.
OF_NOBODY = {
    "mfa.Authenticator.data",
    "office.Attempts.value",
    "usersessions.UserSession.data",
    "django_tasks_database.DBTaskResult.worker_ids",
    "office.Import.accepted",
    "office.Import.columns",
    "office.Import.counts",
    "office.Import.links",
}


def fields():
    return {
        plan.label_of(field): field for model in plan.tables() for field in model._meta.local_fields
    }


def test_every_column_that_may_hold_a_public_id_is_in_the_plan():
    found = {
        label
        for label, field in fields().items()
        if isinstance(field, models.CharField) and field.max_length == PUBLIC_ID_LENGTH
    }

    assert found - plan.NAMED - set(plan.STAYS) - plan.BY_CODE == NO_PUBLIC_IDS


def test_every_link_to_a_person_is_in_the_plan():
    gone = {*plan.rows(), *plan.history()}
    links = {
        label: field.model
        for label, field in fields().items()
        if field.is_relation and field.remote_field.model in (Prisoner, Record)
    }

    left = {label for label, model in links.items() if model not in gone} - set(plan.STAYS)
    assert left <= {
        "pardons.ClemencyAct.record",
        "sources.CountClaim.record",
        "sources.TextPage.record",
    }


def test_every_json_is_looked_into():
    found = {label for label, field in fields().items() if isinstance(field, models.JSONField)}
    of_packages = {label for label in found if label.startswith("pghistory.Events")}

    assert found - of_packages == set(HELD_IN_JSON) | OF_NOBODY


# --- two people, and nobody else -------------------------------------------------------------------


@pytest.mark.django_db
def test_one_person_alone_erases_nobody(folder):
    decider, _confirmer, _editor = make_staff()
    person = make_prisoner()
    removal = make_removal(record=person.record)
    deciding.grant(removal, by=decider, wish="erase", why="risk")

    with pytest.raises(CannotDecide, match="a second person confirms it"):
        deciding.confirm(removal, by=decider)
    with pytest.raises(CannotErase, match="second person"):
        erase(person.record, reason="risk", decided_by=decider, confirmed_by=decider)
    with pytest.raises(DatabaseError, match="Two people decide"), transaction.atomic():
        connections["default"].cursor().execute(
            "SELECT erase_person(%s, '{}')", [[person.public_id]]
        )
    assert Prisoner.objects.filter(pk=person.pk).exists()


@pytest.mark.django_db
def test_erasing_takes_nothing_from_others(folder):
    decider, confirmer, editor = make_staff()
    other = make_prisoner(display_name="Somebody Else", notes="Stays.")
    publish([other.public_id], by=decider)
    before = _rows_of_others()
    person, _planted = plant(editor)
    publish([person.public_id], by=decider)

    erase(person.record, reason="request", decided_by=decider, confirmed_by=confirmer)

    assert before.items() <= _rows_of_others().items()


def _rows_of_others():
    """{table: its rows} of the tables in which the other person has rows."""
    found = {}
    with connections["default"].cursor() as cursor:
        for model in plan.rows() | plan.history():
            cursor.execute(f'SELECT t::text FROM "{model._meta.db_table}" t')
            if rows := sorted(row for (row,) in cursor.fetchall() if "Somebody Else" in row):
                found[model._meta.db_table] = rows
    return found


def _relation(name):
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT oid::regclass::text FROM pg_class WHERE pg_relation_filenode(oid)::text = %s",
            [name.partition(".")[0]],
        )
        return cursor.fetchall(), name


def _address(database):
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{database}"


def _files_below(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def _says_canary(path):
    return CANARY.encode() in (path.name.encode() + path.read_bytes()).lower()
