"""Sources, their kept files, and claims in the admin."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sources.models import CountClaim, Evidence, Source
from sources.tests.builders import make_claim, make_source
from sources.tests.forms import fields_of, messages_of
from tests.staff import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def send(client, address, **changes):
    return client.post(address, fields_of(client.get(address)) | changes)


def test_a_source_gets_a_key_of_its_own(editor):
    send(editor, reverse("admin:sources_source_add"), title="Test Daily, 9 August")

    assert Source.objects.get().key.startswith("test-daily-9-august-")


def test_a_kept_file_is_hashed_and_says_who_kept_it(editor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    source = make_source()
    file = SimpleUploadedFile("page.pdf", b"%PDF-1.7 a test page")

    answer = send(
        editor,
        reverse("admin:sources_source_change", args=[source.pk]),
        **{"evidence-0-file": file},
    )

    assert answer.status_code == 302, messages_of(answer)
    kept = Evidence.objects.get()
    assert kept.sha256 == hashlib.sha256(b"%PDF-1.7 a test page").hexdigest()
    assert kept.captured_by.username == "editor"
    assert kept.captured_at is not None


def test_a_source_derived_from_itself_is_refused(editor):
    source = make_source(title="Test Daily", key="test-daily")

    answer = send(
        editor,
        reverse("admin:sources_source_change", args=[source.pk]),
        derived_from="Test Daily (test-daily)",
    )

    assert "A source cannot be derived from itself." in messages_of(answer)


def test_a_claim_is_entered_with_what_it_is_about(editor):
    other = make_claim()

    answer = send(
        editor,
        reverse("admin:sources_countclaim_add"),
        value_stated="twice as many",
        about=other.record_id,
    )

    assert answer.status_code == 302, messages_of(answer)
    assert CountClaim.objects.get(value_stated="twice as many").about_id == other.record_id


@pytest.mark.parametrize("model", ["source", "organisation", "countclaim", "textpage", "record"])
def test_every_list_opens(editor, model):
    make_claim()

    assert editor.get(reverse(f"admin:sources_{model}_changelist")).status_code == 200


def test_a_record_is_not_deleted(editor):
    claim = make_claim()

    answer = editor.post(reverse("admin:sources_countclaim_delete", args=[claim.pk]))

    assert answer.status_code == 403
