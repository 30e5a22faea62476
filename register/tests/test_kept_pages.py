"""Pages kept for the next reader: the same to the byte, nobody's own, and never older than the register."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils import timezone

from prisoners.tests.builders import make_prisoner
from register.cached import read_stamp
from register.models import Identity, Redirect
from register.publishing import publish, withhold
from register.tests.builders import make_article, make_edition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_hosts(kept_as_in_production, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]


@pytest.fixture
def prisoner():
    prisoner = make_prisoner(display_name="Test Person 17")
    reviewer = get_user_model().objects.create_user("reviewer")
    publish([prisoner.public_id], by=reviewer)
    return prisoner


def test_a_kept_page_is_the_same_to_the_byte_and_asks_one_question(
    client, prisoner, django_assert_num_queries
):
    for path in ("/en/", "/en/prisoners/?q=Test", f"/be/prisoners/{prisoner.public_id}/"):
        first = client.get(path)
        with django_assert_num_queries(1):
            again = client.get(path)

        assert again.content == first.content
        assert dict(again.items()) == dict(first.items())
        assert again.status_code == 200


def test_a_name_that_is_withheld_is_gone_at_the_next_request(client, prisoner):
    pages = ["/en/prisoners/", f"/en/prisoners/{prisoner.public_id}/?known=1", "/en/find/?q=Test"]
    assert all(b"Test Person 17" in client.get(path, follow=True).content for path in pages)

    withhold(prisoner, reason="family")

    assert not any(b"Test Person 17" in client.get(path, follow=True).content for path in pages)


@pytest.mark.parametrize(
    "change",
    [
        lambda: make_edition(),
        lambda: make_article(),
        lambda: Identity.objects.update(born_on="1990"),
        lambda: Redirect.objects.create(public_id="RC-000001", into="RC-000002", edition_from=1),
    ],
)
def test_every_change_changes_the_stamp(prisoner, change):
    before = read_stamp()
    change()

    assert read_stamp() != before


def test_hosts_do_not_mix(client, prisoner):
    page = f"/en/prisoners/{prisoner.public_id}/"
    here = client.get(page).content
    there = client.get(page, headers={"host": "other.example"}).content
    secure = client.get(page, secure=True).content

    assert b"http://testserver/" in here
    assert b"http://other.example/" in there and b"testserver" not in there
    assert b"https://testserver/" in secure


def test_staff_see_what_everybody_sees_and_leave_nothing_of_theirs(client, prisoner):
    readers = client.get("/en/prisoners/").content
    client.force_login(get_user_model().objects.create_superuser("editor"))
    cache.clear()

    assert client.get("/en/prisoners/").content == readers
    client.logout()
    assert client.get("/en/prisoners/").content == readers


def test_a_new_day_is_a_new_page(client, prisoner, monkeypatch):
    today = client.get("/en/prisoners/").content
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2031, 5, 6))

    assert b"2031" in client.get("/en/prisoners/").content != today


def test_who_has_the_page_already_is_told_so_until_it_changes(client, prisoner):
    tag = client.get("/en/prisoners/")["ETag"]
    unchanged = client.get("/en/prisoners/", headers={"if-none-match": tag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")

    withhold(prisoner, reason="family")

    changed = client.get("/en/prisoners/", headers={"if-none-match": tag})
    assert changed.status_code == 200
    assert changed["ETag"] != tag


@pytest.mark.parametrize("path", ["/en/prisoners/?on=never", "/en/prisoners/RC-000000/"])
def test_what_was_not_found_or_understood_is_not_kept(client, prisoner, path):
    page = client.get(path)

    assert page.status_code >= 400
    assert "ETag" not in page


def test_how_a_question_is_written_makes_no_second_page(
    client, prisoner, django_assert_num_queries
):
    client.get("/en/prisoners/?q=Test%20Person")

    with django_assert_num_queries(1):
        client.get("/en/prisoners/?q=Test+Person")
