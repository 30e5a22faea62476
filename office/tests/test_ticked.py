"""What is ticked in a list of the office: rows, or nothing happens and a sentence says so."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from prisoners.models import Tag
from prisoners.tests.builders import make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser(client):
    client.force_login(User.objects.create_superuser("all"))


@pytest.mark.parametrize("ticked", ["", "name", "-1", "9" * 30, "1\0", "１"])
def test_what_can_be_no_row_changes_nothing(client, superuser, ticked):
    make_tag()
    page = reverse("admin:prisoners_tag_changelist")

    answer = client.post(
        page, {"action": "delete_selected", "_selected_action": ticked, "post": "yes"}
    )

    assert (answer.status_code, answer.url) == (302, page)
    assert Tag.objects.count() == 1


def test_every_list_of_ours_looks_at_what_is_ticked():
    plain = [
        model._meta.label
        for model, registered in admin.site._registry.items()
        if "core.admin.lists" not in {base.__module__ for base in type(registered).__mro__}
    ]

    assert plain == ["django_tasks_database.DBTaskResult"]
