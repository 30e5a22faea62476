"""The first page, deaths, places, courts, articles, officials and texts, on published rows."""

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from register.asked import read_asked
from register.figures import Figure
from register.models import Death, Official, PageEntry, Stay
from register.readers.catalogue import read_facility
from register.readers.situation import read_situation
from register.readers.text_pages import in_html
from register.tests.builders import (
    PUBLISHED_AT,
    make_article,
    make_citation,
    make_contact,
    make_court,
    make_detention,
    make_edition,
    make_entry,
    make_facility,
    make_official,
    make_part,
    make_public_id,
    make_span,
    make_verdict,
)

pytestmark = pytest.mark.django_db
DAY = "on=2024-12-09"


@pytest.fixture(autouse=True)
def edition():
    make_edition()


def asked(query=DAY):
    return read_asked(QueryDict(query))


def make_death(**fields):
    entry = fields.pop("entry", None) or make_entry(
        died_earliest=date(2023, 7, 11), died_latest=date(2023, 7, 11), death_class="in_facility"
    )
    return make_part(Death, {"entry": entry, "died_on": "2023-07-11"}, fields)


def make_stay(facility, *, status="in_custody", entry=None, **fields):
    entry = entry or make_entry(status=status, facilities=[facility.pk])
    fields = {"detention": fields.pop("detention", None) or make_detention(entry=entry)} | fields
    return make_part(Stay, {"entry": entry, "facility": facility, "began_on": "2021"}, fields)


def make_page(**fields):
    return PageEntry.objects.create(
        **{
            "public_id": make_public_id(),
            "edition_from": 1,
            "digest": "",
            "published_at": PUBLISHED_AT,
            "slug": "method",
            "title": "Test Method",
            "body": "Test body",
        }
        | fields
    )


# --- the situation ------------------------------------------------------------------------------


def test_held_is_a_pair_and_says_for_how_many_custody_is_presumed():
    make_span(presumed_from=date(2024, 12, 9))
    make_span(presumed_from=date(2024, 12, 10))
    make_entry(status="maybe_in_custody")
    make_entry(status="released")

    situation = read_situation(asked())

    assert (situation.held, situation.presumed) == (Figure(2, 3), 1)
    assert situation.recorded == 4


def test_the_longest_silences_come_first_and_only_of_those_who_may_be_held():
    for name, status, day in [
        ("Silent", "in_custody", "2023-01-01"),
        ("Heard", "maybe_in_custody", "2024-12-01"),
        ("Free", "released", "2022-01-01"),
    ]:
        make_contact(entry=make_entry(name=name, status=status), happened_on=day)

    silences = read_situation(asked()).silences

    assert [(s.person.name, s.days.at_least) for s in silences] == [("Silent", 708), ("Heard", 8)]


def test_deaths_in_custody_leave_open_what_the_sources_leave_open():
    certain = make_entry(
        status="died_in_custody", died_earliest=date(2023, 1, 1), death_class="in_facility"
    )
    make_entry(status="died", died_earliest=date(2023, 1, 1), death_class="unknown")
    make_entry(status="died", died_earliest=date(2023, 1, 1), death_class="after_release")

    assert certain.pk
    assert read_situation(asked()).died == Figure(1, 2, "deaths")


def test_an_empty_register_has_a_first_page(client):
    page = client.get("/en/").content.decode()

    assert "Nobody" not in page
    assert "No contact with anybody held is recorded." in page


# --- places -------------------------------------------------------------------------------------


def present(facility, query=DAY):
    return read_facility(facility, asked(query)).present.total


def test_who_is_held_and_stayed_there_last_is_there():
    facility = make_facility()
    make_stay(facility)

    assert present(facility) == Figure(1, 1)


def test_who_is_maybe_held_or_whose_stay_has_no_date_is_maybe_there():
    facility = make_facility()
    make_stay(facility, status="maybe_in_custody")
    make_stay(facility, began_on="")

    assert present(facility) == Figure(0, 2)


def test_who_was_moved_or_freed_is_not_there():
    facility = make_facility()
    moved = make_stay(facility)
    make_stay(make_facility(), entry=moved.entry, detention=moved.detention, began_on="2023")
    make_stay(facility, ended_on="2024-12-08")
    make_stay(facility, status="released")

    assert present(facility) == Figure(0, 0)
    assert present(facility, "on=2022-06-01") == Figure(2, 2)


def test_a_move_within_the_month_leaves_both_places_possible():
    first, second = make_facility(), make_facility()
    stay = make_stay(first)
    make_stay(second, entry=stay.entry, detention=stay.detention, began_on="2024-12")

    assert (present(first), present(second)) == (Figure(0, 1), Figure(0, 1))


def test_a_facility_names_its_dead(client):
    facility = make_facility()
    make_death(facility=facility, entry=None)

    page = client.get(f"/en/facilities/{facility.pk}/?{DAY}")

    assert [line.row.facility for line in page.context["page"].deaths] == [facility]


# --- courts, articles, officials ----------------------------------------------------------------


def test_catalogues_list_what_entries_name_with_how_many_people(client):
    court, unused = make_court(), make_court()
    article = make_article()
    make_entry(courts=[court.pk], articles=[article.pk])
    make_entry(courts=[court.pk])

    courts = client.get("/en/courts/").context["listed"]
    articles = client.get("/en/articles/").context["listed"]

    assert [(line.row, line.people) for line in courts] == [(court, Figure(2, 2))]
    assert [(line.row, line.people) for line in articles] == [(article, Figure(1, 1))]
    assert client.get(f"/en/courts/{unused.pk}/").status_code == 200


def test_an_official_is_shown_with_those_whom_they_tried_and_their_reply(client):
    judge = Official.objects.create(id=1, name="Test Judge", reply="Test reply")
    entry = make_entry(name="Test Person 17")
    make_verdict(entry=entry, judge=judge)
    make_verdict(entry=entry, judge=judge)
    make_citation(public_id=entry.public_id)

    listed = client.get("/en/officials/").context["listed"]
    page = client.get("/en/officials/1/").content.decode()

    assert [line.people for line in listed] == [Figure(1, 1)]
    assert "Test Person 17" in page
    assert "Test reply" in page


def test_an_official_whom_no_source_stands_behind_has_no_page(client):
    judge = make_official()
    make_verdict(judge=judge)

    assert client.get("/en/officials/").context["listed"] == []
    assert client.get(f"/en/officials/{judge.pk}/").status_code == 404


@pytest.mark.parametrize("address", ["", "deaths/", "facilities/", "facilities/7/", "courts/7/"])
def test_more_rows_ask_no_more_questions(client, address):
    facility, court = make_facility(id=7), make_court(id=7)

    def add():
        entry = make_entry(
            status="in_custody",
            facilities=[facility.pk, make_facility().pk],
            courts=[court.pk, make_court().pk],
            died_earliest=date(2023, 7, 11),
            death_class="in_facility",
        )
        make_stay(facility, entry=entry)
        make_death(entry=entry, facility=facility)
        make_contact(entry=entry)

    add()
    client.get(f"/en/{address}")
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/en/{address}?{DAY}").status_code == 200
        counts.append(len(queries))
        for _person in range(4):
            add()

    assert counts[0] == counts[1] <= 22


# --- texts --------------------------------------------------------------------------------------


def test_a_text_page_is_markdown_without_anything_that_runs_or_loads():
    html = in_html(
        "## Rules\n\n<script>alert(1)</script>\n\n![x](https://elsewhere.example/x.png) "
        "[a](javascript:alert(1)) [b](https://example.org)"
    )

    assert "<h2>Rules</h2>" in html
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="https://example.org"' in html


def test_a_text_stands_in_the_readers_language_else_in_the_registers_own(client):
    make_page(title="How we count")
    make_page(title="Як мы лічым", language="be")

    titles = [client.get(f"/{code}/about/method/").context["title"] for code in ("en", "be", "ru")]

    assert titles == ["How we count", "Як мы лічым", "How we count"]


def test_the_notice_of_a_sample_stands_on_every_page_while_it_is_published(client):
    without = client.get("/en/deaths/").content.decode()
    make_page(slug="sample", title="A sample with known limits")

    assert "A sample with known limits" not in without
    for address in ("", "deaths/", "pardons/", "about/method/", "prisoners/RC-000000/"):
        assert "A sample with known limits" in client.get(f"/en/{address}").content.decode()


def test_the_method_has_an_address_before_it_is_written(client):
    page = client.get("/en/about/method/")

    assert page.status_code == 200
    assert "has not been published yet" in page.content.decode()
