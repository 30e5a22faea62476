"""The query string: which day, which edition; and what is refused, with which words."""

from datetime import UTC, date, datetime
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from register.asked import NotUnderstood, read_asked
from register.tests.builders import make_edition, make_entry

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 1)


def asked(query=""):
    return read_asked(QueryDict(query), today=TODAY)


def editions():
    """Edition 1 on 1 January at noon, edition 2 the next day at 22:30 UTC."""
    make_edition(number=1, published_at=datetime(2025, 1, 1, 12, tzinfo=UTC))
    make_edition(number=2, published_at=datetime(2025, 1, 2, 22, 30, tzinfo=UTC))


def test_without_a_question_it_is_today_and_the_latest_edition():
    editions()

    answer = asked()

    assert (answer.on, answer.known, answer.edition.number) == (TODAY, None, 2)
    assert not answer.is_pinned


def test_an_empty_register_has_no_edition():
    assert (asked().known, asked().edition, asked().edition_number) == (None, None, 0)


@pytest.mark.parametrize(
    ("known", "number"),
    [
        ("1", 1),
        ("2", 2),
        ("2025-01-01", 1),
        ("2025-01-02", 2),
        ("2025-01-02T22:29", 1),
        ("2025-01-02T22:30", 2),
        ("2025-01-03T00:29+02:00", 1),
        ("2025-01-03T00:30+02:00", 2),
    ],
)
def test_an_edition_is_asked_by_number_by_moment_or_by_the_end_of_a_day(known, number):
    editions()

    assert asked(urlencode({"known": known})).known == number


def test_the_end_of_a_day_is_that_of_the_registers_time_zone(settings):
    settings.TIME_ZONE = "Europe/Vilnius"  # edition 2 is of 3 January there
    editions()

    assert asked("known=2025-01-02").known == 1
    assert asked("known=2025-01-03").known == 2


def test_a_plus_that_was_not_escaped_is_a_plus():
    editions()

    assert asked("known=2025-01-03T00:29+02:00").known == 1


def test_only_an_older_edition_is_past():
    editions()

    assert asked("known=1").is_past
    assert not asked("known=2").is_past
    assert asked("known=2").is_pinned


@pytest.mark.parametrize(
    ("query", "field", "says"),
    [
        ("on=2021-02-30", "on", "not a day of the calendar"),
        ("on=2021", "on", "not a day of the calendar"),
        ("on=%D9%A2%D9%A0%D9%A2%D9%A1-01-01", "on", "not a day of the calendar"),
        ("on=0000-01-01", "on", "not a day of the calendar"),
        ("on=9999-12-31", "on", "between the years"),
        ("on=2021-01-01%00", "on", "no text can have"),
        ("known=0", "known", "numbered from 1"),
        ("known=3", "known", "The latest is 2"),
        ("known=" + "9" * 400, "known", "The latest is 2"),
        ("known=-1", "known", "neither the number of an edition nor a moment"),
        ("known=abc", "known", "neither the number of an edition nor a moment"),
        ("known=2025-13-01", "known", "neither the number of an edition nor a moment"),
        ("known=2024-12-31", "known", "The first edition is of 1 January 2025"),
        ("known=0001-01-01T00:00%2B14:00", "known", "The first edition is of"),
        ("known=9999-12-31", "known", "has not come"),
        ("known=9999-12-31T23:59-23:59", "known", "has not come"),
        ("lang=xx", "lang", "not a language of this register"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_reason(query, field, says):
    editions()

    with pytest.raises(NotUnderstood) as refused:
        asked(query)

    assert (refused.value.field, says in refused.value.message) == (field, True)


def test_asking_an_empty_register_for_an_edition_is_refused():
    with pytest.raises(NotUnderstood, match="Nothing has been published yet"):
        asked("known=1")


# --- on pages -----------------------------------------------------------------------------------


def pages():
    person = make_entry().public_id
    return ["", f"prisoners/{person}/", "pardons/", "deaths/", "facilities/", "about/method/"]


@pytest.mark.parametrize("query", ["on=2021-02-30", "known=999999", "known=abc", "known=0"])
def test_every_page_says_beside_the_field_what_is_wrong(client, query):
    make_edition()
    field = query.partition("=")[0]

    for page in pages():
        answer = client.get(f"/en/{page}?{query}")

        assert answer.status_code == 400
        shown = answer.content.decode()
        assert f'name="{field}"' in shown
        assert shown.count('aria-invalid="true"') == 1


def test_a_page_of_a_named_edition_is_kept_out_of_search_engines(client):
    make_edition()

    pinned, latest = client.get("/en/?known=1"), client.get("/en/")

    assert pinned["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in pinned.content.decode()
    assert "X-Robots-Tag" not in latest
    assert "noindex" not in latest.content.decode()


def test_a_past_edition_says_so_and_leads_to_today(client):
    make_edition(number=1)
    make_edition(number=2)

    past = client.get("/en/deaths/?known=1&on=2024-12-09").content.decode()

    assert "As known at edition 1" in past
    assert 'href="/en/deaths/?on=2024-12-09"' in past
    assert "As known at edition 2" not in client.get("/en/deaths/?known=2").content.decode()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/xx/", 404),
        ("/en/prisoners/RC-000000/", 404),
        ("/en/prisoners/rc-000000/", 404),
        ("/en/prisoners/RC-00000O/", 404),
        ("/en/prisoners/%00/", 404),
        ("/en/pardons/CA-000000/", 404),
        ("/en/facilities/99999999999999999999999999/", 404),
        ("/en/courts/-1/", 404),
        ("/en/about/no-such-text/", 404),
        ("/en/pardons/?from=2021-02-30", 400),
        ("/en/pardons/?from=2025-01-01&to=2024-01-01", 400),
        ("/en/pardons/?kind=mercy", 400),
        ("/en/pardons/?from=%00", 400),
        ("/en/?" + "&".join(f"a{n}=1" for n in range(10_000)), 400),
    ],
)
def test_bad_addresses_are_answered_and_never_a_fault(client, address, status):
    client.raise_request_exception = False

    answer = client.get(address)

    assert answer.status_code == status
    assert "<h1>" in answer.content.decode()
