"""Taking confidential data out: who may, what is in the file, and what is kept of it."""

import csv
import hashlib
import io
import json

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from config.roles import WORKING_APPS
from core.columns import columns_of
from core.formulas import as_meant
from office.demo_users import make_groups
from office.exporting import requests, writing
from office.exporting.admin import ExportsRows
from office.exporting.tables import exported_models, tables_of
from office.models import ExportLog, ExportRequest
from office.roles.matrix import Role
from pardons.models import ClemencyAct
from prisoners.models import Detention, Facility, Prisoner
from prisoners.tests.builders import (
    make_condition,
    make_detention,
    make_facility,
    make_prisoner,
    make_tag,
)
from sources.models import Source
from sources.tests.builders import make_citation

pytestmark = pytest.mark.django_db


def log_in(client, *roles):
    make_groups()
    user = User.objects.create_user(roles[0], is_staff=True)
    user.groups.set(Group.objects.filter(name__in=roles))
    client.force_login(user)
    return user


@pytest.fixture
def reviewer(client):
    """Who may see all there is to export, the logs of the office too."""
    return log_in(client, *Role)


def export(client, model, *, table=None, query="", columns=None, kind="csv", reason="A test"):
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_export")
    exported = table or model
    columns = columns or [column.name for column in columns_of(exported)]
    asked = client.post(
        f"{url}?_table={exported._meta.label_lower}&{query}",
        {"columns": columns, "file_format": kind, "reason": reason},
    )
    if asked.status_code != 302:
        return asked
    request = ExportRequest.objects.latest("pk")
    second, _made = User.objects.get_or_create(username="second")
    requests.decide(request, by=second, is_approved=True)
    return client.post(reverse("admin:office_export_fetch", args=[request.pk]))


def content(response):
    assert response.status_code == 200, response.content[:500]
    return b"".join(response.streaming_content)


def rows_of(response):
    return list(csv.DictReader(io.StringIO(content(response).decode("utf-8-sig"), newline="")))


def test_every_list_of_working_records_offers_to_export(admin_client):
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label in WORKING_APPS:
            assert isinstance(model_admin, ExportsRows), model
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            assert "export/" in admin_client.get(address).content.decode(), model
            for table in tables_of(model):
                page = admin_client.get(f"{address}export/?_table={table.name}")
                assert page.status_code == 200, (model, table.name)


def test_every_working_table_is_exported_from_some_list():
    listed = [table.model for model in admin.site._registry for table in tables_of(model)]
    # Pairs that were judged, what is kept of imports, of logging in and of erasing, journals: no list
    # shows them.
    aside = {"notsame", "merge", "batch", "import", "importline", "importrow"}
    aside |= {"importprofile", "importedline", "auditlink"}
    aside |= {"profile", "attempts", "device", "filetoerase", "fingerprint"}

    missing = {model._meta.model_name for model in set(exported_models()) - set(listed)}
    assert missing <= aside


def test_without_the_permission_there_is_no_button_and_no_file(client):
    log_in(client, "readers")
    address = reverse("admin:prisoners_prisoner_changelist")

    assert "export/" not in client.get(address).content.decode()
    assert client.get(f"{address}export/").status_code == 403
    assert export(client, Prisoner).status_code == 403
    assert not ExportLog.objects.exists()


def test_the_rows_of_the_filtered_list_with_the_columns_chosen(client, reviewer):
    woman = make_prisoner(sex="female", notes="Confidential")
    make_prisoner(sex="male")

    rows = rows_of(
        export(client, Prisoner, query="sex__exact=female", columns=["public_id", "notes"])
    )

    assert rows == [{"public_id": woman.public_id, "notes": "Confidential"}]


def test_what_belongs_to_the_people_of_the_list(client, reviewer):
    woman, man = make_prisoner(sex="female"), make_prisoner(sex="male")
    hers = make_detention(prisoner=woman, began_on="2020-08")
    make_detention(prisoner=man)
    cited = make_citation(root=woman)
    query = "sex__exact=female"

    detentions = rows_of(export(client, Prisoner, table=Detention, query=query))
    citations = rows_of(export(client, Prisoner, table=type(cited), query=query))

    assert [(r["code"], r["prisoner"], r["began_on"]) for r in detentions] == [
        (str(hers.code), woman.public_id, "2020-08")
    ]
    assert [(r["record"], r["source"]) for r in citations] == [(woman.public_id, cited.source.key)]


def test_all_formats_say_the_same_and_it_can_be_read_back(client, reviewer):
    prisoner = make_prisoner(display_name="=cmd()", nationalities=["BY", "PL"], notes="a\nb")
    prisoner.tags.set([make_tag(name="one"), make_tag(name="two")])

    (of_csv,) = rows_of(export(client, Prisoner))
    (of_json,) = json.loads(content(export(client, Prisoner, kind="json")))
    sheet = load_workbook(io.BytesIO(content(export(client, Prisoner, kind="xlsx")))).active
    header, cells = sheet.iter_rows(values_only=True)

    assert of_csv == of_json == {k: v or "" for k, v in zip(header, cells, strict=True)}
    assert (of_csv["display_name"], of_csv["tags"]) == ("'=cmd()", "one; two")
    fresh = Prisoner.objects.get(pk=prisoner.pk)
    for column in columns_of(Prisoner):
        if not column.is_many:
            read = column.read(as_meant(of_csv[column.name]))
            assert read == getattr(fresh, column.attname), column.name


def test_an_export_is_logged_for_good(client, reviewer):
    make_facility(name="Test Colony")

    given = content(
        export(client, Facility, query="country=BY", columns=["name"], reason="For a report")
    )

    log = ExportLog.objects.get()
    assert (log.exported_by, log.table, log.columns, log.filters, log.rows, log.reason) == (
        *(reviewer, "prisoners.facility", ["name"], "country=BY", 1, "For a report"),
    )
    assert log.sha256 == hashlib.sha256(given).hexdigest()
    for change in (log.delete, log.save):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()
    page = client.get(reverse("admin:office_exportlog_changelist")).content.decode()
    assert "For a report" in page
    assert client.get(reverse("admin:office_exportlog_add")).status_code == 403


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, "This field is required"),
        ({"columns": ["nothing"]}, "nothing is not one of the available choices"),
        ({"kind": "exe"}, "exe is not one of the available choices"),
    ],
)
def test_what_is_missing_is_said_and_nothing_leaves(client, reviewer, fields, sentence):
    make_facility()
    response = export(client, Facility, **fields)

    assert sentence in response.content.decode()
    assert not ExportLog.objects.exists()


def test_a_table_that_does_not_belong_to_the_list_is_not_found(client, reviewer):
    assert export(client, Facility, table=Prisoner).status_code == 404
    assert client.get("/admin/prisoners/facility/export/?_table=auth.user").status_code == 404


def test_too_many_rows_for_the_site_name_the_command(client, reviewer, monkeypatch):
    monkeypatch.setitem(writing.MOST_ROWS, "xlsx", 1)
    make_facility(), make_facility()

    page = export(client, Facility, kind="xlsx").content.decode()

    assert "These would be 2 rows, and the site writes at most 1" in page
    assert "manage.py export_records prisoners.facility FILE.csv" in page
    assert not ExportLog.objects.exists()


def test_an_export_asks_as_many_questions_for_many_rows_as_for_few(
    client, reviewer, django_assert_num_queries
):
    for _n in range(5):
        make_condition(facility=make_facility())
    model = type(make_condition())
    rows = model.objects.order_by("pk")

    with django_assert_num_queries(1):
        assert len(list(writing.cells_of(rows, columns_of(model)))) == 6


def test_the_command_line_writes_tables_of_any_size_and_logs_it(tmp_path):
    act_columns = [column.name for column in columns_of(ClemencyAct)]
    path = tmp_path / "acts.csv"
    call_command("export_records", "pardons.clemencyact", path, reason="Moving", verbosity=0)

    assert path.read_text("utf-8-sig").strip().split(",") == act_columns
    assert path.stat().st_mode & 0o777 == 0o600
    log = ExportLog.objects.get()
    assert (log.exported_by, log.sha256) == (None, hashlib.sha256(path.read_bytes()).hexdigest())
    for wrong in ({"table": "auth.user"}, {"file": tmp_path / "x.doc"}, {"file": path}):
        given = {"table": "sources.source", "file": tmp_path / "s.csv"} | wrong
        with pytest.raises(CommandError):
            call_command("export_records", given["table"], given["file"], reason="Moving")
    assert not Source.objects.exists() and ExportLog.objects.count() == 1
