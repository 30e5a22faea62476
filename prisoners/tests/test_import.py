"""The wide spreadsheet of people, as staff import it."""

import pytest
import tablib

from core.public_ids import new_public_id
from prisoners.importing.terms import charges, term
from prisoners.models import (
    Charge,
    Condition,
    Death,
    Detention,
    Prisoner,
    SentencePart,
    Stay,
    Verdict,
)
from prisoners.resources import ConditionResource, DeathResource, PrisonerResource
from prisoners.tests.builders import make_court, make_facility
from sources.importing.parts import code_of
from sources.models import Citation, Record
from sources.tests.builders import make_organisation, make_source

pytestmark = pytest.mark.django_db


def person_line(**cells):
    plain = {
        "person_key": "test-person-17",
        "list": "test-list",
        "country": "BY",
        "name_latin": "Test Person 17",
        "sex": "f",
        "arrest_date": "2021-01-12",
    }
    return plain | cells


def load(resource, *lines):
    columns = list(dict.fromkeys(column for line in lines for column in line))
    dataset = tablib.Dataset(headers=columns)
    for line in lines:
        dataset.append([line.get(column, "") for column in columns])
    return resource().import_data(dataset)


def load_person(**cells):
    result = load(PrisonerResource, person_line(**cells))
    assert [row.error_dict for row in result.invalid_rows] == []
    assert not result.has_errors()
    return Prisoner.objects.get()


@pytest.mark.parametrize(
    ("written", "years", "months"),
    [("P14Y9M", 14, 9), ("P18M", None, 18), ("P2Y", 2, None)],
)
def test_a_term_stays_as_it_was_pronounced(written, years, months):
    assert term(written) == {"years": years, "months": months, "days": None}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Criminal Code Art. 342", [("342", "")]),
        ("Criminal Code Art. 13 part 1 and Art. 293 part 2", [("13", "1"), ("293", "2")]),
        ("Art. 342 parts 1 and 2", [("342", "1"), ("342", "2")]),
        ("Art. 293 parts 1-3; Art. 130", [("293", "1"), ("293", "2"), ("293", "3"), ("130", "")]),
        ("extremist formation (361-1); public order (342)", [("361-1", ""), ("342", "")]),
        ("Art. 369 (as one says; the other not); Art. 361-4 part 1", [("369", ""), ("361-4", "1")]),
        ("high treason (Art. 356 as described)", []),
        ("inciting hatred; calls to harm national security", []),
        ("group actions (see note)", []),
    ],
)
def test_only_articles_that_are_written_are_read(written, read):
    assert [(charge.number, charge.part) for charge in charges(written)] == read


def test_charges_that_are_not_read_stay_as_stated():
    person = load_person(charges="Art. 342 part 1; spreading lies")

    assert [(str(c.article), c.as_stated) for c in Charge.objects.all()] == [
        ("BY CC 342(1)", "Art. 342 part 1")
    ]
    assert person.prosecutions.get().charges_stated == "Art. 342 part 1; spreading lies"


@pytest.mark.parametrize(
    ("words", "regime"),
    [
        ("medium-security (reinforced) penal colony", "reinforced"),
        ("medium-security (reinforced) penal colony, later prison regime", ""),
        ("high security colony (as translated)", ""),
    ],
)
def test_a_regime_is_named_only_where_the_words_leave_no_doubt(words, regime):
    load_person(sentence_date="2022-10-06", sentence_term="P5Y", regime=words)

    part = SentencePart.objects.get()
    assert (part.regime, part.as_stated) == (regime, words)


def test_a_court_is_found_by_its_name_and_keeps_what_was_added():
    court = make_court(name="Test Court", country="BY")

    load_person(sentence_date="2022", sentence_court="Test Court (judge not named)")

    verdict = Verdict.objects.get()
    assert (verdict.court, verdict.court_stated) == (court, "Test Court (judge not named)")


def test_a_court_without_a_date_or_a_term_is_no_conviction():
    load_person(sentence_court="Test Court (trial opened 2023-05-22)")

    verdict = Verdict.objects.get()
    assert (verdict.outcome, verdict.is_in_force) == ("unknown", False)


def test_a_term_reduced_on_appeal_is_two_verdicts_and_one_in_force():
    load_person(
        sentence_date="2022-09-06",
        sentence_term="P14Y9M",
        first_instance_term="P15Y",
        appeal_date="2023-02-28",
    )

    verdicts = Verdict.objects.order_by("decided_on")
    assert [(v.instance, v.outcome, v.is_in_force) for v in verdicts] == [
        ("first", "convicted", False),
        ("appeal", "reduced", True),
    ]
    assert [(p.years, p.months) for v in verdicts for p in v.parts.all()] == [(15, None), (14, 9)]


def test_a_facility_that_is_not_in_the_catalogue_is_kept_in_words():
    colony = make_facility(name="Test Colony No. 4, Testtown", country="BY")

    load_person(facility="Test Colony No. 4, Testtown; a prison somewhere")

    stays = [(stay.facility, stay.place) for stay in Stay.objects.order_by("id")]
    assert stays == [(colony, ""), (None, "a prison somewhere")]


@pytest.mark.parametrize(
    ("status", "confirmed"),
    [
        ("sentenced 2022-10-06; later status not seen", "2022-10-06"),
        ("sentenced 2021-09; later status not seen", "2021-09"),
        ("in custody as of 2025-12-13 (not on the list of 123)", "2025-12-13"),
        ("in custody (as of 2025-05-20)", "2025-05-20"),
        ("sentenced; later status not seen", ""),
    ],
)
def test_custody_is_confirmed_only_by_a_status_that_says_custody(status, confirmed):
    person = load_person(status_as_of=status)

    assert (person.status_note, person.detentions.get().last_confirmed_on) == (status, confirmed)


def test_custody_of_somebody_released_is_not_confirmed_after_the_release():
    load_person(
        status_as_of="in custody as of 2025-12-13", release_date="2024-08", release_kind="pardon"
    )

    detention = Detention.objects.get()
    assert (detention.ended_on, detention.last_confirmed_on) == ("2024-08", "")


@pytest.mark.parametrize(
    ("cells", "reason", "terms"),
    [
        ({"release_kind": "expelled"}, "expulsion", "expelled"),
        ({"release_kind": "expelled", "end_reason": "pardon"}, "pardon", "expelled"),
        ({"release_kind": "pardon"}, "pardon", "unknown"),
        ({"release_kind": "served"}, "full_term", "unknown"),
        ({"release_kind": ""}, "released", "unknown"),
    ],
)
def test_release_is_never_called_free_because_nothing_was_said(cells, reason, terms):
    load_person(release_date="2025-12-13", **cells)

    detention = Detention.objects.get()
    assert (detention.end_reason, detention.release_terms) == (reason, terms)


def test_recognition_is_of_an_organisation_in_the_catalogue_or_is_refused():
    make_organisation(name="Test Centre")
    load_person(recognised_by="Test Centre (date not seen)")

    refused = load(PrisonerResource, person_line(person_key="another", recognised_by="Nobody"))

    assert set(refused.invalid_rows[0].error_dict) == {"recognised_by"}
    assert Prisoner.objects.count() == 1


def test_every_source_is_cited_once():
    make_source(key="a"), make_source(key="b")

    person = load_person(source_ids="a;b;a")

    assert [c.source.key for c in Citation.objects.filter(record_id=person.public_id)] == ["a", "b"]


def test_a_rule_of_the_database_refuses_the_line_in_words_and_leaves_nothing_of_it():
    impossible = person_line(arrest_date="2021-05", release_date="2021-04", release_kind="pardon")

    result = load(PrisonerResource, impossible, person_line(person_key="another"))

    assert result.invalid_rows[0].error_dict["__all__"] == [
        "The detention ends before it can begin. Check both dates."
    ]
    assert Prisoner.objects.count() == 1


def test_a_rule_across_rows_refuses_the_line_that_breaks_it_and_not_the_whole_import():
    born_later = person_line(birth_date="2022-01-01")

    result = load(PrisonerResource, born_later, person_line(person_key="another"))

    assert [row.number for row in result.invalid_rows] == [1]
    assert Prisoner.objects.count() == 1


def test_the_same_person_again_changes_nothing():
    person = load_person(charges="Art. 342", sentence_term="P2Y", last_contact_date="2023")
    revision = Record.objects.get(pk=person.public_id).revision

    again = load(
        PrisonerResource,
        person_line(charges="Art. 342", sentence_term="P2Y", last_contact_date="2023"),
    )

    assert again.totals["skip"] == 1
    assert Record.objects.get(pk=person.public_id).revision == revision


def test_a_corrected_line_changes_its_own_rows_and_leaves_typed_ones():
    person = load_person()
    typed = person.detentions.create(began_on="2019", ended_on="2019", end_reason="released")

    load_person(arrest_date="2021-01-13")

    typed.refresh_from_db()
    assert typed.began_on == "2019"
    assert sorted(person.detentions.values_list("began_on", flat=True)) == ["2019", "2021-01-13"]


def test_a_code_follows_from_the_public_id_and_not_from_the_key_or_name():
    person = load_person()

    assert person.detentions.get().code == code_of(person.public_id, "detention")
    assert code_of(new_public_id("RC"), "detention") != code_of(person.public_id, "detention")


def test_an_open_condition_has_no_end_and_cites_its_own_source():
    person = load_person()
    make_source(key="a")
    line = {
        "person_key": "test-person-17",
        "list": "test-list",
        "kind": "incommunicado",
        "start": "2023-02",
        "end": "open",
        "source_ids": "a",
        "note": "",
    }

    load(ConditionResource, line)
    load(ConditionResource, line)

    condition = Condition.objects.get()
    assert (condition.prisoner, condition.is_open, condition.ended_on) == (person, True, "")
    assert Citation.objects.get().row == condition.code


def test_a_death_without_a_class_is_of_unknown_class():
    load_person(death_date="2023-07-11", release_kind="died")

    load(
        DeathResource,
        {
            "person_key": "test-person-17",
            "list": "test-list",
            "death_date": "2023-07-11",
            "facility": "Test Prison",
            "official_cause": "not announced",
            "reported_circumstances": "",
            "medical_neglect_reported": "yes",
        },
    )

    death = Death.objects.get()
    assert (death.death_class, death.place, death.is_neglect_reported) == (
        "unknown",
        "Test Prison",
        "yes",
    )
    assert Detention.objects.get().end_reason == "death"
