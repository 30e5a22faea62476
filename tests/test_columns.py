"""A working row written into a spreadsheet and read back is the same row."""

from decimal import Decimal

import pytest

from core.columns import CannotRead, columns_of, joined, key_of, parted
from pardons.tests.builders import make_beneficiary
from prisoners.models import Charge, Detention, Official, Prisoner
from prisoners.tests.builders import (
    make_article,
    make_charge,
    make_facility,
    make_official,
    make_prisoner,
    make_stay,
    make_tag,
    make_verdict,
)
from sources.models import Record
from tests.working_rows import ROWS, working_models

pytestmark = pytest.mark.django_db

MODELS = sorted(working_models() - {Record}, key=lambda model: model._meta.label)


def column(model, name):
    (found,) = [column for column in columns_of(model) if column.name == name]
    return found


def cells(row):
    row = type(row)._base_manager.get(pk=row.pk)
    return {column.name: column.write(row) for column in columns_of(type(row))}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_of_every_working_model_comes_back_as_it_was(model):
    make, _change = ROWS[model]
    row = model._base_manager.get(pk=make().pk)

    for one in columns_of(model):
        value = getattr(row, one.attname)
        assert one.read(one.write(row)) == (list(value.all()) if one.is_many else value), one.name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_table_is_written_without_instances(model):
    make, _change = ROWS[model]
    row = model._base_manager.get(pk=make().pk)

    for one in columns_of(model):
        if not one.is_many:
            (values,) = model._base_manager.filter(pk=row.pk).values_list(*one.paths)
            assert one.text(*values) == one.write(row), one.name


def test_links_are_written_as_what_they_are_called_everywhere():
    prisoner, article = make_prisoner(), make_article(country="BY", number="342-1", part="2")
    charge = make_charge(article=article)
    stay = make_stay(facility=make_facility(name="Colony | 15", country=""))

    assert cells(prisoner)["public_id"] == prisoner.public_id
    assert {name: cells(charge)[name] for name in ("prisoner", "prosecution", "article")} == {
        "prisoner": charge.prosecution.prisoner.public_id,
        "prosecution": str(charge.prosecution.code),
        "article": "BY | CC | 342-1 | 2",
    }
    assert cells(stay)["facility"] == r"Colony \| 15"
    assert column(type(stay), "facility").read(r"Colony \| 15") == stay.facility_id


def test_lists_are_parted_by_semicolons_and_links_to_many_are_lists():
    prisoner = make_prisoner(nationalities=["BY", "PL"])
    tags = [make_tag(name="first; of all"), make_tag(name="second")]
    prisoner.tags.set(tags)

    written = cells(prisoner)

    assert written["nationalities"] == "BY; PL"
    assert written["tags"] == r"first\; of all; second"
    assert column(Prisoner, "tags").read(written["tags"]) == [tag.pk for tag in tags]


def test_nobody_is_an_empty_cell():
    unnamed = make_beneficiary(prisoner=None)

    assert cells(unnamed)["prisoner"] == ""
    assert column(type(unnamed), "prisoner").read("") is None


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("began_on", "9/8/2020", "can be 2020-08-09 or 2020-09-08"),
        ("form", "Custody", "not one of: custody, house_arrest"),
        ("form", "cus\0tody", "a sign that no text can have"),
        ("prisoner", "RC-000000", "there is no such prisoner"),
        ("prisoner", "", "may not be empty"),
        ("code", "7", "not a valid UUID"),
        ("context", "one | two", "there is no such context"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(name, text, reason):
    with pytest.raises(CannotRead, match=reason):
        column(Detention, name).read(text)


def test_a_name_that_fits_several_rows_is_refused():
    first = make_official(name="Same Name")
    make_official(name="Same Name")
    verdict = make_verdict(judge=first)
    judge = column(type(verdict), "judge")

    with pytest.raises(CannotRead, match="more than one official is called so"):
        judge.read(judge.write(verdict))


def test_a_link_is_known_by_what_means_the_same_elsewhere():
    assert (key_of(Prisoner), key_of(Charge)) == (("record_id",), ("code",))
    assert key_of(Official) == ("name", "role", "country")


def test_what_the_database_computes_is_no_column():
    names = [column.name for column in columns_of(Detention)]

    assert not {"id", "began_on_days", "documented_days"} & set(names)
    assert {"began_on", "code", "staff_note"} <= set(names)


@pytest.mark.parametrize("items", [[], ["a"], ["a;b", "c\\", "\\;", "d"], ["one\ntwo", "x | y"]])
def test_items_are_parted_where_they_were_joined(items):
    assert parted(joined(items, "; "), "; ") == items
    assert parted(joined(items, " | "), " | ") == items


def test_numbers_are_written_plainly():
    facility = make_facility(latitude=Decimal("53.90450"), longitude=Decimal("-27.56150"))
    facility.refresh_from_db()

    assert (cells(facility)["latitude"], cells(facility)["longitude"]) == ("53.90450", "-27.56150")
    assert column(type(facility), "latitude").read("53.90450") == Decimal("53.90450")
