"""Numbers in texts: counted for the page's day and edition, refused when wrong, never printed wrong."""

import logging

import pytest
from django.core.exceptions import ValidationError

from core import live_numbers
from register.alerts import alert_staff
from register.models import Alert, PageEntry
from register.tests.builders import PUBLISHED_AT, make_edition, make_entry
from reports.catalogue import REPORTS
from reports.tests.builders import ask, held
from sources.models import TextPage

pytestmark = pytest.mark.django_db


def make_page(body, **fields):
    return PageEntry.objects.create(
        **{
            "public_id": "TP-000001",
            "edition_from": 1,
            "digest": "x",
            "published_at": PUBLISHED_AT,
            "slug": "method",
            "language": "en",
            "title": "Test",
            "body": body,
        }
        | fields
    )


def two_held_one_of_them_since_edition_two():
    make_edition(number=1)
    make_edition(number=2)
    held("2021-01-01", entry=make_entry(sex="female"))
    held("2021-01-01", entry=make_entry(edition_from=2, sex="male"), edition_from=2)


def read(client, query=""):
    return client.get(f"/en/about/method/{query}").content.decode()


def test_a_number_is_counted_when_the_page_is_read_and_leads_to_its_report(client):
    two_held_one_of_them_since_edition_two()
    make_page("Now {{ situation-today }} are held.")

    page = read(client, "?on=2024-12-09")

    assert "2 people</a> are held" in page
    assert '<a href="/en/reports/situation-today/?on=2024-12-09&amp;known=2"' in page


def test_filters_another_figure_and_a_bare_number(client):
    two_held_one_of_them_since_edition_two()
    make_page("{{ situation-today sex=female as=number }} and {{ situation-today.died }}")

    page = read(client)

    assert ">1</a> and" in page
    assert ">0 people</a>" in page


def test_the_number_follows_the_edition_of_the_page(client):
    two_held_one_of_them_since_edition_two()
    make_page("Now {{ situation-today }}.")

    assert "1 person" in read(client, "?known=1")
    assert "2 people" in read(client, "?known=2")


def test_a_placeholder_can_name_its_own_day_and_edition(client):
    two_held_one_of_them_since_edition_two()
    make_page("Then {{ situation-today on=2020-01-01 known=1 }}.")

    assert "0 people" in read(client, "?known=2")


@pytest.mark.parametrize(
    ("placeholder", "why"),
    [
        ("{{ nothing-like-it }}", "There is no measure"),
        ("{{ situation-today.weather }}", "has no figure"),
        ("{{ situation-today colour=red }}", "colour"),
        ("{{ situation-today on=soon }}", "not a day of the calendar"),
        ("{{ situation-today female }}", "not of the form name=value"),
        ("{{ 1+1 }}", "Write the name of a measure"),
        ("{{}}", "Write the name of a measure"),
    ],
)
def test_a_text_with_a_wrong_placeholder_is_refused_when_it_is_saved(placeholder, why):
    make_edition()

    with pytest.raises(ValidationError, match=why):
        TextPage(slug="test", title="Test", body=f"Now {placeholder}.").clean()


def test_too_many_numbers_are_refused():
    make_edition()

    with pytest.raises(ValidationError, match="at most 50"):
        TextPage(slug="test", title="Test", body="{{ situation-today }}" * 51).clean()


def test_a_number_that_cannot_be_had_is_left_out_and_staff_are_alerted(client, caplog, monkeypatch):
    make_edition()
    make_page("Now {{ situation-today }} are held.")

    def fails(question):
        raise ZeroDivisionError

    monkeypatch.setattr("reports.kept.kept_answer", fails)
    monkeypatch.setattr("reports.live.kept_answer", lambda report, question: fails(question))
    with caplog.at_level(logging.ERROR, logger="rollcall.alerts"):
        page = read(client)

    assert "Now  are held" in page.replace("\n", "")
    assert "situation-today" in caplog.text
    assert list(Alert.objects.values_list("kind", "place")) == [
        ("text", "TP-000001 {{ situation-today }}")
    ]


def test_staff_find_the_text_whose_number_is_missing(admin_client):
    alert_staff(Alert.Kind.TEXT, "TP-000001 {{ situation-today }}", 1)

    page = admin_client.get("/admin/register/alert/").content.decode()

    assert 'href="/admin/sources/textpage/?q=TP-000001"' in page


def test_a_text_is_not_a_template_and_its_markup_is_harmless(client):
    make_edition()
    make_page("{{ situation-today on=<script>alert(1)</script> }} {% now 'Y' %}")

    page = read(client)

    assert "<script>alert" not in page
    assert "{% now" in page


@pytest.mark.parametrize("slug", sorted(REPORTS))
def test_every_figure_of_a_report_has_a_name_of_its_own(slug):
    make_edition()
    held("2021-01-01", entry=make_entry())
    report = REPORTS[slug]

    names = [headline.name for headline in report.answer(ask(report)).headlines]

    assert len(names) == len(set(names))
    assert all(names[1:])


def test_the_home_page_shows_its_text_and_the_latest_news(client):
    two_held_one_of_them_since_edition_two()
    make_page("Today {{ situation-today }} are held.", slug="home", public_id="TP-000002")
    for number in range(4):
        make_page(
            "Test", slug=f"news-{number}", title=f"Note {number}", public_id=f"TP-00001{number}"
        )

    home = client.get("/en/?on=2024-12-09").content.decode()
    news = client.get("/en/news/").content.decode()

    assert "2 people</a> are held" in home
    assert home.count("Note ") == 3
    assert news.count("Note ") == 4


def test_a_check_answers_without_a_page():
    make_edition()

    live_numbers.check("Now {{ situation-today }}.")


def test_a_page_on_which_a_number_is_missing_is_not_kept(
    client, kept_as_in_production, monkeypatch
):
    two_held_one_of_them_since_edition_two()
    make_page("Now {{ situation-today }} are held.")
    with monkeypatch.context() as broken:
        broken.setattr("reports.live.kept_answer", lambda *_: 1 / 0)
        assert "people</a> are held" not in read(client)

    assert "2 people</a> are held" in read(client)
