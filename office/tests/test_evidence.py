"""Kept files in the office: given to those who may, logged, checked, an alarm when something is wrong."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.kept.keys import key_file, new_identity, read_keys, write_keys
from office.importing import originals
from office.models import AuditEvent, FileAlarm
from sources.keeping import keep
from sources.models import Evidence
from sources.tests.builders import make_source
from sources.tests.forms import fields_of, messages_of
from tests.staff import make_editor

pytestmark = pytest.mark.django_db
MARKER = b"the informant lives at "
PDF = b"%PDF-1.7\n" + MARKER * 20_000
HTML = b"<!DOCTYPE html><script>document.cookie</script>"


@pytest.fixture(autouse=True)
def kept(settings, tmp_path, monkeypatch):
    """The folder of kept files, and a key of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(originals, "FOLDER", tmp_path / "imports")
    settings.EVIDENCE_KEY_FILE = str(tmp_path / "evidence_key")
    write_keys(settings.EVIDENCE_KEY_FILE, [new_identity()])
    return tmp_path / "media"


@pytest.fixture
def editor(client):
    client.user = make_editor()
    client.force_login(client.user)
    return client


def evidence(content=PDF, name="letter.pdf"):
    return keep(ContentFile(content, name), by=None, source=make_source())


def address(row):
    return reverse("admin:sources_evidence_download", args=[row.pk])


def on_disk(row):
    return Path(row.file.path)


def upload(client, name, content):
    page = reverse("admin:sources_source_change", args=[make_source().pk])
    file = SimpleUploadedFile(name, content)
    return client.post(page, fields_of(client.get(page)) | {"evidence-0-file": file})


def test_an_upload_is_kept_encrypted_under_a_name_that_says_nothing(editor, kept):
    answer = upload(editor, "letter of the mother.pdf", PDF)

    assert answer.status_code == 302, messages_of(answer)
    row = Evidence.objects.get()
    assert (row.name, row.kind, row.size) == ("letter of the mother.pdf", "pdf", len(PDF))
    assert row.sha256 == hashlib.sha256(PDF).hexdigest()
    files = [path for path in kept.rglob("*") if path.is_file()]
    assert len(files) == 1 and "mother" not in str(files[0])
    assert MARKER not in files[0].read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("letter.pdf", HTML, "Give it its right name"),
        ("page.html", b"\x7fELF\x02\x01\x01", "none of the kinds of file"),
        ("empty.txt", b"", "empty"),
    ],
)
def test_what_is_not_taken_is_said_and_leaves_nothing(editor, kept, name, content, sentence):
    answer = upload(editor, name, content)

    assert sentence in " ".join(messages_of(answer))
    assert not Evidence.objects.exists()
    assert not [path for path in kept.rglob("*") if path.is_file()]


def test_a_file_that_is_too_large_is_said_to_be(editor, settings):
    settings.EVIDENCE_MOST_BYTES = 1_000

    answer = upload(editor, "letter.pdf", PDF)

    assert "The file has more than 0 MB." in messages_of(answer)


def test_without_a_key_an_upload_is_refused_with_a_sentence(editor, settings):
    settings.EVIDENCE_KEY_FILE = ""

    answer = upload(editor, "letter.pdf", PDF)

    assert "set EVIDENCE_KEY_FILE" in " ".join(messages_of(answer))


def test_a_source_is_edited_though_its_file_is_gone(editor):
    row = evidence()
    name = row.file.name
    on_disk(row).unlink()
    page = reverse("admin:sources_source_change", args=[row.source_id])

    answer = editor.post(page, fields_of(editor.get(page)) | {"title": "Another title"})

    assert answer.status_code == 302, messages_of(answer)
    row.refresh_from_db()
    assert (row.source.title, row.file.name) == ("Another title", name)


def test_a_page_with_scripts_is_saved_and_never_shown(editor):
    row = evidence(HTML, "page.html")

    answer = editor.get(address(row))

    assert b"".join(answer.streaming_content) == HTML
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="page.html"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Length"] == str(len(HTML))


def test_a_download_is_logged(editor):
    row = evidence()

    b"".join(editor.get(address(row)).streaming_content)

    event = AuditEvent.objects.get(kind="evidence_downloaded")
    assert (event.by, event.about, event.detail) == (
        editor.user,
        str(row.pk),
        {"sha256": row.sha256},
    )


def test_who_may_not_see_evidence_gets_none(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))

    assert client.get(address(evidence())).status_code == 403
    assert not AuditEvent.objects.filter(kind="evidence_downloaded").exists()


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (lambda row: on_disk(row).unlink(), "missing"),
        (lambda row: on_disk(row).write_bytes(PDF), "altered"),
        (lambda row: _replace(row, b"%PDF-1.7 another letter"), "altered"),
    ],
    ids=["missing", "plain", "another file, well encrypted"],
)
def test_a_file_that_is_not_what_it_was_is_not_given_and_all_are_told(editor, harm, fault):
    row = evidence()
    harm(row)

    answer = editor.get(address(row), follow=True)

    assert b"All staff are told" in answer.content
    assert FileAlarm.objects.get().fault == fault
    event = AuditEvent.objects.get(kind="evidence_altered")
    assert (event.by, event.detail) == (editor.user, {"fault": fault})
    index = editor.get(reverse("admin:index"))
    assert b"Missing or altered files" in index.content


def _replace(row, content):
    row.file.storage.delete(row.file.name)
    row.file.storage.save(row.file.name, ContentFile(content))


def test_an_alarm_goes_when_the_file_is_whole_again(editor):
    row = evidence()
    kept_elsewhere = on_disk(row).read_bytes()
    on_disk(row).unlink()
    editor.get(address(row))

    on_disk(row).write_bytes(kept_elsewhere)
    b"".join(editor.get(address(row)).streaming_content)

    assert not FileAlarm.objects.exists()


def test_all_kept_files_are_checked_at_once(capsys):
    evidence()
    broken = evidence(HTML, "page.html")
    on_disk(broken).write_bytes(b"")

    with pytest.raises(CommandError, match="1 of 2 kept files"):
        call_command("check_evidence")

    assert FileAlarm.objects.get().file == broken.file.name


def test_a_file_that_no_row_names_is_told(capsys, kept):
    row = evidence()
    row.file.storage.save("evidence/left-over.age", ContentFile(b"x"))

    call_command("check_evidence")

    assert "evidence/left-over.age: no row names this file" in capsys.readouterr().err


def test_a_new_key_takes_over_every_file_and_the_old_one_opens_none():
    row, old = evidence(), read_keys()

    call_command("rotate_evidence_key", verbosity=0)

    assert read_keys().identities != old.identities and len(read_keys().identities) == 1
    assert not row.file.storage.is_encrypted_to(row.file.name, old)
    call_command("check_evidence")


def test_a_change_of_keys_that_was_killed_goes_on():
    row, old = evidence(), read_keys()
    write_keys(key_file(), [new_identity(), str(old.identities[0])])
    new = str(read_keys().identities[0])

    call_command("rotate_evidence_key")

    assert [str(one) for one in read_keys().identities] == [new]
    assert row.file.storage.is_encrypted_to(row.file.name, read_keys())


def test_a_file_that_no_key_opens_stops_the_change_and_the_old_key_stays():
    row, old = evidence(), read_keys()
    on_disk(row).write_bytes(b"harmed")

    with pytest.raises(CommandError, match="the old key is still there"):
        call_command("rotate_evidence_key")

    assert str(old.identities[0]) in map(str, read_keys().identities)
