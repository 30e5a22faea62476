"""Who may do what with an import."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from office.models import Import
from office.tests.uploads import DEAD, ONE, read, receipt, sheet, to, write

pytestmark = pytest.mark.django_db


SEEN = ["receipt"]
DONE = ["write", "drop", "undo", "submit", "accept"]


def staff(client, *permissions):
    user = User.objects.create_user("somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)


def answers(client, imported):
    """{screen: status} of every screen and step, asked and done."""
    found = {"upload": client.get(reverse("admin:office_import_upload")).status_code}
    found["blank"] = client.get(reverse("admin:office_import_blank")).status_code
    refused = client.get(to("refused", imported, "refused", "csv"))
    b"".join(refused)  # reading it to the end closes the file
    found["refused"] = refused.status_code
    found["receipt"] = client.get(to("receipt", imported)).status_code
    found |= {step: client.post(to(step, imported)).status_code for step in DONE}
    found["decide"] = client.post(to("decide", imported, 2), {"become": "drop"}).status_code
    found["batch"] = client.post(
        reverse("admin:office_review_draw_import", args=[imported.pk])
    ).status_code
    return found


def test_whoever_has_no_right_sees_and_does_nothing(client, importer):
    imported = read(client, sheet(ONE, DEAD))
    staff(client, "change_prisoner", "view_prisoner", "change_importprofile")

    assert set(answers(client, imported).values()) == {403}
    assert Import.objects.get().state == "ready"


def test_whoever_may_look_does_nothing(client, importer):
    imported = read(client, sheet(ONE, DEAD))
    staff(client, "view_import")

    found = answers(client, imported)

    assert {name for name, status in found.items() if status == 200} == {"receipt", "refused"}
    assert {status for name, status in found.items() if name not in ("receipt", "refused")} == {403}


def test_who_may_not_change_people_does_not_send_them_to_review(client, importer):
    imported = write(client, read(client, sheet(ONE)))
    staff(client, "run_import", "view_import")

    assert "to review" not in receipt(client, imported)
    assert client.post(to("submit", imported)).status_code == 403


def test_nobody_who_is_not_signed_in_sees_anything(client, importer):
    imported = read(client, sheet(ONE))
    client.logout()

    for screen in (to("receipt", imported), reverse("admin:office_import_upload")):
        assert client.get(screen).status_code == 302


def test_steps_are_not_taken_by_following_a_link(client, importer):
    imported = read(client, sheet(ONE, DEAD))

    for step in ("submit", "accept"):
        assert client.get(to(step, imported)).status_code == 405
    assert client.get(to("decide", imported, 3)).status_code == 405
