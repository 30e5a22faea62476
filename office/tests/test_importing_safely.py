"""All or nothing: files that break off, readings that were killed, rules that a row breaks."""

import uuid
from itertools import cycle

import pytest
from django.db import IntegrityError, transaction

from office.importing import applying, originals, people, profiles, receipts, staging
from office.models import Import, ImportedLine, ImportLine, ImportRow
from office.tests.importing import LIST, ONE, faults, make_file, outcomes, read, write
from prisoners.models import Detention, Prisoner
from prisoners.tests.builders import make_prisoner
from sheets import FileRefused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder_of_files")]


def test_a_file_that_breaks_off_writes_nothing_and_says_why(tmp_path):
    path = make_file(tmp_path, [ONE])
    path.write_bytes(path.read_bytes() + b'8,"never closed')

    with pytest.raises(FileRefused):
        read(path)

    imported = Import.objects.get()
    assert (imported.state, imported.remarks[-1]["kind"]) == ("failed", "refused")
    with pytest.raises(FileRefused, match="no such file"), originals.opened(imported):
        pass


def test_too_many_refused_lines_are_remarked(tmp_path):
    imported = read(make_file(tmp_path, [ONE, {"No.": "", "name": "x"}]))

    assert [remark["kind"] for remark in imported.remarks] == ["many_refused"]


def test_a_file_that_was_read_before_another_of_its_list_was_written_is_read_again(tmp_path):
    path = make_file(tmp_path, [ONE])
    first, second = read(path), read(path)
    applying.write(first, by=None)

    with pytest.raises(applying.CannotWrite, match="Read it again"):
        applying.write(second, by=None)
    assert Prisoner.objects.count() == 1


def test_a_reading_that_was_killed_goes_on_where_it_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "AT_ONCE", 2)
    path = make_file(tmp_path, [{"No.": str(n), "name": f"Person Number{n}"} for n in range(5)])

    imported = receipts.begin(path, name="l.csv", profile=profiles.read(LIST, "test-list"), by=None)

    class Killed(Exception):
        pass

    def killed(step, done, total):
        if done == 4:
            raise Killed

    with pytest.raises(Killed):
        receipts.prepare(imported, progress=killed)
    assert ImportLine.objects.filter(of=imported).count() == 4

    receipts.prepare(Import.objects.get(pk=imported.pk))
    assert outcomes(imported) == dict.fromkeys(range(2, 7), "new")


def test_what_is_held_for_an_earlier_line_is_held_again(tmp_path):
    line = {"name": "José Martí Martí", "person.sex": "male"}
    lines = [
        line | {"No.": "1", "verdict.decided_on": "1939"},
        line | {"No.": "2", "verdict.decided_on": "1940"},
    ]
    file = make_file(tmp_path, lines)
    profile = 'lines_are = "cases"' + LIST

    assert outcomes(write(file, profile)) == {2: "new", 3: "held"}
    assert outcomes(read(file, profile)) == {2: "unchanged", 3: "held"}


def test_a_public_id_that_chance_gives_twice_is_given_once(tmp_path, monkeypatch):
    here = make_prisoner().public_id
    drawn = cycle([here, "RC-AAAAA2", "RC-AAAAA2", "RC-AAAAA3", "RC-AAAAA4"])
    monkeypatch.setattr(people, "new_public_id", lambda prefix: next(drawn))
    monkeypatch.setattr(people, "DRAWN_AT_ONCE", 2)
    lines = [
        {"No.": name, "name": name} for name in ("Alma Berger", "Vasil Karotki", "Zofia Novak")
    ]

    imported = write(make_file(tmp_path, lines))

    assert set(outcomes(imported).values()) == {"new"}
    assert set(imported.lines.values_list("public_id", flat=True)) == {
        "RC-AAAAA2", "RC-AAAAA3", "RC-AAAAA4",
    }  # fmt: skip


def test_no_row_is_kept_of_an_import_that_is_not_there(tmp_path):
    row = ImportRow.objects.filter(of=read(make_file(tmp_path, [ONE]))).first()

    with pytest.raises(IntegrityError, match="not there"), transaction.atomic():
        ImportRow.objects.create(
            of_id=uuid.uuid4(), line=2, position=0, place="x", table="x", outcome="new", values={}
        )
    with pytest.raises(IntegrityError, match="stays with it"), transaction.atomic():
        ImportRow.objects.filter(pk=row.pk).update(of_id=uuid.uuid4())


def test_an_import_that_was_given_up_leaves_its_receipt_alone(tmp_path):
    imported = receipts.drop(read(make_file(tmp_path, [ONE])))

    assert imported.state == "dropped"
    assert not ImportLine.objects.exists()
    assert not ImportedLine.objects.exists()
    with pytest.raises(applying.CannotWrite):
        applying.write(imported, by=None)


def test_a_row_without_a_link_that_it_needs_stays_out_and_the_rest_of_the_line_is_taken(tmp_path):
    line = ONE | {"recognition.organisation": "Nobody", "recognition.recognised_on": "2021"}

    imported = write(
        make_file(tmp_path, [line]),
        LIST
        + '[columns]\n"recognition.organisation" = {to = "recognition.organisation", unknown = "refuse"}',
    )

    assert [fault[1:] for fault in faults(imported)] == [
        (
            "recognition.organisation",
            "Nobody",
            "not in the catalogue of organisations; enter it there first",
        ),
        ("recognition", "Recognised on: 2021", "“organisation” is missing."),
    ]
    assert Detention.objects.get().prisoner == Prisoner.objects.get()


def test_the_end_of_a_detention_and_its_place_are_read_together(tmp_path):
    line = ONE | {"detention.place": "Minsk", "detention.ended_on": "2021-05"}

    write(make_file(tmp_path, [line]))

    held = Detention.objects.get()
    assert (held.place, held.ended_on, held.end_reason) == ("Minsk", "2021-05", "released")


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        ('"person.nothing"', "has no field"),
        ('"names:nonsense"', "is no target"),
        ('"sentence:x"', "is no target"),
        ('{ to = "person.sex", unknown = "leave" }', "is not one of: stay.facility"),
        ('{ to = "person.sex", dates = "swapped" }', "is not one of"),
        ('{ too = "person.sex" }', "is not one of"),
        ("7", "write a target"),
    ],
)
def test_a_profile_that_asks_for_what_there_is_not_is_refused(column, reason):
    with pytest.raises(profiles.ProfileRefused, match=reason):
        profiles.read(f'{LIST}[columns]\n"A column" = {column}\n', "test-list")


def test_a_name_that_no_catalogue_has_is_kept_in_words_where_the_profile_says_so(tmp_path):
    profile = LIST + '[columns]\n"Colony" = { to = "stay.facility", unknown = "leave" }\n'

    write(make_file(tmp_path, [ONE | {"Colony": "Test Colony 99"}]), profile)

    stay = Detention.objects.get().stays.get()
    assert (stay.facility, stay.place) == (None, "Test Colony 99")


def test_a_change_that_breaks_a_rule_stays_out_and_the_rest_of_the_line_is_taken(tmp_path):
    write(make_file(tmp_path, [ONE]))
    line = ONE | {"detention.ended_on": "1999", "detention.place": "Minsk", "person.sex": "female"}

    imported = write(make_file(tmp_path, [line]))

    assert [(row, place) for row, place, *_said in faults(imported)] == [(2, "detention")]
    assert (Prisoner.objects.get().sex, Detention.objects.get().ended_on) == ("female", "")
