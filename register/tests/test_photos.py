"""Photos in public: there while the person is shown, gone at once when they are not."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from prisoners.models import Prisoner
from prisoners.tests.builders import make_consent, make_prisoner
from prisoners.tests.pictures import GPS, kept_photo, with_exif
from register.models import Photo
from register.publishing import PublishRefused, digests, publish, rehearse, withdraw, withhold

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def reviewer():
    return get_user_model().objects.create_user("reviewer")


@pytest.fixture
def person():
    """Somebody with a photo, and consent for it."""
    person = make_prisoner(display_name="Test Person 17")
    make_consent(prisoner=person, scope=["photo"])
    kept_photo(with_exif(), prisoner=person, description="A green square.")
    return person


@pytest.fixture
def address(person, reviewer):
    publish([person.public_id], by=reviewer)
    return Photo.objects.get().address


def page_of(client, person):
    return client.get(reverse("register:person", args=[person.public_id])).content.decode()


def test_a_published_person_is_shown_with_photo_credit_and_licence(client, person, address):
    page = page_of(client, person)

    assert f'<img src="{address}" width="200" height="300" loading="lazy"' in page
    assert 'alt="A green square."' in page
    assert "Photo: Test Photographer, CC BY 4.0" in page


def test_the_photo_comes_from_this_site_without_what_the_file_said_besides(client, address):
    answer = client.get(address)

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer.content == bytes(Photo.objects.get().content)
    assert GPS.encode() not in answer.content and b"informant" not in answer.content
    assert "sandbox" in answer["Content-Security-Policy"]
    assert not answer.cookies


def test_who_has_it_asks_again_and_gets_no_bytes(client, address):
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "no-cache"
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "hide",
    [
        lambda person: withdraw(person.public_id, reason="risk"),
        lambda person: withhold(person, reason="At risk."),
        lambda person: Prisoner.objects.update(
            sealed_fields=["photo"], sealed_reason="Asked by the family."
        ),
    ],
    ids=["withdrawn", "withheld", "sealed"],
)
def test_hiding_takes_the_photo_away_at_once(client, person, address, hide):
    hide(person)

    answer = client.get(address, headers={"If-None-Match": f'"{address[8:72]}"'})
    assert answer.status_code == 404
    assert not Photo.objects.exists()
    assert "<img" not in page_of(client, person)


def test_a_sealed_photo_and_one_of_somebody_withheld_are_not_published(person, reviewer):
    Prisoner.objects.update(sealed_fields=["photo"], sealed_reason="Asked by the family.")
    child = make_prisoner(born_on="2020")
    kept_photo(prisoner=child)

    publish([person.public_id, child.public_id], by=reviewer)

    assert not Photo.objects.exists()


def test_a_photo_by_consent_needs_one_that_is_in_force(person, reviewer):
    person.consents.update(withdrawn_on="2025-01-01")

    with pytest.raises(PublishRefused, match="consent for the photo is missing, or over"):
        publish([person.public_id], by=reviewer)


def test_a_photo_that_was_public_before_needs_no_consent(person, reviewer):
    person.consents.all().delete()
    type(person.photo).objects.update(basis="already_public", found_at="https://news.example/1")

    publish([person.public_id], by=reviewer)

    assert Photo.objects.get().found_at == "https://news.example/1"


def test_another_credit_is_another_digest(person):
    before = digests([person.public_id])
    type(person.photo).objects.update(credit="Somebody else")

    assert digests([person.public_id]) != before


def test_a_photo_whose_file_was_altered_is_not_published(person, reviewer):
    photo = person.photo
    with open(photo.file.path, "wb") as file:
        file.write(b"\xff\xd8\xff\xe0 another picture")

    with pytest.raises(PublishRefused, match="Upload the photo again"):
        publish([person.public_id], by=reviewer)
    with pytest.raises(PublishRefused):
        rehearse(person.public_id, lambda edition: None)
    assert not Photo.objects.exists()


@pytest.mark.parametrize("sha256", ["0" * 64, "a" * 63])
def test_an_address_that_nobody_has_is_not_found(client, sha256):
    assert client.get(f"/photos/{sha256}.jpg").status_code == 404
