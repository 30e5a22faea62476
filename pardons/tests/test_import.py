"""Spreadsheets of acts, of the people who benefited, and of contradictions."""

import pytest
import tablib

from pardons.models import AnnouncedCount, Beneficiary, ClemencyAct
from pardons.resources import BeneficiaryResource, ClemencyActResource, ContradictionResource
from prisoners.models import ExternalId
from prisoners.tests.builders import make_prisoner
from sources.models import Citation
from sources.tests.builders import make_source

pytestmark = pytest.mark.django_db


def load(resource, **cells):
    dataset = tablib.Dataset(headers=list(cells))
    dataset.append(list(cells.values()))
    return resource().import_data(dataset)


def load_act(**cells):
    plain = {
        "act_key": "test-act",
        "announced_date": "2024-12-09",
        "kind": "pardon",
        "authority": "Test President",
        "announced_count": "29",
        "qualifiers": "exactly",
        "names_disclosed": "none",
    }
    result = load(ClemencyActResource, **(plain | cells))
    assert [row.error_dict for row in result.invalid_rows] == []
    return ClemencyAct.objects.get()


def make_listed(key):
    prisoner = make_prisoner()
    ExternalId.objects.create(prisoner=prisoner, scheme="test-list", value=key)
    return prisoner


@pytest.mark.parametrize(
    ("qualifiers", "lower", "upper", "stated"),
    [
        ("exactly", 29, 29, "exactly 29"),
        ("exactly; more than half ill", 29, 29, "exactly 29; more than half ill"),
        ("at least", 29, None, "at least 29"),
        ("about; some freed", None, None, "about 29; some freed"),
        ("expected total", None, None, "29, expected total"),
    ],
)
def test_a_number_bounds_only_what_its_qualifier_says(qualifiers, lower, upper, stated):
    load_act(qualifiers=qualifiers)

    total = AnnouncedCount.objects.get()
    assert (total.lower, total.upper, total.stated) == (lower, upper, stated)


def test_a_breakdown_makes_a_row_for_each_category_that_was_stated():
    load_act(women="11", men="18", pensioners="")

    assert list(AnnouncedCount.objects.values_list("category", "lower", "upper")) == [
        ("total", 29, 29),
        ("women", 11, 11),
        ("men", 18, 18),
    ]


def test_a_breakdown_that_cannot_be_is_refused_in_words():
    result = load(
        ClemencyActResource,
        act_key="test-act",
        kind="pardon",
        announced_count="29",
        qualifiers="exactly",
        names_disclosed="none",
        women="20",
        men="18",
    )

    assert "38" in result.invalid_rows[0].error_dict["__all__"][0]
    assert not ClemencyAct.objects.exists()


def test_an_act_is_in_the_ledger_unless_its_line_says_no():
    assert load_act().is_in_ledger
    assert not load_act(is_in_ledger="no").is_in_ledger


def test_a_disputed_beneficiary_is_kept_with_low_confidence():
    person = make_listed("test-person-17")
    load_act()

    load(
        BeneficiaryResource,
        act_key="test-act",
        list="test-list",
        person_key="test-person-17",
        name_as_reported="Test Person",
        released_date="",
        note="disputed: one says he remained in prison",
    )

    found = Beneficiary.objects.get()
    assert (found.prisoner, found.outcome, found.confidence) == (person, "disputed", "low")


def test_the_same_beneficiary_again_changes_nothing():
    make_listed("test-person-17")
    load_act()
    line = {
        "act_key": "test-act",
        "list": "test-list",
        "person_key": "test-person-17",
        "name_as_reported": "Test Person",
        "released_date": "2024-12-09",
    }

    load(BeneficiaryResource, **line)
    again = load(BeneficiaryResource, **line)

    assert again.totals["skip"] == 1
    assert Beneficiary.objects.get().outcome == "released"


def test_a_contradiction_stands_beside_the_field_that_it_contradicts():
    act = load_act()
    source = make_source(key="a")
    line = {
        "act_key": "test-act",
        "row": "announced:total",
        "field": "lower",
        "source_id": "a",
        "stated_value": "30",
    }

    load(ContradictionResource, **line)
    again = load(ContradictionResource, **line)

    citation = Citation.objects.get()
    assert (citation.record_id, citation.row) == (act.record_id, act.announced_counts.get().code)
    assert (citation.source, citation.stance, citation.stated_value) == (
        source,
        "contradicts",
        "30",
    )
    assert again.totals["skip"] == 1


@pytest.mark.parametrize(
    ("column", "value"), [("row", "verdict"), ("field", "colour"), ("source_id", "nowhere")]
)
def test_a_contradiction_of_something_that_is_not_there_is_refused(column, value):
    load_act()
    make_source(key="a")
    line = {
        "act_key": "test-act",
        "row": "",
        "field": "kind",
        "source_id": "a",
        "stated_value": "amnesty",
    }

    result = load(ContradictionResource, **(line | {column: value}))

    assert set(result.invalid_rows[0].error_dict) == {column}
