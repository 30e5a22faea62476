"""The archive: everything that was entered leaves and comes back, or nothing does."""

import contextlib
import hashlib
import zipfile
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import Client
from pghistory.models import Event

from office.archive import loading, tables
from office.tests.archives import export, refused
from prisoners.models import Detention, NameWord, Prisoner
from prisoners.searching import search
from prisoners.tests.builders import make_detention, make_prisoner
from sources.models import Evidence, Record, Source
from sources.tests.builders import make_source
from tests import databases

# Every table that an archive holds, histories aside; what is not here stands in LEFT_OUT.
KEPT = {
    *("auth.Group", "auth.Group_permissions", "auth.User", "auth.User_groups"),
    *("auth.User_user_permissions", "pghistory.Context"),
    *("sources.Citation", "sources.CountClaim", "sources.Evidence", "sources.Organisation"),
    *("sources.Record", "sources.Source", "sources.TextPage"),
    *("prisoners.Article", "prisoners.Assignment", "prisoners.Charge", "prisoners.Condition"),
    *(
        "prisoners.Consent",
        "prisoners.Contact",
        "prisoners.Context",
        "prisoners.Court",
        "prisoners.Death",
    ),
    *("prisoners.Detention", "prisoners.ExternalId", "prisoners.Facility"),
    *("prisoners.Merge", "prisoners.Name", "prisoners.NotSame", "prisoners.Official"),
    *(
        "prisoners.OfficialLabel",
        "prisoners.Photo",
        "prisoners.Prisoner",
        "prisoners.Prisoner_tags",
    ),
    *("prisoners.Prosecution", "prisoners.Recognition", "prisoners.Relation"),
    *("prisoners.SentencePart", "prisoners.ServedTimeRule", "prisoners.Stay"),
    *("prisoners.Tag", "prisoners.Verdict"),
    *("pardons.AnnouncedCount", "pardons.Beneficiary", "pardons.ClemencyAct"),
    *("register.ActEntry", "register.AnnouncedCount", "register.Article", "register.Beneficiary"),
    "register.Change",
    *("register.Charge", "register.Citation", "register.ClaimEntry", "register.Condition"),
    *("register.Contact", "register.Context", "register.Court", "register.Death"),
    *("register.Detention", "register.Edition", "register.Entry", "register.ExternalId"),
    *("register.Facility", "register.Identity", "register.Lag", "register.Name"),
    *("register.Official", "register.Presence", "register.Profile", "register.Reach"),
    "register.Served",
    *("register.OfficialLabel", "register.Organisation", "register.PageEntry", "register.Photo"),
    *("register.Prosecution", "register.Recognition", "register.Redirect", "register.Relation"),
    *("register.SentencePart", "register.ServedTimeRule", "register.Source", "register.Span"),
    *("register.Spell", "register.Stay", "register.Term", "register.Text", "register.Tombstone"),
    *("register.Verdict",),
    *("office.Approval", "office.Batch", "office.ExportLog", "office.ExportRequest"),
    *("office.SealedCase", "office.SealedCase_people", "office.SealedCase_groups"),
    *("office.Import", "office.ImportLine"),
    *("office.ImportProfile", "office.ImportRow", "office.ImportedLine", "office.Profile"),
    *("office.Remark", "office.Tip"),
    *("office.Erasure", "office.Fingerprint", "office.Removal"),
}


@pytest.fixture
def new_database(django_db_setup, django_db_blocker, settings, tmp_path):
    """Called, it gives a block in which everything works in a new database, with its own files."""
    settings.PUBLIC_DATABASE = "public"
    made = []

    @contextlib.contextmanager
    def opened(clone=databases.clone_of_empty):
        made.append(clone())
        settings.MEDIA_ROOT = tmp_path / f"media-{len(made)}"
        with databases.using(made[-1]):
            yield

    with django_db_blocker.unblock():
        yield opened
        for name in made:
            databases.drop(name)


def keep(name="evidence/2020/08/test.pdf", content=b"%PDF a test", **fields):
    """Evidence with its file in the storage."""
    name = default_storage.save(name, ContentFile(content))
    source = make_source()
    at = datetime(2020, 8, 10, tzinfo=UTC)
    sha256 = hashlib.sha256(content).hexdigest()
    fields = {"sha256": sha256, "captured_at": at} | fields
    return Evidence.objects.create(source=source, file=name, **fields)


def kept(name):
    with default_storage.open(name) as file:
        return file.read()


def test_every_table_is_in_the_archive_or_there_is_a_reason():
    every = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    archived = {model._meta.label for model in tables.archived_models()}
    histories = {m._meta.label for m in tables.archived_models() if issubclass(m, Event)}

    assert archived - histories == KEPT
    assert (archived | set(tables.LEFT_OUT), archived & set(tables.LEFT_OUT)) == (every, set())


def test_every_rule_across_rows_is_asked_of_what_comes_in():
    assert set(loading.rules()) == {
        "check_act_adds_up",
        "check_life",
        "check_stays_within_detention",
    }


def test_the_demonstration_register_comes_back_to_the_byte(new_database, tmp_path):
    with new_database(databases.clone_of_demo):
        keep()
        first = export(tmp_path / "first.zip")
        public = b"".join(Client().get("/prisoners.csv?on=2024-12-09").streaming_content)
        found = [person.public_id for person in search("Ales Bialiatski")]

    with new_database():
        call_command("import_archive", tmp_path / "first.zip", verbosity=0)

        assert export(tmp_path / "second.zip") == first
        again = b"".join(Client().get("/prisoners.csv?on=2024-12-09").streaming_content)
        assert again == public
        assert public.count(b"RC-") > 100
        assert found and [person.public_id for person in search("Ales Bialiatski")] == found
        assert kept("evidence/2020/08/test.pdf") == b"%PDF a test"


def test_what_comes_next_goes_on_where_the_old_installation_stopped(new_database, tmp_path):
    with new_database():
        prisoner = make_prisoner()
        make_detention(prisoner=prisoner)
        gone = make_detention(began_on="2021")
        Detention.objects.filter(pk=gone.pk).delete()
        revision, events = Record.objects.get(pk=prisoner.public_id).revision, _events()
        export(tmp_path / "first.zip")

    with new_database():
        call_command("import_archive", tmp_path / "first.zip", verbosity=0)
        assert (Record.objects.get(pk=prisoner.public_id).revision, _events()) == (revision, events)

        new = make_detention(prisoner=Prisoner.objects.get(pk=prisoner.pk), began_on="2023")

        assert new.pk > gone.pk
        assert Record.objects.get(pk=prisoner.public_id).revision > revision
        assert _events() > events
        assert NameWord.objects.exists()


def _events():
    return apps.get_model("prisoners", "DetentionEvent").objects.count()


def test_accounts_come_with_their_roles_and_without_passwords(new_database, tmp_path):
    with new_database(databases.clone_of_demo):
        allowed = User.objects.get(username="editor").get_all_permissions()
        export(tmp_path / "first.zip")
        password = User.objects.get(username="editor").password.encode()

    with new_database():
        call_command("import_archive", tmp_path / "first.zip", verbosity=0)
        editor = User.objects.get(username="editor")

        assert editor.get_all_permissions() == allowed
        assert not editor.has_usable_password()
    with zipfile.ZipFile(tmp_path / "first.zip") as archive:
        assert not [name for name in archive.namelist() if password in archive.read(name)]


def test_the_file_is_for_its_owner_only_and_is_never_half_there(
    new_database, tmp_path, monkeypatch
):
    with new_database():
        export(tmp_path / "first.zip")
        assert (tmp_path / "first.zip").stat().st_mode & 0o777 == 0o600

        def breaks(*_args):
            raise DatabaseError("broken")

        monkeypatch.setattr("office.archive.writing.fingerprint", breaks)
        with pytest.raises(DatabaseError):
            export(tmp_path / "second.zip")
        assert [path.name for path in tmp_path.glob("*.zip*")] == ["first.zip"]
        assert list(tmp_path.glob(".*")) == []
        with pytest.raises(CommandError, match="exists already"):
            export(tmp_path / "first.zip")


def test_a_kept_file_that_is_missing_or_changed_is_told(new_database, tmp_path):
    with new_database():
        evidence = keep()
        default_storage.delete(evidence.file.name)
        with pytest.raises(
            CommandError, match=r"1 kept files are not there: evidence/2020/08/test"
        ):
            export(tmp_path / "first.zip")
        call_command("export_archive", tmp_path / "first.zip", accept_missing=True, verbosity=0)
        keep("evidence/changed.pdf", sha256="0" * 64)
        with pytest.raises(CommandError, match=r"changed.pdf is not the one that was taken in"):
            call_command("export_archive", tmp_path / "second.zip", accept_missing=True)

    with new_database():
        call_command("import_archive", tmp_path / "first.zip", verbosity=0)
        assert Evidence.objects.count() == 1


def test_a_database_with_rows_and_a_file_with_another_content_stay_as_they_are(
    new_database, tmp_path
):
    with new_database():
        keep()
        export(tmp_path / "first.zip")
        refused(tmp_path / "first.zip", "not empty: there are rows in")

    with new_database():
        default_storage.save("evidence/2020/08/test.pdf", ContentFile(b"another"))
        refused(tmp_path / "first.zip", "another file evidence/2020/08/test.pdf here already")
        assert kept("evidence/2020/08/test.pdf") == b"another"
        assert Source.objects.count() == 0
