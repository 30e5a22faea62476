"""CSV, XLSX and JSON: the rows of the list, complete, safe to open, told in columns that stay."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from openpyxl import load_workbook

from register.columns import COLUMNS
from register.columns_page import in_markdown
from register.models import Identity
from register.tests.builders import (
    make_act,
    make_beneficiary,
    make_citation,
    make_contact,
    make_detention,
    make_edition,
    make_entry,
    make_facility,
    make_name,
    make_sentence_part,
    make_source,
    make_span,
    make_text,
    make_verdict,
)

pytestmark = pytest.mark.django_db

QUERIES = [
    "",
    "sex=female",
    "status=in_custody&on=2024-12-09",
    "status=released&sort=arrested",
    "age_from=20&age_to=40&sort=-name",
    "silent=100&sort=silence",
    "q=test&sort=custody",
    "known=1&country=BY&sort=sentence",
    "sex=other",
]


def body(response):
    return b"".join(response.streaming_content)


def csv_rows(client, query=""):
    response = client.get(f"/prisoners.csv?{query}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(body(response).decode(), newline="")))


def json_rows(client, query=""):
    return json.loads(body(client.get(f"/prisoners.json?{query}")))


def xlsx_rows(client, query=""):
    book = load_workbook(io.BytesIO(body(client.get(f"/prisoners.xlsx?{query}"))))
    names, *rows = book.active.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def listed(client, query=""):
    """The public ids on all pages of the list, and those of them that are certain."""
    ids, certain, number, pages = [], set(), 1, 1
    while number <= pages:
        page = client.get(f"/en/prisoners/?{query}&page={number}").context["page"]
        ids += [row.person.public_id for row in page.object_list]
        certain |= {row.person.public_id for row in page.object_list if row.is_certain}
        number, pages = number + 1, page.paginator.num_pages
    return ids, certain


@pytest.fixture
def people():
    make_edition(number=1)
    for n in range(60):
        entry = make_entry(
            sex=["female", "male"][n % 2],
            status=[None, "in_custody", "maybe_in_custody", "released"][n % 4],
            born_earliest=date(1980 + n % 30, 1, 1),
            born_latest=date(1980 + n % 30, 12, 31),
            arrested_latest=date(2020, 1, 1 + n % 28) if n % 3 else None,
            last_contact_earliest=date(2021, 1, 1),
            last_contact_latest=date(2021, 2, 1 + n % 28) if n % 5 else None,
            sentence_days=n * 10 if n % 7 else None,
        )
        if n % 2:
            make_span(
                entry=entry,
                status="in_custody",
                begins=date(2001, 1, 1),
                ends=date(2001, 1, 2 + n % 20),
            )


@pytest.mark.parametrize("query", QUERIES)
def test_every_format_has_the_people_of_the_list(client, people, query):
    ids, certain = listed(client, query)

    rows = csv_rows(client, query)

    assert {row["public_id"] for row in rows} == set(ids) and len(rows) == len(ids)
    assert {row["public_id"] for row in rows if row["is_certain"] == "yes"} == certain
    if "sort" in query:
        assert [row["public_id"] for row in rows] == ids
    assert [{k: v or "" for k, v in row.items()} for row in rows] == [
        {k: "" if v is None else str(v) for k, v in row.items()} for row in json_rows(client, query)
    ]
    assert rows == [
        {k: "" if v is None else str(v) for k, v in row.items()} for row in xlsx_rows(client, query)
    ]


def test_the_columns_are_those_that_are_documented(client):
    header = body(client.get("/prisoners.csv")).decode().strip().split(",")

    assert header == [column.name for column in COLUMNS]
    page = Path(django_settings.BASE_DIR, "docs", "columns.md")
    assert page.read_text() == in_markdown(), "run manage.py write_columns"


def test_a_person_is_told_in_full(client):
    make_edition(number=7)
    facility, act = make_facility(name="Colony, the First"), make_act()
    entry = make_entry(
        name="Test Person",
        sex="female",
        occupations=["student", "activist"],
        facilities=[facility.pk],
        born_earliest=date(1990, 5, 1),
        born_latest=date(1990, 5, 31),
        arrested_earliest=date(2020, 8, 1),
        arrested_latest=date(2020, 8, 31),
        last_contact_earliest=date(2024, 12, 1),
        last_contact_latest=date(2024, 12, 4),
        sentence_days=1096,
        sentence_kinds=["imprisonment"],
        status="in_custody",
    )
    Identity.objects.filter(pk=entry.public_id).update(born_on="1990-05-17")
    make_detention(entry=entry, began_on="2020-08")
    make_name(public_id=entry.public_id, text="Імя", kind="native")
    make_beneficiary(entry=act, prisoner_id=entry.public_id)
    part = make_sentence_part(verdict=make_verdict(entry=entry))
    make_text(public_id=entry.public_id, code=part.code, field="as_stated", text="three years")
    for key in ("b", "a", "b"):
        make_citation(public_id=entry.public_id, source=source_named(key))

    (row,) = csv_rows(client, "on=2024-12-09")

    told = {
        "permalink": f"http://testserver/en/prisoners/{entry.public_id}/?on=2024-12-09&known=7",
        "name": "Test Person",
        "names_other": "Імя",
        "birth": "1990-05-17",
        "birth_earliest": "1990-05-17",
        "birth_latest": "1990-05-17",
        "occupations": "student; activist",
        "status": "in_custody",
        "status_since": "2020-08-09",
        "days_in_custody_at_least": "1584",
        "arrested_on": "2020-08",
        "arrested_on_earliest": "2020-08-01",
        "arrested_on_latest": "2020-08-31",
        "facilities": "Colony, the First",
        "sentence_days": "1096",
        "sentence_text": "three years",
        "silent_days_at_least": "5",
        "silent_days_at_most": "8",
        "acts": act.public_id,
        "sources": "a; b",
        "source_urls": "https://a.example/; https://b.example/",
        "on": "2024-12-09",
        "edition": "7",
    }
    assert {name: row[name] for name in told} == told


def source_named(key):
    from register.models import Source

    found = Source.objects.filter(key=key).first()
    return found or make_source(key=key, url=f"https://{key}.example/")


def test_silence_is_counted_from_the_last_contact_by_the_day_asked(client):
    entry = make_entry(
        status="in_custody",
        last_contact_earliest=date(2024, 1, 1),
        last_contact_latest=date(2024, 1, 1),
    )
    make_contact(entry=entry, happened_on="2021-03-01")
    make_contact(entry=entry, happened_on="2024-01-01")

    (row,) = csv_rows(client, "on=2021-03-11")

    assert (row["silent_days_at_least"], row["silent_days_at_most"]) == ("10", "10")


def test_of_withheld_people_there_are_facts_and_nothing_that_names_them(client):
    make_entry(
        name="Hidden",
        is_withheld=True,
        sex="female",
        born_earliest=date(1990, 1, 1),
        born_latest=date(1999, 12, 31),
    )

    (row,) = csv_rows(client)

    assert (row["name"], row["is_name_withheld"]) == ("", "yes")
    assert (row["sex"], row["birth"]) == ("female", "[1990-01-01..1999-12-31]")


def test_whose_name_was_withheld_since_an_edition_is_counted_in_it_without_an_id(client):
    """A filter by a place or a day would otherwise say where the person with that id was held, and when."""
    entry = make_entry(
        name="Hidden", arrested_earliest=date(2020, 8, 9), facilities=[make_facility().pk]
    )
    for name in ("Before", "After"):
        make_entry(name=name)
    Identity.objects.filter(pk=entry.public_id).update(is_withheld=True, display_name="")

    before, after, row = csv_rows(client)

    told = {name for name, value in row.items() if value}
    details = {column.name for column in COLUMNS if column.is_detail}
    assert (told & details, row["is_name_withheld"]) == (set(), "yes")
    assert "" not in (before["public_id"], after["public_id"])
    assert [row["public_id"] for row in json_rows(client)][2] is None
    assert [row["public_id"] for row in xlsx_rows(client)][2] is None


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_no_cell_is_a_formula(client, formula):
    entry = make_entry(name=formula, facilities=[make_facility(name=formula).pk], regions=[formula])
    make_name(public_id=entry.public_id, text=f"{formula}!")

    (row,) = csv_rows(client)
    book = load_workbook(io.BytesIO(body(client.get("/prisoners.xlsx"))))

    cells = [row[name] for name in ("name", "names_other", "facilities", "regions")]
    assert [cell[0] for cell in cells] == ["'"] * 4
    assert {cell.data_type for cell in book.active[2]} <= {"s", "n"}


def test_every_sign_survives_every_format(client):
    name = 'Test "Person", \\ back\\\\slash\nline\r\n; \\n \\N \u202eעברית \U0001f600 é e\u0301 <b>&amp;'
    make_entry(name=name)

    found = [rows(client)[0]["name"] for rows in (csv_rows, json_rows)]

    assert found == [name, name]
    assert xlsx_rows(client)[0]["name"].replace("_x000D_", "\r") in (
        name,
        name.replace("\r\n", "\n"),
    )


def test_excel_is_told_that_it_is_utf_8(client):
    plain, marked = body(client.get("/prisoners.csv")), body(client.get("/prisoners.csv?excel=1"))

    assert (marked, plain[:9]) == (b"\xef\xbb\xbf" + plain, b"public_id")


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_a_file_says_which_edition_and_day_it_is_of(client, kind):
    make_edition(number=7)

    response = client.get(f"/prisoners.{kind}?known=7&on=2024-12-09")

    name = f"prisoners-edition-7-on-2024-12-09.{kind}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Robots-Tag"] == "noindex"
    body(response)


def test_an_empty_list_is_a_header_or_an_empty_list(client):
    assert (csv_rows(client), json_rows(client), xlsx_rows(client)) == ([], [], [])
