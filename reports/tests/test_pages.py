"""The pages, pictures and CSV files of all reports: what they show, refuse and keep."""

import csv
import io
from xml.etree import ElementTree

import pytest

from register.models import Identity
from register.tests.builders import (
    make_article,
    make_charge,
    make_contact,
    make_court,
    make_edition,
    make_entry,
    make_term,
    make_verdict,
)
from register.tests.derived import derive
from reports.catalogue import REPORTS
from reports.tests.builders import held, make_condition, make_death, make_recognition

pytestmark = pytest.mark.usefixtures("kept_as_in_production")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def prisoner():
    make_edition()
    entry = make_entry(name="Test Person 17")
    held("2021-01-01", "2024-01-01", entry=entry)
    held("2024-01-01", entry=entry, status="maybe_in_custody")
    make_contact(entry=entry, happened_on="2023-02-09")
    make_condition(entry=entry, began_on="2023-02", is_open=True)
    make_recognition(entry=entry)
    make_death(died_on="2021-05-21")
    make_charge(entry=entry, article=make_article())
    make_verdict(entry=entry, court=make_court(), prison="term", prison_days=1096)
    make_term(2, entry=entry)
    derive()
    return entry


def rows(response):
    return list(csv.reader(io.StringIO(response.content.decode())))


def test_the_index_lists_every_report_with_its_question(client, prisoner):
    page = client.get("/en/reports/").content.decode()

    for report in REPORTS.values():
        assert f'href="/en/reports/{report.slug}/"' in page
        assert str(report.asks) in page


@pytest.mark.parametrize("slug", REPORTS)
@pytest.mark.parametrize("query", ["", "?on=2024-12-09", "?on=1990-01-01&known=1"])
def test_every_report_answers(client, prisoner, slug, query):
    page = client.get(f"/en/reports/{slug}/{query}")

    assert page.status_code == 200
    assert len(page.content) < 100_000
    assert not page.cookies
    assert "known=1" in page.context["permalink"]
    assert client.get(f"/reports/{slug}.csv{query}").status_code == 200


@pytest.mark.parametrize("slug", REPORTS)
def test_every_report_answers_when_nothing_is_published(client, slug):
    assert client.get(f"/en/reports/{slug}/").status_code == 200


@pytest.mark.parametrize("slug", REPORTS)
def test_every_table_is_a_csv_file(client, prisoner, slug):
    page = client.get(f"/en/reports/{slug}/?on=2024-12-09")

    for table, shown in page.context["tables"]:
        file = rows(client.get(f"/reports/{slug}.csv?on=2024-12-09&table={table.name}"))
        assert len(file) == len(shown) + 1
        assert len(set(file[0])) == len(file[0])


@pytest.mark.parametrize(
    "query",
    [
        "on=2024-13-01", "on=2025-02-30", "known=99", "known=x", "sex=purple", "sxe=female",
        "scope=99999", "country=Belarus", "table=none", "on=%00", "age_from=-1",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_with_a_reason(client, prisoner, query):
    data = client.get(f"/reports/situation-today.csv?{query}")

    assert data.status_code == 400
    assert data.content.decode().startswith(query.split("=")[0].removesuffix("_from"))


@pytest.mark.parametrize(
    ("slug", "query"),
    [
        ("held-over-time", "from=2024-02-01&to=2024-01-01"),
        ("held-over-time", "on=2024-01-01&to=2024-01-02"),
        ("in-and-out", "from=1937-01-01"),
        ("silence", "days=-1"),
        ("silence", "days=99999999999"),
        ("silence", "days=abc"),
    ],
)
def test_impossible_periods_and_numbers_are_refused_on_the_page_too(client, prisoner, slug, query):
    page = client.get(f"/en/reports/{slug}/?{query}")

    assert page.status_code == 400
    assert 'aria-invalid="true"' in page.content.decode()


@pytest.mark.parametrize("path", ["/en/reports/none/", "/reports/none.csv", "/en/reports/none.svg"])
def test_there_is_no_other_report(client, prisoner, path):
    assert client.get(path).status_code == 404


def test_a_figure_takes_two_columns_in_the_csv(client, prisoner):
    file = rows(client.get("/reports/situation-today.csv?on=2024-12-09"))

    assert file[:2] == [
        ["status", "of_whom", "people_at_least", "people_at_most", "presumed"],
        ["in_custody", "", "0", "1", "0"],
    ]


def test_a_name_withheld_after_the_answer_was_kept_is_not_shown(client, prisoner):
    address = "/en/reports/situation-today/?on=2024-12-09"
    assert "Test Person 17" in client.get(address).content.decode()

    Identity.objects.filter(pk=prisoner.public_id).update(is_withheld=True, display_name="")

    assert "Test Person 17" not in client.get(address).content.decode()


def test_the_second_reader_does_not_wait_for_the_answer(
    client, prisoner, django_assert_max_num_queries
):
    address = "/en/reports/held-over-time/?on=2024-12-09&from=2021-01-01"
    client.get(address)

    with django_assert_max_num_queries(1):
        client.get(address)


def test_a_new_edition_is_a_new_answer(client, prisoner):
    address = "/reports/situation-today.csv?on=2022-12-09"
    before = rows(client.get(address))[1]
    held("2021-01-01", entry=make_entry(edition_from=2), edition_from=2)
    make_edition()

    assert (before[2], rows(client.get(address))[1][2]) == ("1", "2")
    assert rows(client.get(f"{address}&known=1"))[1][2] == "1"


@pytest.mark.parametrize(
    "slug", [slug for slug in REPORTS if slug not in ("clemency-ledger", "claims")]
)
@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_a_chart_is_an_image_of_its_own_with_title_and_description(client, prisoner, slug, size):
    picture = client.get(f"/en/reports/{slug}.svg?on=2024-12-09&size={size}")
    drawing = ElementTree.fromstring(picture.content)
    text = picture.content.decode()

    assert picture["Content-Type"] == "image/svg+xml"
    assert drawing.find(f"{SVG}title").text == str(REPORTS[slug].title)
    assert drawing.find(f"{SVG}desc").text
    assert "prefers-color-scheme:dark" in text
    assert text.count("http") == text.count("http://www.w3.org/")
    assert len(text) < 40_000
    assert abs(int(drawing.get("width")) - {"wide": 700, "narrow": 340}[size]) < 20


def test_a_chart_of_another_size_is_refused(client, prisoner):
    assert client.get("/en/reports/silence.svg?size=huge").status_code == 400
