"""A large file is written behind its reading, by a second session: the same comes of it."""

import pytest

from office.importing import applying, following, keeping, profiles, receipts, staging
from office.models import Import, ImportedLine
from office.tests.importing import LIST, make_file, outcomes
from prisoners.models import Prisoner
from sheets import FileRefused

pytestmark = pytest.mark.usefixtures("folder_of_files")
LINES = [
    {"No.": str(n), "name": f"Person {word}"} for n, word in enumerate("Adam Bela Cyril".split())
]


@pytest.fixture
def beside(committed_db, settings, monkeypatch):
    """Every file is large, and two lines are read at a time; gives how many were written beside their reading."""
    settings.IMPORT_AT_ONCE_BYTES = 0
    monkeypatch.setattr(staging, "AT_ONCE", 2)
    begun = []

    class Following(following.Following):
        def __enter__(self):
            begun.append(self)
            return super().__enter__()

    monkeypatch.setattr(following, "Following", Following)
    return begun


def begin(path, *, profile=LIST):
    profile = profiles.read(profile, "test-list")
    return receipts.begin(path, name=path.name, profile=profile, by=None)


def test_it_is_written_whole_and_remembered(tmp_path, beside):
    path = make_file(tmp_path, LINES)

    imported = receipts.prepare_and_write(begin(path), by=None)

    assert (imported.state, outcomes(imported)) == ("done", dict.fromkeys((2, 3, 4), "new"))
    assert (Prisoner.objects.count(), ImportedLine.objects.count(), len(beside)) == (3, 3, 1)
    again = receipts.prepare_and_write(begin(path), by=None)
    assert (again.state, outcomes(again)) == ("done", dict.fromkeys((2, 3, 4), "unchanged"))


def test_a_preview_beside_the_reading_leaves_nothing_and_names_what_would_be_refused(
    tmp_path, beside
):
    born = {"person.born_on": "1990", "detention.began_on": "1980"}
    imported = begin(make_file(tmp_path, [*LINES, {"No.": "9", "name": "Person Dora", **born}]))

    receipts.prepare(imported)

    assert (imported.state, Prisoner.objects.count(), len(beside)) == ("ready", 0, 1)
    assert outcomes(imported) == dict.fromkeys((2, 3, 4), "new") | {5: "refused"}
    assert applying.write(imported, by=None).counts["new"] == Prisoner.objects.count() == 3


def test_of_a_file_that_breaks_off_nothing_is_written(tmp_path, beside):
    path = make_file(tmp_path, LINES)
    path.write_bytes(path.read_bytes() + b'8,"never closed')
    imported = begin(path)

    with pytest.raises(FileRefused):
        receipts.prepare_and_write(imported, by=None)

    assert (Import.objects.get().state, Prisoner.objects.count()) == ("failed", 0)


def test_what_stands_in_the_way_of_writing_is_told_when_all_is_read(tmp_path, beside):
    path = make_file(tmp_path, LINES)
    late = begin(path)
    receipts.prepare_and_write(begin(path), by=None)

    with pytest.raises(applying.CannotWrite, match="Read it again"):
        receipts.prepare_and_write(late, by=None)

    assert (Import.objects.get(pk=late.pk).state, Prisoner.objects.count()) == ("ready", 3)


def test_given_up_while_it_is_read_it_leaves_nothing(tmp_path, beside):
    imported = begin(make_file(tmp_path, LINES))

    def give_up(_step, done, _total):
        if done == 2:
            receipts.drop(Import.objects.get(pk=imported.pk))

    with pytest.raises(receipts.GivenUp):
        receipts.prepare_and_write(imported, by=None, progress=give_up)

    assert (Import.objects.get().state, Prisoner.objects.count()) == ("dropped", 0)


def test_lines_that_cannot_be_kept_end_the_reading(tmp_path, beside, monkeypatch):
    imported = begin(make_file(tmp_path, LINES))
    monkeypatch.setattr(keeping.KeepingBeside, "_keep", lambda self, lines, rows: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        receipts.prepare_and_write(imported, by=None)

    assert (Import.objects.get().state, Prisoner.objects.count()) == ("reading", 0)
