"""Whom a line is about: known people, likely ones, namesakes, two lines of one person."""

import pytest

from office.importing import deciding
from office.models import ImportLine
from office.tests.importing import LIST, ONE, make_file, outcomes, write
from prisoners.models import Detention, Name, Prisoner
from prisoners.tests.builders import make_prisoner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder_of_files")]


def make_known(**values):
    person = make_prisoner(**({"display_name": "Test Person 17", "born_on": "1980-08-09"} | values))
    Name.objects.create(prisoner=person, text=person.display_name, kind="main")
    return person


def test_somebody_who_is_certainly_here_is_updated_where_nothing_was_known(tmp_path):
    person = make_known(sex="unknown")
    Detention.objects.create(prisoner=person, began_on="2020-08-12")

    write(make_file(tmp_path, [ONE]))

    person = Prisoner.objects.get()
    assert (person.sex, person.born_on) == ("male", "1980-08-09")
    assert person.detentions.get().began_on == "2020-08-12"
    assert person.external_ids.get().is_joined


def test_somebody_who_is_only_likely_here_holds_the_line(tmp_path, editor):
    person = make_known(born_on="")

    imported = write(make_file(tmp_path, [ONE]))

    line = ImportLine.objects.get(of=imported)
    assert (line.outcome, line.candidates[0]["public_id"]) == ("held", person.public_id)
    assert Prisoner.objects.count() == 1

    deciding.decide(line, by=editor, public_id=person.public_id)
    assert Prisoner.objects.get().born_on == "1980-08-09"


def test_or_is_decided_to_be_somebody_new(tmp_path, editor):
    make_known(born_on="")
    imported = write(make_file(tmp_path, [ONE]))

    deciding.decide(ImportLine.objects.get(of=imported), by=editor, public_id="")

    assert Prisoner.objects.count() == 2


def test_a_namesake_born_on_another_day_is_somebody_new(tmp_path):
    make_known(born_on="1955-01-02")

    assert outcomes(write(make_file(tmp_path, [ONE]))) == {2: "new"}
    assert Prisoner.objects.count() == 2


def test_a_public_id_decides_and_an_unknown_one_is_refused(tmp_path):
    person = make_known(display_name="Quite Another")
    lines = [ONE | {"public_id": person.public_id}, ONE | {"No.": "8", "public_id": "RC-000000"}]

    imported = write(make_file(tmp_path, lines))

    assert outcomes(imported) == {2: "changed", 3: "refused"}
    assert Prisoner.objects.get().detentions.count() == 1


def test_two_lines_of_one_file_about_one_person_make_one_record(tmp_path):
    cases = LIST + 'lines_are = "cases"\n'
    again = ONE | {
        "No.": "008",
        "verdict.decided_on": "2023-05-05",
        "detention.began_on": "2023-01",
    }

    imported = write(make_file(tmp_path, [ONE, again]), cases)

    assert outcomes(imported) == {2: "new", 3: "changed"}
    assert Prisoner.objects.get().prosecutions.count() == 2
    assert outcomes(write(make_file(tmp_path, [ONE, again]), cases)) == {
        2: "unchanged",
        3: "unchanged",
    }
