"""A report as JSON, as a picture that stands by itself, as a page to print and as one for a frame."""

import json
import re
from xml.etree import ElementTree

import pytest

from register.tests.builders import make_edition, make_entry
from reports.catalogue import REPORTS
from reports.shown import address_of_list
from reports.tests.builders import held, make_death

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
ADDRESS = "reports/situation-today"


@pytest.fixture
def prisoner():
    make_edition()
    entry = make_entry(name="Test Person 17")
    held("2021-01-01", "2024-01-01", entry=entry)
    held("2024-01-01", entry=entry, status="maybe_in_custody")
    make_death(died_on="2021-05-21")
    return entry


def test_json_says_what_was_asked_and_how_it_was_counted(client, prisoner, settings):
    settings.DATA_LICENCE = "CC-BY-4.0"
    file = client.get(f"/{ADDRESS}.json?on=2024-12-09&sex=male")
    found = json.loads(file.content)

    assert file["Content-Disposition"].endswith('-edition-1.json"')
    assert (found["report"], found["method_version"], found["edition"]) == ("situation-today", 1, 1)
    assert found["asked"] == {"on": "2024-12-09", "known": "1", "filters": {"sex": ["male"]}}
    assert found["figures"][0] == {
        "label": "In custody", "at_least": 0, "at_most": 1, "unit": "people", "note": ""
    }  # fmt: skip
    assert found["tables"][0]["rows"][0] == {
        "kind": "",
        "status": "in_custody",
        "of_whom": "",
        "people": {"at_least": 0, "at_most": 1, "unit": "people"},
        "presumed": 0,
    }
    assert found["licence"] == "CC-BY-4.0"
    assert {"title", "unit", "method", "limits", "generated_at", "permalink"} <= found.keys()


def test_json_has_every_value_of_a_filter(client, prisoner):
    found = json.loads(client.get(f"/{ADDRESS}.json?on=2024-12-09&sex=male&sex=unknown").content)

    assert found["asked"]["filters"] == {"sex": ["male", "unknown"]}


def test_a_row_leads_to_those_of_the_filter_who_are_in_it():
    asked = [("on", "2024-12-09"), ("article", "1"), ("article", "2")]

    assert address_of_list(asked, {"article": "2"}) == "on=2024-12-09&article=2"
    assert address_of_list(asked, {"sex": "male"}) == "on=2024-12-09&article=1&article=2&sex=male"
    assert address_of_list(asked, {"article": "3"}) == ""


@pytest.mark.parametrize("slug", REPORTS)
def test_every_report_is_json_in_every_language(client, prisoner, slug):
    for language in ("en", "be", "ru"):
        found = json.loads(
            client.get(f"/reports/{slug}.json?on=2024-12-09&lang={language}").content
        )

        assert found["language"] == language
        assert all(
            {column["name"] for column in table["columns"]} | {"kind"} == row.keys()
            for table in found["tables"]
            for row in table["rows"]
        )


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_a_titled_picture_has_its_words_inside_and_within_its_edges(client, prisoner, size):
    picture = client.get(f"/be/{ADDRESS}.svg?on=2024-12-09&size={size}&titled=1")
    drawing = ElementTree.fromstring(picture.content)
    words = " ".join(text.text for text in drawing.findall(f"{SVG}text"))
    width = int(drawing.get("width"))

    assert "Сітуацыя сёння" in words
    assert "9 снежня 2024" in words
    assert "testserver · " in words
    assert width == {"wide": 740, "narrow": 380}[size]
    assert drawing.find(f"{SVG}svg").find(f"{SVG}title") is not None
    assert len(picture.content) < 40_000


def test_a_png_has_twice_the_pixels(client, prisoner):
    picture = client.get(f"/ru/{ADDRESS}.png?on=2024-12-09")

    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(picture.content[16:20]) == 2 * 740


@pytest.mark.parametrize("query", ["titled=2", "size=huge", "on=never"])
def test_a_picture_of_another_kind_is_refused(client, prisoner, query):
    assert client.get(f"/en/{ADDRESS}.png?{query}").status_code == 400


def test_the_page_to_print_has_everything_unfolded(client, prisoner):
    address = "/en/reports/held-over-time/?on=2024-12-09&from=2021-01-01"
    folded = client.get(address).content.decode()
    unfolded = client.get(f"{address}&print=1").content.decode()

    assert "<details>" in folded
    assert "<details>" not in unfolded and "<details open>" in unfolded
    assert client.get(f"{address}&print=yes").status_code == 400


@pytest.mark.parametrize("slug", REPORTS)
def test_only_the_page_for_frames_may_be_framed(client, prisoner, slug, kept_as_in_production):
    for _time in range(2):
        framed = client.get(f"/en/reports/{slug}/embed/?on=2024-12-09")
        page = client.get(f"/en/reports/{slug}/?on=2024-12-09")

        assert "frame-ancestors *" in framed["Content-Security-Policy"]
        assert "script-src 'self'" in framed["Content-Security-Policy"]
        assert "X-Frame-Options" not in framed
        assert "<script" not in framed.content.decode()
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "DENY"


def test_the_code_to_copy_frames_the_pinned_page(client, prisoner):
    page = client.get(f"/en/{ADDRESS}/cite/?on=2024-12-09").content.decode()
    [source] = re.findall(r'&lt;iframe src="([^"]+)"', page)

    assert source == f"http://testserver/en/{ADDRESS}/embed/?on=2024-12-09&amp;known=1"


@pytest.mark.parametrize("slug", REPORTS)
def test_a_report_leads_to_all_its_forms(client, prisoner, slug):
    page = client.get(f"/en/reports/{slug}/?on=2024-12-09").content.decode()
    addresses = [
        address.replace("&amp;", "&")
        for address in re.findall(rf'href="(/(?:en/)?reports/{slug}[./?][^"]*)"', page)
    ]

    assert all(client.get(address).status_code == 200 for address in addresses)
    assert {one for one in ("/cite/", ".json", "print=1") if one in " ".join(addresses)} == {
        "/cite/", ".json", "print=1"
    }  # fmt: skip
