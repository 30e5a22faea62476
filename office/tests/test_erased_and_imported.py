"""The same spreadsheet does not bring an erased person back."""

import json

import pytest
from django.contrib.auth.models import User
from django.db import connection

from office.erasing import fingerprints
from office.erasing.erase import CannotErase, erase
from office.importing import originals
from office.models import Import, ImportedLine, ImportLine, ImportRow
from office.tests.importing import LIST, faults, make_file, outcomes, read, write
from prisoners.models import Prisoner
from prisoners.tests.builders import make_external_id, make_prisoner, make_relation

pytestmark = pytest.mark.django_db

ONE = {
    "No.": "7",
    "name": "Taras Proverka",
    "person.born_on": "9 August 1980",
    "person.sex": "male",
}
OTHER = {"No.": "8", "name": "Test Person 8", "person.born_on": "1979", "person.sex": "male"}
WITHOUT_KEY = """
title = "Another list"
list = "another-list"
"""


@pytest.fixture(autouse=True)
def kept_here(tmp_path, settings, monkeypatch):
    monkeypatch.setattr(originals, "FOLDER", tmp_path / "imports")
    settings.ERASURE_LEDGER = tmp_path / "erasures"


@pytest.fixture
def erased(tmp_path):
    """Two were imported, and one of them was erased."""
    imported = write(make_file(tmp_path, [ONE, OTHER]))
    erase_one(Prisoner.objects.get(display_name=ONE["name"]))
    return imported


def erase_one(person, **more):
    names = {"decided_by": "decider", "confirmed_by": "confirmer"} | more
    users = {key: User.objects.get_or_create(username=name)[0] for key, name in names.items()}
    return erase(person.record, reason="risk", **users)


def test_nothing_of_a_line_is_left_of_an_erased_person(erased):
    assert list(Prisoner.objects.values_list("display_name", flat=True)) == [OTHER["name"]]
    assert list(ImportLine.objects.values_list("number", flat=True)) == [3]
    assert set(ImportRow.objects.values_list("line", flat=True)) == {3}
    assert list(ImportedLine.objects.values_list("key", flat=True)) == ["8"]


def test_the_same_file_again_does_not_bring_them_back(erased, tmp_path):
    again = read(make_file(tmp_path, [ONE, OTHER]))

    assert outcomes(again) == {2: "refused", 3: "unchanged"}
    [(_number, column, value, sentence)] = faults(again)
    assert (column, value) == ("", "")
    assert "erased by decision" in sentence
    assert ImportLine.objects.get(of=again, number=2).cells == {}
    assert "Proverka" not in everything_about(again)


@pytest.mark.parametrize(
    "name", ["Proverka, Taras", "Тарас Проверка", "PROVERKA Taras", "Taras Ivanovich Proverka"]
)
def test_another_spelling_in_another_list_does_not_bring_them_back(erased, tmp_path, name):
    line = {"name": name, "person.born_on": "1980", "person.sex": "male"}

    again = read(make_file(tmp_path, [line]), WITHOUT_KEY)

    assert outcomes(again) == {2: "refused"}


def test_a_version_that_reads_spellings_otherwise_knows_the_same_name(
    erased, tmp_path, monkeypatch
):
    monkeypatch.setattr(fingerprints, "readings", lambda word: [f"{word.text}otherwise"])
    line = {"name": "PROVERKA, Taras", "person.born_on": "1980", "person.sex": "male"}

    assert outcomes(read(make_file(tmp_path, [line]), WITHOUT_KEY)) == {2: "refused"}


def test_who_has_the_name_and_no_birth_is_held(erased, tmp_path):
    again = read(make_file(tmp_path, [{"name": ONE["name"], "person.sex": "male"}]), WITHOUT_KEY)

    assert outcomes(again) == {2: "held"}
    assert ImportLine.objects.get(of=again).doubts == [["erased", "", ""]]


def test_who_has_the_name_and_another_birth_is_somebody_else(erased, tmp_path):
    line = {"name": ONE["name"], "person.born_on": "1950", "person.sex": "male"}

    assert outcomes(read(make_file(tmp_path, [line]), WITHOUT_KEY)) == {2: "new"}


def test_lines_that_go_on_with_an_erased_person_are_refused_too(erased, tmp_path):
    profile = WITHOUT_KEY + 'continues = "same"\n'
    lines = [
        {"same": "", **OTHER, "No.": ""},
        {"same": "", **ONE, "No.": ""},
        {"same": "yes", "detention.began_on": "2020-08"},
    ]

    again = read(make_file(tmp_path, lines), profile)

    assert outcomes(again)[4] == "refused"


def test_a_line_that_waits_is_forgotten_with_the_person_it_may_be_about(tmp_path):
    person = make_prisoner(display_name="Taras Proverka", sex="male")
    waiting = read(
        make_file(tmp_path, [{"name": "Proverka Taras", "person.sex": "male"}]), WITHOUT_KEY
    )
    assert "Proverka" in everything_about(waiting)

    erase_one(person)

    assert "Proverka" not in everything_about(waiting)


def test_what_a_list_says_of_others_stays_without_the_erased_person(tmp_path):
    imported = write(make_file(tmp_path, [ONE, OTHER]))
    one, other = (Prisoner.objects.get(display_name=each["name"]) for each in (ONE, OTHER))
    relation = make_relation(prisoner=other, other=one)
    line = ImportedLine.objects.get(key="8")
    line.rows = {**line.rows, "relation": ["prisoners.relation", str(relation.code), {}]}
    line.save()

    erase_one(one)

    line.refresh_from_db()
    assert "relation" not in line.rows
    assert ("person" in line.rows, line.digest) == (True, None)
    assert imported.pk


def test_nobody_is_erased_while_a_file_is_read(tmp_path):
    person = make_prisoner()
    imported = read(make_file(tmp_path, [ONE]))
    Import.objects.filter(pk=imported.pk).update(state="reading")

    with pytest.raises(CannotErase, match="being imported"):
        erase_one(person)


def test_an_id_in_another_list_is_known_again(tmp_path):
    person = make_prisoner(display_name="Taras Proverka")
    make_external_id(prisoner=person, scheme="test-list", value="99")
    erase_one(person)

    again = read(make_file(tmp_path, [{"No.": "99", "name": "Quite Different"}]), LIST)

    assert outcomes(again) == {2: "refused"}


def everything_about(imported):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT json_agg(l) FROM office_importline l WHERE l.of_id = i.id)::text || "
            "COALESCE((SELECT json_agg(r) FROM office_importrow r WHERE r.of_id = i.id)::text, '') || "
            "row_to_json(i)::text FROM office_import i WHERE id = %s",
            [str(imported.pk)],
        )
        row = cursor.fetchone()
    return json.dumps(row, ensure_ascii=False)
