"""Spreadsheets of sources and claims, as staff import them."""

import pytest
import tablib

from sources.models import CountClaim, Source
from sources.resources import CountClaimResource, SourceResource
from sources.tests.builders import make_organisation, make_source

pytestmark = pytest.mark.django_db


def sheet(*lines):
    dataset = tablib.Dataset(headers=list(lines[0]))
    for line in lines:
        dataset.append(list(line.values()))
    return dataset


def source_line(**cells):
    return {
        "source_id": "test-source",
        "publisher": "Test Publisher",
        "title_or_description": "Test Source",
        "url": "https://news.example/1",
        "published_date": "2024-12-09",
        "language": "en",
        "kind": "news",
        "note": "",
    } | cells


def claim_line(**cells):
    return {
        "claim_id": "T1",
        "measure": "in_custody",
        "period_start": "",
        "as_of": "2024-12-09",
        "value": "1300",
        "qualifier": "more than",
        "claimed_by": "Test Speaker",
        "source_id": "test-source",
        "note": "",
    } | cells


def test_a_mirror_is_marked_as_a_copy_and_nothing_is_said_of_the_others():
    mirror = source_line(source_id="a", note="mirror, rewrite or republication; original not seen")

    SourceResource().import_data(sheet(mirror, source_line(source_id="b")))

    assert dict(Source.objects.values_list("key", "reliability")) == {"a": "copy", "b": "unknown"}


def test_a_publisher_in_the_catalogue_is_linked_also_with_an_addition_in_brackets():
    viasna = make_organisation(name="Test Centre")

    SourceResource().import_data(sheet(source_line(publisher="Test Centre (republished)")))

    source = Source.objects.get()
    assert (source.organisation, source.publisher) == (viasna, "Test Centre (republished)")


def test_a_refused_line_names_the_column_the_value_and_the_reason():
    result = SourceResource().import_data(sheet(source_line(published_date="9/8/2020")))

    (refused,) = result.invalid_rows
    (sentence,) = refused.error_dict["published_date"]
    assert sentence.startswith("published_date “9/8/2020”: ")
    assert len(sentence) > len("published_date “9/8/2020”: ")
    assert not Source.objects.exists()


def test_all_that_is_wrong_with_a_line_is_said_at_once():
    wrong = source_line(published_date="9/8/2020", kind="blog")

    result = SourceResource().import_data(sheet(wrong))

    assert set(result.invalid_rows[0].error_dict) == {"published_date", "kind"}


@pytest.mark.parametrize("cell", ["\0", "x" * 501])
def test_a_text_that_no_field_takes_is_refused_with_its_column(cell):
    result = SourceResource().import_data(sheet(source_line(title_or_description=cell)))

    assert set(result.invalid_rows[0].error_dict) == {"title_or_description"}
    assert not result.has_errors()


def test_a_measure_without_a_code_keeps_its_word():
    make_source(key="test-source")

    CountClaimResource().import_data(sheet(claim_line(measure="writers_in_custody")))

    claim = CountClaim.objects.get()
    assert (claim.measure, claim.measure_stated) == ("other", "writers_in_custody")
    assert (claim.value, claim.value_stated, claim.qualifier) == (1300, "1300", "more_than")


def test_a_claim_whose_source_is_not_there_is_refused():
    result = CountClaimResource().import_data(sheet(claim_line(source_id="nowhere")))

    assert result.invalid_rows[0].error_dict == {
        "source_id": ["source_id “nowhere”: no source has the key “nowhere”"]
    }


def test_the_same_claim_again_changes_nothing_and_a_corrected_one_changes_its_row():
    make_source(key="test-source")
    CountClaimResource().import_data(sheet(claim_line()))

    again = CountClaimResource().import_data(sheet(claim_line()))
    corrected = CountClaimResource().import_data(sheet(claim_line(value="1400")))

    assert (again.totals["skip"], corrected.totals["update"]) == (1, 1)
    assert [claim.value for claim in CountClaim.objects.all()] == [1400]
