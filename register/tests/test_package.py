"""The data package: linked tables that a stranger's program accepts, with nobody in them who is hidden."""

import csv
import io
import json
import zipfile
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from frictionless import Package, system

from register.export.package.tables import tables
from register.models import (
    ActEntry,
    Beneficiary,
    Citation,
    Condition,
    Detention,
    Entry,
    Identity,
    Relation,
    Source,
)
from register.models.version import OPEN
from register.tests.builders import (
    make_act,
    make_beneficiary,
    make_citation,
    make_detention,
    make_edition,
    make_entry,
    make_facility,
    make_name,
    make_source,
    make_text,
)
from tests import databases


def zipped(client, query=""):
    response = client.get(f"/data/package.zip?{query}")
    assert response.status_code == 200, response.content
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def rows(package, table):
    text = package.read(f"{table}.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def faults(package, folder):
    """What frictionless has against a package: every type, key, code and link is checked."""
    package.extractall(folder)
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    return report.flatten(["title", "rowNumber", "fieldName", "note"])


@pytest.fixture
def demo(django_db_setup, django_db_blocker, settings):
    """The demonstration register, read with the public's login."""
    settings.PUBLIC_DATABASE = "public"
    with django_db_blocker.unblock():
        name = databases.clone_of_demo()
        with databases.using(name):
            yield Client()
        databases.drop(name)


@pytest.mark.parametrize(
    "query", ["", "sex=female", "status=in_custody&on=2024-12-09&known=1", "sex=other"]
)
def test_frictionless_accepts_the_demonstration_register(demo, tmp_path, query):
    package = zipped(demo, query)

    assert package.testzip() is None
    assert faults(package, tmp_path) == []


def test_the_tables_hold_the_rows_of_the_register(demo):
    package = zipped(demo)

    now = {"entry__edition_to": OPEN}
    assert {
        name: len(rows(package, name))
        for name in ("prisoners", "detentions", "conditions", "acts", "beneficiaries", "citations")
    } == {
        "prisoners": Entry.objects.known().count(),
        "detentions": Detention.objects.filter(**now).count(),
        "conditions": Condition.objects.filter(**now).count(),
        "acts": ActEntry.objects.known().count(),
        "beneficiaries": Beneficiary.objects.filter(**now).count(),
        "citations": Citation.objects.exclude(public_id__startswith="TP").count(),
    }
    assert len(rows(package, "sources")) > 300
    assert len(rows(package, "prisoners")) == len(_listed(demo, "")) == 106


def test_filters_choose_people_and_all_that_belongs_to_them(demo):
    package = zipped(demo, "sex=female&on=2024-12-09")

    chosen = {row["public_id"] for row in rows(package, "prisoners")}
    assert chosen == _listed(demo, "sex=female&on=2024-12-09")
    for table in ("detentions", "verdicts", "names", "beneficiaries"):
        assert {row["prisoner"] for row in rows(package, table)} <= chosen, table
    assert {row["act"] for row in rows(package, "beneficiaries")} == {
        row["public_id"] for row in rows(package, "acts")
    }


def _listed(client, query):
    text = b"".join(client.get(f"/prisoners.csv?{query}").streaming_content).decode()
    return {row["public_id"] for row in csv.DictReader(io.StringIO(text, newline=""))}


def test_the_same_question_is_the_same_file(demo):
    first, second = (
        b"".join(demo.get("/data/package.zip?known=1&on=2024-12-09").streaming_content)
        for _ in range(2)
    )

    assert first == second


def test_it_says_which_edition_and_where_it_is_from(demo, settings):
    settings.DATA_LICENCE = "CC-BY-4.0"
    package = zipped(demo, "sex=female&on=2024-12-09")
    said = json.loads(package.read("datapackage.json"))

    assert (said["version"], said["on"]) == ("edition-1", "2024-12-09")
    assert said["licenses"] == [{"name": "CC-BY-4.0"}]
    assert said["permalink"].endswith("/data/package.zip?sex=female&on=2024-12-09&known=1")
    assert [one["path"] for one in said["resources"]] == [f"{t.name}.csv" for t in tables()]
    named = rows(package, "dictionary")
    assert len(named) == sum(len(table.columns) for table in tables())


@pytest.mark.django_db
def test_of_withheld_people_nothing_identifies_and_no_relation_is_told(client):
    make_edition(number=1)
    withheld = make_entry(name="", is_withheld=True, sex="female")
    open_one = make_entry(name="Test Person")
    Identity.objects.filter(pk=withheld.public_id).update(is_withheld=True)
    for one, other in ((withheld, open_one), (open_one, withheld)):
        Relation.objects.create(
            entry=one, edition_from=1, other_id=other.public_id, kind="spouse", code=uuid4()
        )
    package = zipped(client)

    (row,) = [r for r in rows(package, "prisoners") if r["public_id"] == withheld.public_id]
    assert (row["name"], row["is_name_withheld"], row["sex"]) == ("", "yes", "female")
    assert rows(package, "relations") == []


@pytest.mark.django_db
def test_what_an_old_edition_told_of_a_name_withheld_since_is_not_told_any_more(client):
    make_edition(number=1)
    entry = make_entry(name="Hidden Name", arrested_earliest=date(2020, 8, 9))
    make_detention(entry=entry, began_on="2020-08-09")
    act = make_act()
    row = make_beneficiary(entry=act, prisoner_id=entry.public_id)
    make_text(public_id=act.public_id, code=row.code, field="name_as_reported", text="Hidden Name")
    Identity.objects.filter(pk=entry.public_id).update(is_withheld=True, display_name="")

    package = zipped(client)

    assert rows(package, "prisoners") == []
    assert rows(package, "detentions") == []
    (told,) = rows(package, "beneficiaries")
    assert (told["prisoner"], told["name_as_reported"]) == ("", "")
    assert not [name for name in package.namelist() if b"Hidden" in package.read(name)]


@pytest.mark.django_db
def test_a_source_that_others_reprint_comes_with_them(client):
    make_edition(number=1)
    original = make_source(key="original")
    reprint = make_source(key="reprint", derived_from=original)
    make_source(key="of nobody")
    entry = make_entry()
    make_citation(public_id=entry.public_id, source=reprint)

    package = zipped(client)

    assert {row["key"]: row["derived_from"] for row in rows(package, "sources")} == {
        "original": "",
        "reprint": str(original.pk),
    }
    assert Source.objects.count() == 3


@pytest.mark.django_db
def test_no_cell_is_a_formula(client):
    make_edition(number=1)
    entry = make_entry(name="=1+1")
    make_name(public_id=entry.public_id, text="@name")
    stay = make_detention(entry=entry, region="+region")
    make_text(public_id=entry.public_id, code=stay.code, field="place", text="-place")

    package = zipped(client)

    assert rows(package, "prisoners")[0]["name"] == "'=1+1"
    assert rows(package, "names")[0]["text"] == "'@name"
    (detention,) = rows(package, "detentions")
    assert (detention["region"], detention["place"]) == ("'+region", "'-place")


@pytest.mark.django_db
def test_an_empty_register_is_a_package_of_empty_tables(client, tmp_path):
    package = zipped(client)

    assert {len(rows(package, table.name)) for table in tables()} == {0}
    assert faults(package, tmp_path) == []


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["sex=1", "nothing=1", "known=99", "on=soon"])
def test_a_question_that_cannot_be_answered_is_a_sentence(client, query):
    response = client.get(f"/data/package.zip?{query}")

    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")


@pytest.mark.django_db
def test_the_data_page_explains_every_column_and_leads_to_the_downloads(client):
    make_facility()
    page = client.get("/en/data/").content.decode()

    for table in tables():
        assert f'id="{table.name}"' in page
        for column in table.columns:
            assert f">{column.name}</code>" in page
    for address in ("/prisoners.csv", "/data/package.zip", "/data/dictionary.csv"):
        assert address in page
    dictionary = client.get("/data/dictionary.csv?lang=ru").content.decode()
    assert dictionary.startswith("table,column,title,type,meaning,codes,links_to")
