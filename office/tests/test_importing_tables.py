"""Single tables: what a spreadsheet of one table makes, changes and, undone, puts back."""

import pytest

from office.importing import undoing
from office.tests.importing import faults, make_file, outcomes, write
from prisoners.models import Detention, Facility, Prisoner, Tag
from prisoners.tests.builders import make_detention, make_prisoner
from sources.models import Source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder_of_files")]


def table(name):
    return f'list = "table-{name}"\nrows = "{name}"\n'


def test_a_list_of_tags_is_set_and_put_back(tmp_path):
    urgent, letters, gone = (
        Tag.objects.create(name=name) for name in ("urgent", "letters", "gone")
    )
    person = make_prisoner()
    person.tags.set([gone])
    line = {"public_id": person.record_id, "tags": "urgent; letters"}

    imported = write(make_file(tmp_path, [line]), table("prisoners"))
    assert set(person.tags.all()) == {urgent, letters}
    again = write(make_file(tmp_path, [line]), table("prisoners"))
    assert outcomes(again) == {2: "unchanged"}

    undoing.undo(imported, by=None)
    assert set(person.tags.all()) == {gone}


def test_a_new_person_with_tags_keeps_the_public_id_that_the_file_gives_and_can_be_undone(tmp_path):
    Tag.objects.create(name="urgent")
    line = {"public_id": "RC-7K3M9Q", "display_name": "Test Person 1", "tags": "urgent"}

    imported = write(make_file(tmp_path, [line]), table("prisoners"))
    assert Prisoner.objects.get(tags__name="urgent").record_id == "RC-7K3M9Q"

    undoing.undo(imported, by=None)
    assert not Prisoner.objects.exists()


def test_what_cannot_be_the_public_id_of_such_a_row_is_refused(tmp_path):
    lines = [
        {"public_id": public_id, "display_name": "Test Person 1"}
        for public_id in ("CA-7K3M9Q", "somebody")
    ]

    imported = write(make_file(tmp_path, lines), table("prisoners"))

    assert faults(imported) == [
        (2, "public_id", "CA-7K3M9Q", "not a public id such as RC-7K3M9Q"),
        (3, "public_id", "somebody", "not a public id such as RC-7K3M9Q"),
    ]
    assert outcomes(imported) == {2: "refused", 3: "refused"}


def test_a_tag_that_nobody_entered_is_refused_with_its_line(tmp_path):
    line = {"display_name": "Test Person 1", "tags": "urgent"}

    imported = write(make_file(tmp_path, [line]), table("prisoners"))

    assert faults(imported) == [(2, "tags", "urgent", "there is no such tag")]
    assert not Prisoner.objects.exists()


def test_a_row_may_be_linked_with_a_later_one_of_the_same_file(tmp_path):
    lines = [
        {"key": "copy", "title": "A copy", "derived_from": "first"},
        {"key": "first", "title": "The first", "derived_from": ""},
    ]

    imported = write(make_file(tmp_path, lines), table("sources"))
    assert Source.objects.get(key="copy").derived_from.key == "first"
    again = write(make_file(tmp_path, lines), table("sources"))
    assert outcomes(again) == {2: "unchanged", 3: "unchanged"}

    undoing.undo(imported, by=None)
    assert not Source.objects.exists()


def test_a_link_that_is_added_later_is_taken_back_with_its_import(tmp_path):
    lines = [{"key": "copy", "title": "A copy", "derived_from": ""}]
    write(make_file(tmp_path, lines), table("sources"))
    lines = [
        {"key": "copy", "title": "A copy", "derived_from": "first"},
        {"key": "first", "title": "The first", "derived_from": ""},
    ]

    imported = write(make_file(tmp_path, lines), table("sources"))
    assert outcomes(imported) == {2: "changed", 3: "new"}
    assert Source.objects.get(key="copy").derived_from.key == "first"

    undoing.undo(imported, by=None)
    assert list(Source.objects.values_list("key", "derived_from")) == [("copy", None)]


def test_rows_without_a_code_are_new_once(tmp_path):
    person = make_prisoner()
    line = {"code": "", "prisoner": person.record_id, "began_on": "2020-08", "country": "BY"}

    write(make_file(tmp_path, [line]), table("detentions"))
    again = write(make_file(tmp_path, [line]), table("detentions"))

    assert outcomes(again) == {2: "unchanged"}
    assert Detention.objects.get().prisoner == person


def test_a_column_that_is_not_there_changes_nothing(tmp_path):
    held = make_detention(began_on="2020-08", place="Minsk")
    Facility.objects.create(name="Colony 1", country="BY", city="Orsha")

    write(make_file(tmp_path, [{"code": held.code, "place": "Homel"}]), table("detentions"))
    named = {"name": "Colony 1", "country": "BY", "staff_note": "Test"}
    write(make_file(tmp_path, [named]), table("facilities"))

    held.refresh_from_db()
    assert (held.began_on, held.place) == ("2020-08", "Homel")
    assert Facility.objects.values_list("city", "staff_note").get() == ("Orsha", "Test")


def test_a_row_that_breaks_a_rule_is_refused(tmp_path):
    held = make_detention(began_on="2020-08")
    backwards = {
        "prisoner": held.prisoner.record_id,
        "began_on": "2020",
        "ended_on": "1999",
        "end_reason": "pardon",
    }
    lines = [backwards | {"code": held.code}, backwards | {"code": ""}]

    imported = write(make_file(tmp_path, lines), table("detentions"))

    assert outcomes(imported) == {2: "refused", 3: "refused"}
    assert Detention.objects.get().began_on == "2020-08"
