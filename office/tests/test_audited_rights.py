"""Who gave which right to whom stands in the audit log, however it was given."""

import pytest
from django.contrib.auth.models import Group, Permission, User

from core import seeing
from office.models import AuditEvent

pytestmark = pytest.mark.django_db


def told(about):
    events = AuditEvent.objects.filter(kind="permissions_changed", about=about).order_by("id")
    return [(event.by and event.by.username, event.detail) for event in events]


def test_a_role_that_is_given_and_taken_is_logged_with_who_did_it():
    administrator = User.objects.create(username="administrator")
    user, editors = User.objects.create(username="anna"), Group.objects.create(name="editors")

    with seeing.as_person(administrator.pk):
        user.groups.add(editors)
    user.groups.remove(editors)

    assert told("anna")[-2:] == [
        ("administrator", {"given": ["editors"]}),
        (None, {"taken": ["editors"]}),
    ]


def test_a_right_of_a_group_and_its_people_are_logged():
    group, user = Group.objects.create(name="team"), User.objects.create(username="anna")
    right = Permission.objects.get(codename="view_prisoner")

    group.permissions.add(right)
    group.permissions.clear()
    group.user_set.add(user)

    assert told("team") == [
        (None, {"given": ["prisoners.view_prisoner"]}),
        (None, {"taken": ["all"]}),
        (None, {"given": ["anna"], "of": "its people"}),
    ]


def test_an_account_that_becomes_a_superuser_or_is_closed_is_logged():
    user = User.objects.create(username="anna", is_staff=True)
    for change in ({"is_superuser": True}, {"is_active": False}, {"first_name": "Anna"}):
        for name, value in change.items():
            setattr(user, name, value)
        user.save()

    assert [detail for _by, detail in told("anna")][1:] == [
        {"is_superuser": True},
        {"is_active": False},
    ]
