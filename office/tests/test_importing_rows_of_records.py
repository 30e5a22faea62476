"""Tables of rows that belong to people and acts: found by what people have at hand, with their sources."""

import pytest

from office.importing import profiles, undoing
from office.tests.importing import faults, make_file, outcomes, write
from pardons.models import Beneficiary
from pardons.tests.builders import make_act, make_announced_count
from prisoners.models import Condition, ExternalId
from prisoners.tests.builders import make_detention, make_prisoner
from sources.models import Citation, CountClaim, Record
from sources.tests.builders import make_source

pytestmark = pytest.mark.django_db

CONDITIONS = """
list = "test-conditions"
rows = "conditions"
key = ["person", "kind", "start"]

[columns]
"person" = { to = "prisoner", list = "test-list" }
"start" = "began_on"
"end" = [
  { to = "ended_on", values = { "open" = "" } },
  { to = "is_open", values = { "open" = "yes", "*" = "no", "" = "no" } },
]
"by" = "sources"
"""
CITATIONS = """
list = "test-citations"
rows = "citations"

[always]
"stance" = "contradicts"

[columns]
"person" = { to = "record", list = "test-list" }
"act" = "record"
"""


def make_listed(key="person-17", **fields):
    prisoner = make_prisoner(**fields)
    ExternalId.objects.create(prisoner=prisoner, scheme="test-list", value=key)
    return prisoner


def condition_line(**cells):
    plain = {"person": "person-17", "kind": "incommunicado", "start": "2023-02", "end": "open"}
    return plain | {"by": ""} | cells


def test_a_row_of_somebody_in_a_list_is_found_by_the_key_there_and_cites_its_own_source(tmp_path):
    person, source = make_listed(), make_source(key="a")

    write(make_file(tmp_path, [condition_line(by="a; a")]), CONDITIONS)

    condition, cited = Condition.objects.get(), Citation.objects.get()
    assert (condition.prisoner, condition.is_open, condition.ended_on) == (person, True, "")
    assert (cited.record_id, cited.row, cited.source) == (person.record_id, condition.code, source)


def test_the_same_rows_again_change_nothing_and_a_corrected_one_is_changed(tmp_path):
    make_listed(), make_source(key="a"), make_source(key="b")
    write(make_file(tmp_path, [condition_line(by="a")]), CONDITIONS)
    code = Condition.objects.get().code

    again = write(make_file(tmp_path, [condition_line(by="a")]), CONDITIONS)
    ended = write(make_file(tmp_path, [condition_line(end="2024", by="a;b")]), CONDITIONS)

    assert (outcomes(again), outcomes(ended)) == ({2: "unchanged"}, {2: "changed"})
    condition = Condition.objects.get()
    assert (condition.code, condition.ended_on, condition.is_open) == (code, "2024", False)
    assert list(Citation.objects.values_list("source__key", flat=True)) == ["a", "b"]


def test_citations_are_taken_back_with_the_rows_that_they_are_of(tmp_path):
    make_listed(), make_source(key="a")
    imported = write(make_file(tmp_path, [condition_line(by="a")]), CONDITIONS)

    undoing.undo(imported, by=None)

    assert (Condition.objects.count(), Citation.objects.count()) == (0, 0)


def test_nobody_of_this_key_is_refused_and_a_source_that_is_not_there_is_left_out(tmp_path):
    make_listed()
    lines = [condition_line(person="nobody"), condition_line(by="nowhere")]

    imported = write(make_file(tmp_path, lines), CONDITIONS)

    assert faults(imported) == [
        (2, "person", "nobody", "nobody has this key in the list “test-list”"),
        (3, "by", "nowhere", "no source has this key or address"),
    ]
    assert outcomes(imported) == {2: "refused", 3: "new"}


def test_a_beneficiary_is_a_row_of_the_act_whose_key_the_line_names(tmp_path):
    act, person, _source = make_act(key="test-act"), make_listed(), make_source(key="a")
    profile = """
    list = "test-beneficiaries"
    rows = "beneficiaries"
    [columns]
    "person" = { to = "prisoner", list = "test-list" }
    """
    line = {"act": "test-act", "person": "person-17", "outcome": "released", "sources": "a"}

    write(make_file(tmp_path, [line]), profile)

    found = Beneficiary.objects.get()
    assert (found.act, found.prisoner, found.outcome) == (act, person, "released")
    assert [(c.record_id, c.row) for c in Citation.objects.all()] == [(act.record_id, found.code)]


def test_a_record_cites_its_sources_as_a_whole_and_is_found_by_its_key(tmp_path):
    act, _source = make_act(key="test-act", authority="Test President"), make_source(key="a")
    line = {"key": "test-act", "authority": "Another President", "sources": "a"}

    write(make_file(tmp_path, [line]), 'list = "test-acts"\nrows = "acts"')

    act.refresh_from_db()
    assert act.authority == "Another President"
    assert [(c.record_id, c.row) for c in Citation.objects.all()] == [(act.record_id, None)]


def test_a_claim_keeps_the_word_for_which_there_is_no_code(tmp_path):
    act, source = make_act(key="test-act"), make_source(key="a")
    profile = """
    list = "test-claims"
    rows = "claims"
    key = ["id"]
    [columns]
    "id" = "key"
    "value" = ["value", "value_stated"]
    [[columns.what]]
    to = "measure_stated"
    [[columns.what]]
    to = "measure"
    values = { "in custody" = "in_custody", "*" = "other" }
    """
    line = {"id": "T1", "value": "1300", "what": "writers in custody", "source": "a"}

    write(make_file(tmp_path, [line | {"about": "test-act"}]), profile)

    claim = CountClaim.objects.get()
    assert (claim.measure, claim.measure_stated) == ("other", "writers in custody")
    assert (claim.value, claim.value_stated) == (1300, "1300")
    assert (claim.source, claim.about_id) == (source, act.record_id)


def test_a_contradiction_is_of_the_one_row_of_its_kind_or_of_the_record(tmp_path):
    person, act, _source = make_listed(), make_act(key="test-act"), make_source(key="a")
    detention = make_detention(prisoner=person, began_on="2021")
    count = make_announced_count(act=act)
    lines = [
        {"person": "person-17", "row": "detention", "field": "began_on", "stated_value": "2020"},
        {"person": "person-17", "row": "", "field": "born_on", "stated_value": "1961"},
        {"act": "test-act", "row": "announced_count", "field": "lower", "stated_value": "30"},
    ]
    lines = [line | {"source": "a"} for line in lines]

    write(make_file(tmp_path, lines), CITATIONS)
    again = write(make_file(tmp_path, lines), CITATIONS)

    assert list(Citation.objects.order_by("pk").values_list("record", "row", "stance")) == [
        (person.record_id, detention.code, "contradicts"),
        (person.record_id, None, "contradicts"),
        (act.record_id, count.code, "contradicts"),
    ]
    assert outcomes(again) == {2: "unchanged", 3: "unchanged", 4: "unchanged"}


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"row": "verdict"}, "row", "this record has no such row"),
        ({"row": "detention"}, "row", "this record has 2 of them: say which, as “detention:2”"),
        ({"row": "detention:3"}, "row", "this record has no such row"),
        ({"row": "house"}, "row", "not a code, and not one of: person"),
        ({"row": "detention:2", "field": "colour"}, "field", "there is no such field"),
        ({"field": "lower"}, "field", "there is no such field"),
        ({"source": "nowhere"}, "source", "there is no such source"),
        ({"person": "nobody"}, "person", "nobody has this key in the list “test-list”"),
    ],
)
def test_a_contradiction_of_something_that_is_not_there_is_refused(tmp_path, cells, column, reason):
    person, _source = make_listed(), make_source(key="a")
    make_detention(prisoner=person, began_on="2015", ended_on="2016", end_reason="released")
    make_detention(prisoner=person, began_on="2021")
    line = {"person": "person-17", "source": "a", "row": "", "field": "", "stated_value": "x"}

    imported = write(make_file(tmp_path, [line | cells]), CITATIONS)

    [(_number, name, _value, said)] = faults(imported)
    assert (name, said[: len(reason)]) == (column, reason)
    assert not Citation.objects.exists()


def test_the_second_of_several_rows_can_be_named(tmp_path):
    person, _source = make_listed(), make_source(key="a")
    make_detention(prisoner=person, began_on="2015", ended_on="2016", end_reason="released")
    second = make_detention(prisoner=person, began_on="2021")
    line = {"person": "person-17", "source": "a", "row": "detention:2", "stated_value": "x"}

    write(make_file(tmp_path, [line]), CITATIONS)

    assert Citation.objects.get().row == second.code


def test_what_a_profile_always_says_fills_a_table_too(tmp_path):
    profile = 'list = "c"\nrows = "courts"\n[always]\n"country" = "BY"\n[columns]\n"court" = "name"'
    path = make_file(tmp_path, [{"court": "Test Court", "kind": "district"}])

    write(path, profile)
    again = write(path, profile)

    assert outcomes(again) == {2: "unchanged"}


def test_a_number_with_fewer_zeros_is_the_same_number(tmp_path):
    path = make_file(tmp_path, [{"name": "Test Court", "country": "BY", "latitude": "53.9"}])
    profile = 'list = "c"\nrows = "courts"'
    write(path, profile)

    assert outcomes(write(path, profile)) == {2: "unchanged"}


def test_only_tables_of_records_have_a_column_of_sources():
    with pytest.raises(profiles.ProfileRefused, match="has no column “sources”"):
        profiles.read('rows = "courts"\n[columns]\n"by" = "sources"', "test")


def test_nothing_that_was_imported_is_public(tmp_path):
    make_listed(), make_source(key="a")

    write(make_file(tmp_path, [condition_line(by="a")]), CONDITIONS)

    assert set(Record.objects.values_list("state", flat=True)) == {"draft"}
