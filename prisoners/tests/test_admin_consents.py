"""Consents, seals and the photo on the screen of a person."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.kept.keys import new_identity, write_keys
from prisoners.models import Consent, Photo, Prisoner
from prisoners.tests.builders import make_prisoner
from prisoners.tests.pictures import GPS, SVG, moving, with_exif
from sources.models import Evidence
from sources.tests.forms import fields_of, messages_of
from tests.staff import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EVIDENCE_KEY_FILE = str(tmp_path / "key")
    write_keys(settings.EVIDENCE_KEY_FILE, [new_identity()])
    return tmp_path / "media"


@pytest.fixture
def page(client):
    client.force_login(make_editor())
    return reverse("admin:prisoners_prisoner_change", args=[make_prisoner().pk])


def send(client, page, **changes):
    return client.post(page, fields_of(client.get(page)) | changes)


def photo_of(content, name="me.jpg", **fields):
    file = SimpleUploadedFile(name, content)
    fields = {"upload": file, "credit": "Test Photographer", "licence": "CC BY 4.0"} | fields
    return {f"photo-0-{name}": value for name, value in fields.items()}


def test_a_consent_is_entered_with_its_paper(client, page, kept):
    paper = SimpleUploadedFile("signed.pdf", b"%PDF-1.7 signed by the mother")

    answer = send(
        client,
        page,
        **{
            "consents-0-given_by": "family",
            "consents-0-given_on": "May 2024",
            "consents-0-scope": ["name", "photo"],
            "consents-0-upload": paper,
        },
    )

    assert answer.status_code == 302, messages_of(answer)
    consent = Consent.objects.get()
    assert (consent.given_on, consent.scope) == ("2024-05", ["name", "photo"])
    assert consent.evidence.name == "signed.pdf"
    assert b"mother" not in b"".join(p.read_bytes() for p in kept.rglob("*.age"))


def test_a_consent_for_nothing_is_refused(client, page):
    answer = send(client, page, **{"consents-0-given_by": "family", "consents-0-given_on": "2024"})

    assert answer.status_code == 200
    assert not Consent.objects.exists()


def test_a_photo_is_drawn_anew_and_its_original_kept_as_it_came(client, page, kept):
    original = with_exif()

    answer = send(client, page, **photo_of(original))

    assert answer.status_code == 302, messages_of(answer)
    photo = Photo.objects.get()
    assert photo.original.record_id == photo.prisoner.public_id
    with photo.original.file.open() as file:
        assert file.read() == original
    with photo.file.open() as file:
        shown = file.read()
    assert shown.startswith(b"\xff\xd8\xff") and GPS.encode() not in shown
    assert (photo.width, photo.height) == (200, 300)
    assert b"data:image/jpeg;base64," in client.get(page).content


def test_another_photo_takes_its_place_and_the_first_original_stays(client, page):
    send(client, page, **photo_of(with_exif()))
    first = Photo.objects.get()

    send(client, page, **photo_of(with_exif(size=(400, 400))))

    second = Photo.objects.get()
    assert (second.pk, second.sha256 == first.sha256) == (first.pk, False)
    assert Evidence.objects.count() == 2


def test_a_credit_is_changed_without_another_photo(client, page):
    send(client, page, **photo_of(with_exif()))

    send(client, page, **{"photo-0-credit": "Somebody else"})

    assert Photo.objects.get().credit == "Somebody else"
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (photo_of(SVG, "me.svg"), "This is no photo: take a JPEG, PNG or WebP file."),
        (photo_of(SVG, "me.jpg"), "The file is called .jpg, and is page by its content."),
        (photo_of(moving("WEBP"), "me.webp"), "The picture moves."),
        (photo_of(with_exif(), credit=""), "This field is required."),
        (photo_of(with_exif(), basis="already_public"), "Say where the photo was published."),
        ({"photo-0-credit": "Me", "photo-0-licence": "CC0"}, "Choose the file."),
    ],
    ids=["svg", "svg called jpg", "moving", "no credit", "where", "no file"],
)
def test_a_photo_that_is_not_taken_is_said_and_leaves_nothing(client, page, kept, fields, sentence):
    answer = send(client, page, **fields)

    assert sentence in " ".join(messages_of(answer))
    assert not Photo.objects.exists() and not Evidence.objects.exists()
    assert not list(kept.rglob("*.age"))


def test_what_is_sealed_is_ticked_by_words_that_a_person_understands(client, page):
    shown = client.get(page).content.decode()
    assert "Address for letters" in shown and "Photo" in shown

    send(client, page, sealed_fields=["letters_address", "photo"], sealed_reason="Asked.")

    assert Prisoner.objects.get().sealed_fields == ["letters_address", "photo"]
