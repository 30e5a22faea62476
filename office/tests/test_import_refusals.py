"""Files and profiles that cannot be read: one sentence, and no harm."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from office.models import Import, ImportRow
from office.tests.uploads import ONE, bring, read, receipt, sheet, write

pytestmark = pytest.mark.django_db


def refusal(answer):
    """The sentences on the form."""
    assert answer.status_code == 400
    return [str(error) for errors in answer.context["form"].errors.values() for error in errors]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\n\n\n", "There is nothing in the file but empty rows."),
        (b"key,key\n1,2\n", "Column “key” is there twice (A and B). Rename or delete one of them."),
        (b"PK\x03\x04 not a workbook", None),
        (b"key,name\n1,\x00\x00\n", None),
        (b"[1, 2", None),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_on_the_form(
    client, importer, content, sentence
):
    said = refusal(bring(client, content))

    assert len(said) == 1
    assert sentence in (None, said[0])
    assert not ImportRow.objects.exists()


def test_no_file_is_one_sentence(client, importer):
    answer = client.post(reverse("admin:office_import_upload"), {"profile": "test-list"})

    assert refusal(answer) == ["This field is required."]


def test_a_file_that_breaks_off_is_said_on_the_form_and_kept_on_a_receipt(client, importer):
    content = sheet(ONE, *(f"{n},x,,,,," for n in range(2, 300)), "300,\x01,,,,")

    said = refusal(bring(client, content))

    assert said == [Import.objects.get().remarks[-1]["text"]]
    assert Import.objects.get().state == "failed"
    assert "Bring the file again" in receipt(client, Import.objects.get())


@pytest.mark.parametrize(
    "name", ["a/b\\c.csv", "x" * 400 + ".csv", "né\u202e\u0007.csv", "ß" * 300]
)
def test_names_of_files_do_no_harm(client, importer, name):
    imported = read(client, sheet(ONE), name=name)

    assert len(imported.file_name) <= 250
    assert "\u0007" not in imported.file_name


def test_markup_in_a_file_is_text(client, importer):
    hostile = "<script>alert(1)</script>"
    imported = read(
        client,
        sheet(f"{hostile},{hostile},{hostile},,2020,2021", f"z,,{hostile},,,"),
        name="<b>.csv",
    )

    for tab in ("new", "held", "refused", "cells"):
        page = receipt(client, imported, tab)
        assert "<script>alert" not in page
        assert "<b>.csv" not in page


def test_a_profile_that_is_not_there_is_one_sentence(client, importer):
    said = refusal(bring(client, sheet(ONE), profile="no-such-profile"))

    assert len(said) == 1


def test_a_profile_that_names_no_list_asks_for_it(client, importer):
    assert refusal(bring(client, sheet(ONE), profile="wide")) == [
        "Say whose list it is: this profile does not."
    ]

    imported = read(client, sheet(ONE), profile="wide", list_name="memorial")

    assert (imported.list_name, 'list = "memorial"' in imported.profile_text) == ("memorial", True)
    assert write(client, imported).counts["new"] == 1


def test_an_unknown_import_is_not_found(client, importer):
    nowhere = "00000000-0000-4000-8000-000000000000"

    for step in ("receipt", "write", "drop", "undo"):
        assert client.get(reverse(f"admin:office_import_{step}", args=[nowhere])).status_code == 404


def test_an_empty_sheet_explains_its_columns_and_can_be_filled_in(client, importer):
    book = load_workbook(BytesIO(client.get(reverse("admin:office_import_blank")).content))
    columns = [cell.value for cell in book["Rows"][1]]
    explained = {name.value: meaning.value for name, meaning in book["Columns"].iter_rows()}

    assert list(explained) == columns
    assert explained["detention.began_on"].startswith("Detention: arrested on. A date")
    imported = read(
        client,
        sheet(
            ",".join("Test Person" if c == "name" else "" for c in columns),
            columns=",".join(columns),
        ),
        profile="wide",
        list_name="blank",
    )
    assert imported.remarks == []
