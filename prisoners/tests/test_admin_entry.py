"""Entering and changing a case in the admin, as its forms are sent without JavaScript."""

import pytest
from django.urls import reverse

from prisoners.models import Court, Detention, Facility, Prisoner
from prisoners.tests.builders import (
    make_death,
    make_detention,
    make_facility,
    make_name,
    make_prisoner,
    make_sentence_part,
    make_verdict,
)
from sources.models import Citation, Source
from sources.tests.builders import make_citation, make_source
from sources.tests.forms import fields_of, messages_of
from tests.staff import make_editor

ADD = "admin:prisoners_prisoner_add"


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def address_of(prisoner):
    return reverse("admin:prisoners_prisoner_change", args=[prisoner.pk])


def send(client, address, **changes):
    """Open the form, type `changes` into it, send it. The answer of the site comes back."""
    data = fields_of(client.get(address))
    unknown = set(changes) - set(data) - {"_continue"}
    assert not [name for name in unknown if "-DELETE" not in name and "sealed" not in name], unknown
    return client.post(address, data | changes)


@pytest.mark.django_db
def test_a_new_case_is_saved_with_rows_three_deep(editor):
    answer = send(
        editor,
        reverse(ADD),
        **{
            "display_name": "Test Person 1",
            "names-0-text": "Test Person 1",
            "detentions-0-began_on": "9 August 2020",
            "detentions-0-stays-0-facility": "+ Test Colony",
            "prosecutions-0-charges-0-article": "+ BY CC 342(1)",
            "prosecutions-0-verdicts-0-parts-0-years": "3",
        },
    )

    assert answer.status_code == 302, messages_of(answer)
    person = Prisoner.objects.get()
    assert [str(stay.facility) for stay in person.stays.all()] == ["Test Colony"]
    assert [row.began_on for row in person.detentions.all()] == ["2020-08-09"]
    assert [str(charge.article) for charge in person.charges.all()] == ["BY CC 342(1)"]
    assert [part.years for part in person.sentenceparts.all()] == [3]


@pytest.mark.django_db
def test_rows_left_empty_are_not_saved(editor):
    send(editor, reverse(ADD), display_name="Test Person 2")

    person = Prisoner.objects.get()
    assert not person.names.exists()
    assert not person.detentions.exists()
    assert not person.prosecutions.exists()


@pytest.mark.django_db
def test_saving_without_a_change_changes_nothing(editor):
    part = make_sentence_part()
    person = part.verdict.prosecution.prisoner
    make_detention(prisoner=person)
    make_citation(person, row=part)
    person.record.refresh_from_db()
    before = person.record.revision

    send(editor, address_of(person))

    person.record.refresh_from_db()
    assert person.record.revision == before


@pytest.mark.django_db
def test_a_row_is_removed_with_what_lies_within_it(editor):
    prosecution = make_sentence_part().verdict.prosecution

    send(editor, address_of(prosecution.prisoner), **{"prosecutions-0-DELETE": "on"})

    assert not prosecution.prisoner.sentenceparts.exists()


# --- lookups --------------------------------------------------------------------------------------


def stay_at(client, text):
    return send(
        client,
        reverse(ADD),
        **{"display_name": "Test Person 3", "detentions-0-stays-0-facility": text},
    )


@pytest.mark.django_db
def test_a_part_of_the_name_is_enough_when_only_one_fits(editor):
    make_facility(name="Test Colony in the North")
    make_facility(name="Test Prison in the South")

    stay_at(editor, "north")

    assert str(Prisoner.objects.get().stays.get().facility) == "Test Colony in the North"


@pytest.mark.django_db
def test_several_that_fit_are_named_and_nothing_is_saved(editor):
    make_facility(name="Test Colony in the North")
    make_facility(name="Test Colony in the South")

    answer = stay_at(editor, "colony")

    said = "Several fit. Write one of: Test Colony in the North; Test Colony in the South"
    assert said in messages_of(answer)
    assert not Prisoner.objects.exists()


@pytest.mark.django_db
def test_two_with_one_name_are_told_apart_by_number(editor):
    make_facility(name="Test Colony", country="BY")
    second = make_facility(name="Test Colony", country="PL")

    stay_at(editor, f"Test Colony #{second.pk}")

    assert Prisoner.objects.get().stays.get().facility == second


@pytest.mark.django_db
def test_what_is_missing_says_how_to_add_it(editor):
    answer = stay_at(editor, "Test Colony")

    said = "“Test Colony” is not in the catalogue. To add it, write + Test Colony"
    assert said in messages_of(answer)


@pytest.mark.django_db
def test_adding_what_is_there_already_takes_what_is_there(editor):
    there = make_facility(name="Test Colony")

    stay_at(editor, "+ test colony")

    assert Facility.objects.get() == there


@pytest.mark.django_db
def test_a_form_that_comes_back_leaves_no_catalogue_row_behind(editor):
    answer = send(
        editor,
        reverse(ADD),
        **{"born_on": "9/8/2020", "detentions-0-stays-0-facility": "+ Test Colony"},
    )

    assert answer.status_code == 200
    assert not Facility.objects.exists()
    assert fields_of(answer)["detentions-0-stays-0-facility"] == "+ Test Colony"


@pytest.mark.django_db
def test_a_source_is_added_by_its_address(editor):
    send(
        editor,
        reverse(ADD),
        **{"display_name": "Test Person 4", "citations-0-source": "+ https://news.example/arrest"},
    )

    assert Source.objects.get().url == "https://news.example/arrest"
    assert Citation.objects.get().source == Source.objects.get()


# --- citations ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_citation_can_be_about_a_row_that_is_new_in_the_same_form(editor):
    data = fields_of(editor.get(reverse(ADD)))
    code = data["detentions-0-code"]
    make_source(key="test-daily", title="Test Daily")

    editor.post(
        reverse(ADD),
        data
        | {
            "detentions-0-began_on": "2020-08-09",
            "citations-0-source": "Test Daily",
            "citations-0-target": f"{code}:began_on",
        },
    )

    citation = Citation.objects.get()
    assert (citation.row, citation.field) == (Detention.objects.get().code, "began_on")


@pytest.mark.django_db
def test_a_citation_of_an_empty_row_is_refused(editor):
    data = fields_of(editor.get(reverse(ADD)))
    make_source(key="test-daily", title="Test Daily")

    answer = editor.post(
        reverse(ADD),
        data
        | {
            "citations-0-source": "Test Daily",
            "citations-0-target": f"{data['detentions-0-code']}:began_on",
        },
    )

    assert "This row is empty." in messages_of(answer)


@pytest.mark.django_db
def test_a_citation_can_be_about_any_field_of_a_saved_row(editor):
    verdict = make_verdict()
    person = verdict.prosecution.prisoner
    make_source(key="test-daily", title="Test Daily")

    answer = send(
        editor,
        address_of(person),
        **{"citations-0-source": "Test Daily", "citations-0-target": f"{verdict.code}:court"},
    )

    assert answer.status_code == 302, messages_of(answer)
    citation = Citation.objects.get()
    assert (citation.record_id, citation.row) == (person.record_id, verdict.code)


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_rule_of_one_row_is_said_beside_the_row(editor):
    answer = send(
        editor,
        reverse(ADD),
        **{"detentions-0-began_on": "2021", "detentions-0-ended_on": "2022"},
    )

    assert "Give both the end date and the reason, or neither." in messages_of(answer)


@pytest.mark.django_db
def test_a_rule_across_rows_is_said_beside_the_rows_and_nothing_is_saved(editor):
    death = make_death(died_on="2021-05-21")

    answer = send(
        editor,
        address_of(death.prisoner),
        **{
            "display_name": "Another Name",
            "detentions-0-began_on": "2022",
            "prosecutions-0-verdicts-0-court": "+ Test Court",
        },
    )

    said = "This person cannot be arrested after death. Check both dates."
    assert messages_of(answer).count(said) == 2  # above the form and above the detentions
    assert fields_of(answer)["display_name"] == "Another Name"
    death.prisoner.refresh_from_db()
    assert death.prisoner.display_name != "Another Name"
    assert not Court.objects.exists()


@pytest.mark.django_db
def test_overlapping_detentions_are_refused(editor):
    held = make_detention(began_on="2020-01-01", ended_on="2020-12-31", end_reason="pardon")

    answer = send(
        editor,
        address_of(held.prisoner),
        **{
            "detentions-1-began_on": "2020-06-01",
            "detentions-1-ended_on": "2021-06-01",
            "detentions-1-end_reason": "pardon",
        },
    )

    assert "This person was certainly in another detention during these days." in messages_of(
        answer
    )


def test_a_second_editor_hears_what_the_first_one_saved_and_loses_nothing(committed_db, client):
    client.force_login(make_editor())
    held = make_detention(began_on="2020-08-09")
    address = address_of(held.prisoner)
    mine = fields_of(client.get(address)) | {"display_name": "Mine"}
    send(
        client,
        address,
        **{"detentions-0-ended_on": "August 2024", "detentions-0-end_reason": "pardon"},
    )

    answer = client.post(address, mine)

    said = " ".join(messages_of(answer))
    assert "Somebody saved this record while you were typing" in said
    assert "end of detention: unknown → August 2024, pardon" in said
    assert fields_of(answer)["display_name"] == "Mine"
    held.prisoner.refresh_from_db()
    assert held.prisoner.display_name != "Mine"


@pytest.mark.django_db
def test_saving_again_after_that_is_a_decision(editor):
    person = make_prisoner()
    mine = fields_of(editor.get(address_of(person))) | {"display_name": "Mine"}
    send(editor, address_of(person), display_name="Theirs")
    again = fields_of(editor.post(address_of(person), mine))

    answer = editor.post(address_of(person), again)

    assert answer.status_code == 302, messages_of(answer)
    person.refresh_from_db()
    assert person.display_name == "Mine"


# --- hostile input --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "nul\0byte",
        "<script>alert(1)</script>",
        "=HYPERLINK(1) \u202eright to left\u0301",
        "99999999999999999999",
        "2020-02-30",
    ],
    ids=["long", "nul", "html", "formula and bidi", "number", "impossible"],
)
@pytest.mark.django_db
def test_no_text_in_any_field_breaks_the_form(editor, text):
    data = fields_of(editor.get(reverse(ADD)))
    kept = ("FORMS", "csrfmiddlewaretoken", "_id", "-id")
    hostile = {name: old if name.endswith(kept) else text for name, old in data.items()}

    answer = editor.post(reverse(ADD), hostile)

    assert answer.status_code in (200, 302)
    assert b"<script>alert(1)" not in answer.content
    assert answer.status_code == 200
    assert not Prisoner.objects.exists()


@pytest.mark.parametrize("text", ["x" * 10_000, "nul\0byte", "<script>alert(1)</script>"])
@pytest.mark.django_db
def test_one_hostile_name_gets_a_message_or_is_only_text(editor, text):
    person = make_prisoner()

    answer = send(editor, address_of(person), **{"names-0-text": text, "names-0-kind": "main"})

    assert (answer.status_code == 302) == text.startswith("<")
    assert b"<script>alert(1)" not in editor.get(address_of(person)).content


@pytest.mark.django_db
def test_the_fullest_form_is_there_without_asking_once_per_row(
    editor, django_assert_max_num_queries
):
    prosecution = make_sentence_part().verdict.prosecution
    for _ in range(10):
        make_sentence_part(verdict=make_verdict(prosecution=prosecution))
        make_name(prisoner=prosecution.prisoner)

    with django_assert_max_num_queries(45):
        editor.get(address_of(prosecution.prisoner))
