"""The links above the list of a working table: in by its profile, out by the export."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from office.importing import profiles
from office.importing.targets import TABLES
from office.tests.test_exporting import log_in
from tests.staff import make_editor

pytestmark = pytest.mark.django_db

LISTED = [(name, model) for name, model in TABLES.items() if model in admin.site._registry]


def list_of(client, model):
    return client.get(reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist"))


@pytest.mark.parametrize(("name", "model"), LISTED, ids=[name for name, _model in LISTED])
def test_the_link_above_a_list_opens_the_import_with_its_profile_chosen(client, name, model):
    client.force_login(make_editor())
    profile = f"table-{name.replace('_', '-')}"

    link = f"{reverse('admin:office_import_upload')}?profile={profile}"
    assert f'href="{link}"' in list_of(client, model).content.decode()

    page = client.get(link).content.decode()
    assert f'<option value="{profile}" selected>' in page
    assert profiles.load(profile).rows == name


def test_whoever_may_not_import_has_no_link(client):
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(
        Permission.objects.filter(codename__in=["view_prisoner", "export_confidential"])
    )
    client.force_login(reader)

    page = list_of(client, TABLES["prisoners"]).content.decode()

    assert reverse("admin:office_import_upload") not in page
    assert reverse("admin:prisoners_prisoner_export") in page


def test_a_table_that_no_file_fills_has_no_link(client):
    client.force_login(make_editor())

    page = client.get(reverse("admin:sources_textpage_changelist")).content.decode()

    assert "?profile=" not in page


def test_an_export_of_rows_that_cannot_be_asked_for_is_not_found(client):
    log_in(client, "reviewers")

    answer = client.get(reverse("admin:prisoners_prisoner_export") + "?nonsense=1")

    assert answer.status_code == 404
