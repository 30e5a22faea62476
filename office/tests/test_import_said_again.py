"""Lines that say what they said before are not read again; whatever may be new about one is."""

import pytest

from office.importing import deciding, said_again, undoing
from office.importing.wide import WideReader
from office.models import ImportLine
from office.tests.importing import LIST, ONE, make_file, outcomes, write
from prisoners import searching
from prisoners.models import Court, Prisoner, SearchedName, Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder_of_files")]
TWO = {"No.": "008", "name": "Other Sample", "person.born_on": "1990"}


@pytest.fixture
def was_read(monkeypatch):
    """The numbers of the lines that are read."""
    numbers = []
    read = WideReader.read

    def noting(reader, number, cells):
        numbers.append(number)
        return read(reader, number, cells)

    monkeypatch.setattr(WideReader, "read", noting)
    return numbers


def again(path, was_read, profile=LIST):
    """The import of a file that comes again, and which of its lines were read."""
    was_read.clear()
    return write(path, profile), list(was_read)


def test_only_what_differs_is_read_again(tmp_path, was_read):
    write(make_file(tmp_path, [ONE, TWO]))

    imported, read = again(make_file(tmp_path, [TWO | {"person.born_on": "1991"}, ONE]), was_read)

    assert (outcomes(imported), read) == ({2: "changed", 3: "unchanged"}, [2])
    assert Prisoner.objects.get(display_name="Other Sample").born_on == "1991"
    assert imported.lines.get(number=3).public_id == (
        Prisoner.objects.get(display_name="Test Person 17").public_id
    )


def test_cells_and_their_digest_go_when_they_are_written(tmp_path, was_read):
    path = make_file(tmp_path, [ONE])
    write(path)
    again(path, was_read)

    assert list(ImportLine.objects.values_list("cells", "digest")) == [({}, None), ({}, None)]


def test_another_profile_reads_every_line(tmp_path, was_read):
    path = make_file(tmp_path, [ONE | {"place": "Test Town"}])
    write(path)

    changed, _read = again(path, was_read, LIST + '[columns]\n"place" = "detention.place"\n')

    assert outcomes(changed) == {2: "changed"}


def test_new_code_reads_every_line_and_then_none(tmp_path, was_read, monkeypatch):
    path = make_file(tmp_path, [ONE])
    write(path)
    monkeypatch.setattr(said_again, "_code", lambda: "another version")

    assert again(path, was_read)[1] == [2]
    assert again(path, was_read)[1] == []


def test_a_line_with_something_left_is_read_again(tmp_path, was_read):
    path = make_file(tmp_path, [ONE | {"person.sex": "maybe"}])
    write(path)

    imported, read = again(path, was_read)

    assert (outcomes(imported), read) == ({2: "unchanged"}, [2])
    assert imported.lines.get().faults


def test_words_of_which_a_catalogue_may_come_to_know_are_read_again(tmp_path, was_read):
    path = make_file(tmp_path, [ONE | {"court": "Court of Test Town"}])
    profile = LIST + '[columns]\n"court" = { to = "verdict.court", unknown = "leave" }\n'
    write(path, profile)
    court = Court.objects.create(name="Court of Test Town", country="BY")

    assert again(path, was_read, profile)[1] == [2]
    assert Verdict.objects.get().court == court


def test_the_same_line_twice_in_a_file_is_refused_the_second_time(tmp_path, was_read):
    write(make_file(tmp_path, [ONE]))

    imported, _read = again(make_file(tmp_path, [ONE, ONE]), was_read)

    assert outcomes(imported) == {2: "unchanged", 3: "refused"}
    assert imported.lines.get(number=3).cells == ONE


def test_lines_that_go_on_with_the_line_before_are_all_read(tmp_path, was_read):
    profile = 'continues = "further"' + LIST
    path = make_file(tmp_path, [ONE, {"No.": "008", "name": ONE["name"], "further": "yes"}])
    write(path, profile)

    imported, read = again(path, was_read, profile)

    assert (set(outcomes(imported).values()), read) == ({"unchanged"}, [2, 3])


def test_after_it_was_undone_the_older_text_counts_again(tmp_path, was_read):
    first = make_file(tmp_path, [ONE], "first.csv")
    second = make_file(tmp_path, [ONE | {"detention.began_on": "2021"}], "second.csv")
    write(first)
    undoing.undo(write(second), by=None)

    assert outcomes(again(second, was_read)[0]) == {2: "changed"}


def test_a_line_that_was_held_and_taken_is_known(tmp_path, was_read, editor):
    path = make_file(tmp_path, [ONE | {"death.died_on": "2022"}])
    held = write(path, accept=())
    deciding.decide(held.lines.get(), by=editor)

    assert again(path, was_read)[1] == []


def test_a_line_that_waits_is_compared_with_lines_that_are_not_read(tmp_path, was_read):
    """Whoever bears so common a name is not found by it among all who are here."""
    lines = [{"No.": str(n), "name": "Test Person", "case": str(n)} for n in (1, 2)]
    profile = 'lines_are = "cases"' + LIST + '[columns]\n"case" = "prosecution.case_number"\n'
    path = make_file(tmp_path, lines)
    assert outcomes(write(path, profile)) == {2: "new", 3: "held"}
    searching.index_changed_names()
    SearchedName.objects.all().delete()

    assert outcomes(again(path, was_read, profile)[0]) == {2: "unchanged", 3: "held"}
