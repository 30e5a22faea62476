"""Staff import a spreadsheet from the list of what it holds."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from office.demo_users import make_groups
from prisoners.models import Facility
from register.models import Entry

pytestmark = pytest.mark.django_db
SHEET = b"facility_name,kind,city,country,source_ids\nTest Colony 1,penal colony,Minsk,BY,\n"


@pytest.fixture
def editor(client):
    make_groups()
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="editors"))
    client.force_login(user)
    return user


def upload(client, content):
    return client.post(
        reverse("admin:prisoners_facility_import"),
        {"import_file": SimpleUploadedFile("sheet.csv", content), "format": "0", "resource": "0"},
    )


def test_a_spreadsheet_is_previewed_before_anything_is_taken(client, editor):
    response = upload(client, SHEET)

    assert "Test Colony 1" in response.content.decode()
    assert not Facility.objects.exists()


def test_a_confirmed_spreadsheet_is_taken_and_published_nowhere(client, editor):
    form = upload(client, SHEET).context["confirm_form"]

    client.post(reverse("admin:prisoners_facility_process_import"), form.initial)

    assert Facility.objects.get().city == "Minsk"
    assert not Entry.objects.exists()


def test_a_sheet_that_is_no_text_is_refused_with_a_sentence(client, editor):
    response = upload(client, b"\xff\xfe\x00\x01\x02")

    assert response.status_code == 200
    assert not Facility.objects.exists()


def test_every_list_with_sheets_offers_to_import(client, editor):
    for name in (
        "sources_source",
        "sources_organisation",
        "sources_countclaim",
        "prisoners_prisoner",
        "prisoners_facility",
        "prisoners_court",
        "prisoners_context",
        "pardons_clemencyact",
    ):
        response = client.get(reverse(f"admin:{name}_import"))

        assert response.status_code == 200, name
