"""The working tables of the demonstration register, out as spreadsheets and in again: nothing differs.

Out of this stay what no table of its own holds: states and notes of records, and links between rows
of one table that are deleted.
"""

from collections import Counter
from contextlib import contextmanager

import pytest

from core.columns import columns_of
from office.exporting.writing import WRITERS, cells_of
from office.importing import applying, originals, profiles, receipts
from office.importing.targets import TABLES
from prisoners.models import Official, Prisoner, Relation, Tag
from sources.models import Source
from tests import databases


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(originals, "FOLDER", tmp_path / "imports")
    return tmp_path


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_register_goes_through_spreadsheets_without_a_difference(
    django_db_setup, django_db_blocker, folder, kind
):
    with django_db_blocker.unblock(), within(databases.clone_of_demo()):
        add_what_the_register_lacks()
        before = tables()
        files = written(folder, kind)
        again = {name: outcomes(imported(file, name)) for name, file in files.items()}

    assert again == {name: {"unchanged": len(before[name])} for name in files}

    with django_db_blocker.unblock(), within(databases.clone_of_empty()):
        moved = {name: outcomes(imported(file, name)) for name, file in files.items()}
        after = tables()

    assert moved == {name: {"new": len(before[name])} for name in files}
    assert after == before


@contextmanager
def within(database):
    """A database of this block's own."""
    with databases.using(database):
        yield
    databases.drop(database)


def add_what_the_register_lacks():
    """Tags, an official, a source that is derived from another, a relation, a cell like a formula."""
    people = list(Prisoner.objects.order_by("pk")[:3])
    tags = [Tag.objects.create(name=name) for name in ("=urgent; really", "letters")]
    people[0].tags.set(tags)
    people[1].tags.set(tags[1:])
    first, last = Source.objects.order_by("pk")[0], Source.objects.order_by("-pk")[0]
    Source.objects.filter(pk=first.pk).update(derived_from=last)
    Relation.objects.create(prisoner=people[0], other=people[2], kind=Relation.Kind.values[0])
    Official.objects.create(name="Test Judge", country="BY", role="judge")


def tables():
    """{name of a table: its rows as they are exported, sorted}"""
    return {name: sorted(_cells(model)) for name, model in TABLES.items()}


def _cells(model):
    return cells_of(model._base_manager.order_by("pk"), columns_of(model))


def written(folder, kind):
    """{name of a table: the file of its rows}, of tables that have any."""
    found = {}
    for name, model in TABLES.items():
        if model._base_manager.exists():
            found[name] = folder / f"{name}.{kind}"
            with found[name].open("wb+") as file:
                header = [column.name for column in columns_of(model)]
                WRITERS[kind](file, header, _cells(model))
    return found


def imported(file, name):
    profile = profiles.load(f"table-{name.replace('_', '-')}")
    found = receipts.begin(file, name=file.name, profile=profile, by=None)
    receipts.prepare(found)
    return applying.write(found, by=None)


def outcomes(one):
    """{outcome: lines}, of outcomes that there are."""
    return dict(Counter(one.lines.values_list("outcome", flat=True)))
