"""What holds for any list: again changes nothing, the newest says what is, undone is as before, no fault of ours."""

import csv
import io
import tempfile
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from core.columns import columns_of
from office.exporting.writing import cells_of
from office.importing import applying, originals, profiles, receipts, undoing
from office.importing.targets import TABLES
from prisoners.models import Prisoner, Tag
from prisoners.tests.builders import make_detention, make_prisoner
from sheets import FileRefused

pytestmark = pytest.mark.django_db

LIST = """
list = "test-list"
key = ["No."]
find = ["key"]
vocabulary = ["en", "iso"]
most_refused = 100

[columns]
"verdict.court" = { to = "verdict.court", unknown = "create" }
"stay.facility" = { to = "stay.facility", unknown = "leave" }
"""
ACCEPTED = ("death", "release", "future_date", "likely_same")
COLUMNS = {
    "name": st.sampled_from(
        [
            "Test Person Alpha",
            "Test Person Beta",
            "Person, Test",
            "Gamma (Delta)",
            "Éa Ωm, aka Testy",
        ]
    ),
    "person.sex": st.sampled_from(["female", "male", "", "other"]),
    "person.born_on": st.sampled_from(["", "1980", "1980-05-06", "c. 1980", "9 Aug 1975", "199X"]),
    "person.affiliation": st.sampled_from(["", "Test Union", '"Quoted"; and, more', "=1+1"]),
    "detention.began_on": st.sampled_from(["", "2001", "2001-02-03", "2005-06"]),
    "detention.ended_on": st.sampled_from(["", "2011", "2012-03-04", "2000-01-01"]),
    "detention.place": st.sampled_from(["", "Test Town", "Other Town"]),
    "stay.facility": st.sampled_from(["", "Colony 1", "Colony 2"]),
    "prosecution.case_number": st.sampled_from(["", "001", "002"]),
    "verdict.decided_on": st.sampled_from(["", "2002-03-04", "2003"]),
    "verdict.court": st.sampled_from(["", "Court of Test", "Court of Others"]),
    "sentence": st.sampled_from(["", "3 years", "2 years; $100 fine", "not understood", "P2Y6M"]),
    "death.died_on": st.sampled_from(["", "", "2013"]),
}
LINE = st.fixed_dictionaries(COLUMNS)
LINES = st.dictionaries(st.sampled_from(["001", "1", "2", "Ä 3"]), LINE, min_size=1, max_size=3)
# A newer line that names fewer aliases, or fewer parts of a sentence, leaves those that were there.
ONE_OF_EACH = st.dictionaries(
    st.sampled_from(["001", "1", "2"]),
    st.fixed_dictionaries(
        COLUMNS
        | {
            "name": st.sampled_from(["Test Person Alpha", "Test Person Beta"]),
            "sentence": st.sampled_from(["", "3 years", "2 years and 1 month", "P2Y6M"]),
            "detention.ended_on": st.sampled_from(["", "2011", "2012-03-04"]),
        }
    ),
    min_size=1,
    max_size=3,
)
HOSTILE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["\0", "\x01", "\x1b[2J", "\ud800", "=cmd|' /C calc'!A0", '"', '""', "'", "\\", "\\N", "\r", "\n\n"]
        + ["x" * 10_000, "9" * 400, "{0}", "{act.key}", "%s", "2020-02-30", "\u202e", "\ufeff", ";;;", "NaN"]
    ),
)  # fmt: skip
SOME = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@contextmanager
def on_its_own():
    """Rows of this block are gone afterwards."""
    with tempfile.TemporaryDirectory() as name, transaction.atomic():
        with mock.patch.object(originals, "FOLDER", Path(name) / "imports"):
            yield Path(name)
        transaction.set_rollback(True)


def brought(folder, lines, order=()):
    """The import of these lines ({key: cells}), written."""
    text = io.StringIO()
    writer = csv.DictWriter(text, ["No.", *COLUMNS])
    writer.writeheader()
    for key in order or lines:
        writer.writerow({"No.": key} | lines[key])
    return written(folder, text.getvalue().encode("utf-8", "surrogatepass"))


def written(folder, content):
    path = folder / "list.csv"
    path.write_bytes(content)
    profile = profiles.read(LIST, "test-list")
    imported = receipts.begin(path, name=path.name, profile=profile, by=None, accept=ACCEPTED)
    return applying.write(receipts.prepare(imported), by=None)


def everything():
    """All rows of all working tables with their keys."""
    tables = {
        name: list(model._base_manager.order_by("pk").values()) for name, model in TABLES.items()
    }
    tables["tagged"] = list(Prisoner.tags.through.objects.order_by("pk").values())
    return tables


def people():
    """{key in the list: all that is said of the person}, without public ids, codes and the order of rows."""
    names = dict(Prisoner.objects.values_list("record_id", "external_ids__value"))
    found = {key: [] for key in names.values()}
    for name, model in TABLES.items():
        columns = [each for each in columns_of(model) if each.name != "code"]
        for cells in cells_of(model._base_manager.order_by("pk"), columns):
            row = dict(zip([each.name for each in columns], cells, strict=True))
            owner = row.pop("prisoner", row.pop("public_id", row.pop("record", None)))
            said = {
                key: text
                for key, text in row.items()
                if key not in ("verdict", "prosecution", "detention")
            }
            if owner in names:
                found[names[owner]].append((name, sorted(said.items())))
    return {key: sorted(rows) for key, rows in found.items()}


@SOME
@given(lines=LINES)
def test_a_list_again_changes_nothing(lines):
    with on_its_own() as folder:
        brought(folder, lines)
        before = everything()

        again = brought(folder, lines)

        assert set(again.lines.values_list("outcome", flat=True)) <= {"unchanged", "refused"}
        assert everything() == before


@SOME
@given(lines=LINES, data=st.data())
def test_the_order_of_the_lines_makes_no_difference_to_the_people(lines, data):
    order = data.draw(st.permutations(list(lines)))
    with on_its_own() as folder:
        brought(folder, lines)
        as_written = people()
    with on_its_own() as folder:
        brought(folder, lines, order)

        assert people() == as_written


@SOME
@given(old=ONE_OF_EACH, new=ONE_OF_EACH)
def test_the_newest_list_decides_whatever_an_older_one_said(old, new):
    """Of cells that the newer one fills; what it leaves empty stays."""
    fuller = {
        key: old.get(key, {}) | {k: v for k, v in cells.items() if v} for key, cells in new.items()
    }
    with on_its_own() as folder:
        brought(folder, fuller)
        at_once = people()
    with on_its_own() as folder:
        brought(folder, old)
        brought(folder, new)

        assert {key: rows for key, rows in people().items() if key in new} == at_once


@SOME
@given(old=LINES, new=LINES)
def test_an_import_that_is_undone_leaves_everything_as_it_was(old, new):
    with on_its_own() as folder:
        someone = make_detention(prisoner=make_prisoner(display_name="Test Person Alpha")).prisoner
        someone.tags.set([Tag.objects.create(name="Test")])
        brought(folder, old)
        before = everything()

        undoing.undo(brought(folder, new), by=None)

        assert everything() == before
        brought(folder, old)
        assert everything() == before


@settings(SOME, max_examples=20)
@example(cell="x" * 10_000, column="verdict.court")
@given(cell=HOSTILE, column=st.sampled_from(["No.", *COLUMNS]))
def test_a_hostile_cell_is_a_fault_or_the_file_is_refused_and_no_other_line_is_lost(cell, column):
    good = {"name": "Test Person Alpha", "detention.began_on": "2001"}
    lines = [
        {"No.": "1"} | good,
        {"No.": "2", "name": "Test Person Beta"} | {column: cell},
        {"No.": "3"} | good,
    ]
    text = io.StringIO()
    writer = csv.DictWriter(text, ["No.", *COLUMNS], restval="")
    writer.writeheader()
    writer.writerows(lines)

    with on_its_own() as folder:
        try:
            written(folder, text.getvalue().encode("utf-8", "surrogatepass"))
        except FileRefused:
            kept = set()
        else:
            kept = {"1", "3"}
        keys = set(Prisoner.objects.values_list("external_ids__value", flat=True))

    assert kept <= keys
    assert kept or not keys
