"""A backup is whole or is known not to be, and comes back as it was."""

import gzip
import io
import random
import tarfile
from dataclasses import dataclass

import pyrage
import pytest
from django.contrib.auth.models import Group, User
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from office.backup import mark, restoring, tables
from office.backup.manifest import BadBackup
from office.erasing.erase import erase
from office.models import Erasure
from office.roles.permissions import make_groups
from office.tests.backups import KEY, a_system, checked, keep_file, written
from office.tests.canaries import columns_with
from prisoners.models import Prisoner
from prisoners.tests.builders import make_detention, make_prisoner
from register.models import Entry, Identity
from register.publishing import publish
from sources.models import Record

# More than a pipe holds, and nothing that packs well.
FILE = b"%PDF" + random.Random(1).randbytes(300_000)


@dataclass(frozen=True)
class Full:
    """A small register with two published people and a file, and its backups."""

    ids: list
    encrypted: bytes
    plain: bytes
    database: str

    def content(self, key):
        return self.encrypted if key else self.plain


@pytest.fixture(scope="module")
def full(django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("full")
    with django_db_blocker.unblock(), a_system(folder) as name:
        people = [make_prisoner(display_name=f"Test Person {n}", born_on="1980") for n in "ab"]
        make_detention(prisoner=people[0])
        ids = [person.public_id for person in people]
        publish(ids, by=User.objects.create_user("reviewer", password="x"))
        keep_file("evidence/one.pdf", FILE)
        yield Full(ids, written(), written(None), name)


@pytest.fixture
def another(full, django_db_blocker, tmp_path):
    """The folder of an empty system, in which the test works."""
    with django_db_blocker.unblock(), a_system(tmp_path):
        make_groups()  # as a database is that was just prepared
        yield tmp_path


def restore(content, key=KEY):
    return restoring.restore(io.BytesIO(content), [key] if key else [])


def empty():
    mark.put()
    restoring.drop()


def test_everything_comes_back_as_it_was(full, another):
    restore(full.encrypted)
    again = written()

    assert checked(again).manifest == checked(full.encrypted).manifest
    assert User.objects.get(username="reviewer").has_usable_password()
    assert Identity.objects.get(pk=full.ids[0]).display_name == "Test Person a"
    with default_storage.open("evidence/one.pdf") as kept:
        assert kept.read() == FILE
    assert not mark.is_there()
    # Numbers go on where they were, triggers work.
    assert make_prisoner().pk > 2
    assert Prisoner.pgh_event_model.objects.count() == 3


def test_only_the_key_opens_a_backup(full):
    assert b"Test Person" not in full.encrypted
    with pytest.raises(BadBackup, match="does not open this backup"):
        checked(full.encrypted, pyrage.x25519.Identity.generate())
    with pytest.raises(BadBackup, match="Give the file with its key"):
        checked(full.encrypted, key=None)


@pytest.mark.parametrize("key", [KEY, None], ids=["encrypted", "plain"])
def test_what_is_cut_off_is_no_backup(full, key):
    content = full.content(key)

    for length in (0, 10, 300, len(content) // 2, len(content) - 1):
        with pytest.raises(BadBackup):
            checked(content[:length], key)


@pytest.mark.parametrize("key", [KEY, None], ids=["encrypted", "plain"])
def test_what_was_changed_is_no_backup(full, key):
    content = full.content(key)

    for place in range(400, len(content) - 20, len(content) // 15):
        changed = bytearray(content)
        changed[place] ^= 1
        with pytest.raises(BadBackup):
            checked(bytes(changed), key)


def test_a_part_that_was_exchanged_is_found(full):
    """As somebody would who can write a tar, and has the key."""
    exchanged = gzip.decompress(full.plain).replace(b"Test Person a", b"Test Person x")

    with pytest.raises(BadBackup, match="is not what the end of the backup says"):
        checked(gzip.compress(exchanged), None)


def test_a_file_that_is_no_backup_is_refused(tmp_path):
    other = io.BytesIO()
    with tarfile.open(fileobj=other, mode="w:gz") as tar:
        tar.add(__file__, "about.json")

    for content in (b"", b"PK\x03\x04 something", b"age-encryption.org/v1\n", other.getvalue()):
        with pytest.raises(BadBackup):
            checked(content)


def test_accounts_history_and_the_register_are_in_a_backup(full):
    found = checked(full.encrypted).manifest.tables

    assert {"auth_user", "prisoners_prisonerevent", "register_entry", "pghistory_context"} <= set(
        found
    )
    assert found["prisoners_prisoner"].rows == 2


def test_a_restore_that_fails_leaves_an_empty_system(full, another, monkeypatch):
    schema = checked(full.plain, None).about.schema.encode()
    of_other_tables = gzip.compress(gzip.decompress(full.plain).replace(schema, b"0" * 64))

    with pytest.raises(BadBackup, match="another version of Rollcall"):
        restore(of_other_tables, None)
    monkeypatch.setattr(tables, "schema", lambda cursor: "another")
    with pytest.raises(BadBackup, match="another version of Rollcall"):
        restore(full.encrypted)
    monkeypatch.undo()
    with pytest.raises(BadBackup):
        restore(full.encrypted[:-20])

    assert not Prisoner.objects.exists()
    assert not default_storage.exists("evidence/one.pdf")
    assert not mark.is_there()
    restore(full.encrypted)
    with pytest.raises(BadBackup, match="This system is not empty: there are rows in"):
        restore(full.encrypted)
    assert Prisoner.objects.count() == 2


def test_a_restore_that_was_killed_begins_anew_or_ends(full, another):
    mark.put()
    keep_file("evidence/left.pdf", b"left by the one that was killed")

    restore(full.encrypted)

    assert default_storage.exists("evidence/one.pdf")
    assert not default_storage.exists("evidence/left.pdf")
    mark.put()
    assert restoring.only_the_end_is_missing()
    call_command("restore", "--without-erasures", verbosity=0)
    assert not mark.is_there()
    assert Prisoner.objects.count() == 2


def test_a_restore_can_be_given_up(full, another):
    restore(full.encrypted)
    mark.put()

    call_command("restore", "--drop", stdout=io.StringIO())

    assert not Prisoner.objects.exists()
    assert not default_storage.exists("evidence/one.pdf")
    assert Group.objects.get(name="editors").permissions.exists()
    with pytest.raises(CommandError, match="No restore is under way"):
        call_command("restore", "--drop")


def test_whoever_was_erased_since_the_backup_does_not_come_back(full, another):
    restore(full.encrypted)
    deciders = [User.objects.create(username=name) for name in ("decider", "confirmer")]
    gone = Record.objects.get(pk=full.ids[1])
    erase(gone, reason="request", decided_by=deciders[0], confirmed_by=deciders[1])
    empty()

    restore(full.encrypted)

    assert columns_with("Test Person b") == {}
    assert list(Entry.objects.values_list("public_id", flat=True)) == [full.ids[0]]
    assert Record.objects.get(pk=gone.pk).state == "erased"
    assert Erasure.objects.get().public_id == gone.pk


def test_the_commands_make_check_and_restore_a_backup(another, tmp_path, capsys):
    make_prisoner()
    call_command("make_backup_key", str(tmp_path / "key"))
    public = capsys.readouterr().out.strip()
    path, key = str(tmp_path / "backup.age"), str(tmp_path / "key")

    call_command("backup", path, "--to", public)
    call_command("verify_backup", path, "--key", key)

    assert "A good backup of Rollcall" in capsys.readouterr().out
    assert not list(tmp_path.glob("*.partial"))
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", path, "--to", public)
    with pytest.raises(CommandError, match="Say to whose public keys"):
        call_command("backup", str(tmp_path / "another"))
    empty()
    with pytest.raises(CommandError, match="whoever was erased after this backup would come back"):
        call_command("restore", path, "--key", key)
    call_command("restore", path, "--key", key, "--without-erasures", verbosity=0)
    assert Prisoner.objects.count() == 1


def test_the_site_does_not_answer_while_a_restore_is_under_way(client, db, settings, tmp_path):
    settings.RESTORE_MARK = tmp_path / "restoring"
    mark.put()

    assert client.get("/en/").status_code == 503
    assert client.get("/admin/").status_code == 503
    mark.take_away()
    assert client.get("/en/").status_code == 200
