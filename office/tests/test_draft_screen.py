"""A profile drafted from an uploaded file, finished and saved in the admin."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from office.models import Import, ImportProfile
from office.tests.uploads import read
from tests.staff import make_editor

pytestmark = pytest.mark.django_db
SHEET = "Нумар,Імя,Пол\n7,Test Person Alpha,ж\n9,Test Person Beta,мужик\n".encode()


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


def draft(client, content, name="Спіс 2024.csv"):
    file = {"file": SimpleUploadedFile(name, content)} if content is not None else {}
    return client.post(reverse("admin:office_import_draft"), file)


def test_the_page_of_uploads_offers_to_draft_a_profile(client, editor):
    page = client.get(reverse("admin:office_import_upload")).content.decode()

    assert f'formaction="{reverse("admin:office_import_draft")}"' in page


def test_a_draft_is_shown_and_nothing_is_kept(client, editor):
    page = draft(client, SHEET).content.decode()

    assert "2 lines were looked at" in page
    assert "&quot;мужик&quot; = &quot;&quot;" in page
    assert not ImportProfile.objects.exists()
    assert not Import.objects.exists()


def test_a_draft_that_is_saved_reads_the_file(client, editor):
    answer = draft(client, SHEET)
    said = {"name": answer.context["name"], "text": answer.context["draft"].text}

    client.post(reverse("admin:office_importprofile_add"), said)
    imported = read(client, SHEET, profile="2024")

    assert imported.counts["new"] == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "This field is required."), (b"", "is empty"), (b"\0" * 50, "")],
)
def test_a_file_that_cannot_be_read_is_refused_beside_it(client, editor, content, sentence):
    answer = draft(client, content)

    assert answer.status_code == 400
    assert sentence in answer.context["form"].errors["file"][0]


def test_a_large_file_is_drafted_on_the_server(client, editor, settings):
    settings.IMPORT_AT_ONCE_BYTES = 10

    answer = draft(client, SHEET)

    assert "manage.py draft_profile" in answer.context["form"].errors["file"][0]


def test_who_may_not_write_profiles_drafts_none(client):
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="run_import"))
    client.force_login(user)

    assert draft(client, SHEET).status_code == 403
    assert (
        "draft-a-profile" not in client.get(reverse("admin:office_import_upload")).content.decode()
    )
