"""A line with an unknown key: an update, held for a decision, or a new person."""

import pytest
from django.urls import reverse

from prisoners.importing import held as deciding
from prisoners.models import Detention, ExternalId, HeldRow, Prisoner, Verdict
from prisoners.resources import PrisonerResource
from prisoners.tests.builders import make_detention, make_facility, make_prisoner, make_stay
from prisoners.tests.test_import import load, person_line
from sources.importing.parts import code_of
from tests.staff import make_editor

pytestmark = pytest.mark.django_db


def import_lines(*lines):
    result = load(PrisonerResource, *lines)
    assert not result.has_errors(), [row.errors[0].error for row in result.error_rows]
    assert [row.error_dict for row in result.invalid_rows] == []
    return result


def line(**cells):
    return person_line(name_latin="Test Person", birth_date="1990-05-12") | cells


def make_known(**fields):
    plain = {"display_name": "Test Person", "born_on": "1990-05-12", "sex": "female"}
    return make_prisoner(**plain | fields)


def test_above_the_bound_a_line_adds_to_the_person():
    person = make_known()

    import_lines(line())

    assert Prisoner.objects.get() == person
    assert person.external_ids.get().value == "test-person-17"
    assert person.detentions.get().began_on == "2021-01-12"


def test_below_the_bound_a_line_is_a_new_person():
    make_known(born_on="1950")

    import_lines(line())

    assert Prisoner.objects.count() == 2


def test_between_the_bounds_a_line_is_held_with_its_reasons():
    person = make_known(born_on="")

    result = import_lines(line())

    held = HeldRow.objects.get()
    assert (Prisoner.objects.count(), result.totals["skip"]) == (1, 1)
    assert held.row["birth_date"] == "1990-05-12"
    assert [each["public_id"] for each in held.candidates] == [person.public_id]
    assert held.candidates[0]["reasons"]


def test_with_two_almost_certain_people_somebody_has_to_look():
    make_known(), make_known()

    import_lines(line())

    assert (Prisoner.objects.count(), HeldRow.objects.count()) == (2, 1)


def test_the_same_file_again_holds_nothing_twice_and_takes_what_changed():
    make_known(born_on="")
    import_lines(line())

    import_lines(line())
    import_lines(line(occupation="teacher"))

    assert HeldRow.objects.get().row["occupation"] == "teacher"


def test_two_lines_of_one_file_do_not_make_two_people_silently():
    first, second = line(person_key="1"), line(person_key="2", birth_date="1990")

    import_lines(first, second)

    assert (Prisoner.objects.count(), HeldRow.objects.count()) == (1, 1)


def test_lines_without_keys_are_compared_too_and_known_the_next_time():
    first = line(person_key="", arrest_place="Minsk")
    again = line(person_key="", occupation="teacher")

    import_lines(first, again)
    import_lines(first, again)

    person = Prisoner.objects.get()
    assert (person.occupation_text, person.detentions.count()) == ("teacher", 1)
    assert HeldRow.objects.count() == 0


def test_a_list_that_joins_fills_what_is_empty_and_overwrites_nothing():
    person = make_known(occupation_text="doctor")
    detention = make_detention(prisoner=person, began_on="2021-01")
    stay = make_stay(detention=detention, facility=make_facility(name="Test Colony", country="BY"))

    import_lines(
        line(
            occupation="teacher",
            affiliation="Test Party",
            arrest_place="Minsk",
            facility="Test Colony",
            sentence_date="2021-06-01",
            sentence_term="P2Y",
        )
    )

    person.refresh_from_db()
    assert (person.occupation_text, person.affiliation) == ("doctor", "Test Party")
    kept = Detention.objects.get()
    assert (kept.code, kept.began_on, kept.place) == (detention.code, "2021-01", "Minsk")
    assert kept.stays.get() == stay
    assert Verdict.objects.get().decided_on == "2021-06-01"
    assert person.notes == (
        "test-list, test-person-17: occupation: teacher; Arrested on: 2021-01-12"
    )


def test_a_list_that_joined_overwrites_nothing_the_next_time_either():
    person = make_known(occupation_text="doctor")
    import_lines(line(occupation="teacher"))

    again = import_lines(line(occupation="teacher"))

    person.refresh_from_db()
    assert person.occupation_text == "doctor"
    assert again.totals["skip"] == 1
    assert ExternalId.objects.get().is_joined


def test_two_lists_about_one_person_do_not_meet_in_one_row():
    import_lines(line(list="first-list", arrest_date="2015-01-01"))
    import_lines(line(arrest_date="2021-01-12"))
    import_lines(line(list="first-list", arrest_date="2015-01-02"))

    dates = Detention.objects.order_by("began_on").values_list("began_on", flat=True)
    assert (Prisoner.objects.count(), list(dates)) == (1, ["2015-01-02", "2021-01-12"])


def test_the_code_of_a_joined_row_does_not_follow_from_the_list():
    person = make_known()

    import_lines(line())

    assert Detention.objects.get().code == code_of(person.public_id, "joined:1/detention")


def test_empty_cells_do_not_empty_what_another_list_said():
    import_lines(line(list="first-list", occupation="", arrest_place=""))
    import_lines(line(occupation="teacher", arrest_place="Minsk"))

    again = import_lines(line(list="first-list", occupation="", arrest_place=""))

    assert Prisoner.objects.get().occupation_text == "teacher"
    assert Detention.objects.get().place == "Minsk"
    assert again.totals["skip"] == 1


def test_a_held_line_is_the_same_person():
    person = make_known(born_on="")
    import_lines(line())

    deciding.decide(HeldRow.objects.get(), prisoner=person, by=make_editor())

    person.refresh_from_db()
    held = HeldRow.objects.get()
    assert (Prisoner.objects.count(), person.born_on) == (1, "1990-05-12")
    assert (held.decision, held.prisoner, held.decided_by.username) == ("same", person, "editor")


def test_a_held_line_is_a_new_person_and_stays_it_the_next_time():
    make_known(born_on="")
    import_lines(line())

    deciding.decide(HeldRow.objects.get(), prisoner=None, by=None)
    import_lines(line())

    held = HeldRow.objects.get()
    assert (Prisoner.objects.count(), held.decision) == (2, "new")
    assert held.prisoner.external_ids.get().value == "test-person-17"


def test_a_decided_line_is_not_decided_again():
    make_known(born_on="")
    import_lines(line())
    held = HeldRow.objects.get()

    deciding.decide(held, prisoner=None, by=None)
    deciding.decide(held, prisoner=None, by=None)

    assert Prisoner.objects.count() == 2


def test_a_line_that_the_rules_refuse_waits_on_with_the_reason():
    person = make_known(born_on="")
    make_detention(prisoner=person, began_on="1991")
    import_lines(line(birth_date="1992"))

    with pytest.raises(deciding.LineRefused, match="born after the arrest"):
        deciding.decide(HeldRow.objects.get(), prisoner=person, by=None)

    assert HeldRow.objects.get().decision == "waiting"


def test_the_preview_says_for_each_line_what_happens_and_why():
    make_known(born_on="")
    import_lines(line(person_key="known", name_latin="Another One", birth_date=""))

    result = import_lines(
        line(person_key="known", name_latin="Another One", birth_date=""),
        line(person_key="held"),
        line(person_key="new", name_latin="Quite Different", arrest_date=""),
    )

    said = [row.diff[0] for row in result.rows]
    assert result.diff_headers[0] == "what happens"
    assert said[0] == "Known by its key."
    assert said[1].startswith("Held for a decision:")
    assert "The names agree: “Test Person” and “Test Person”." in said[1]
    assert said[2] == "A new person."


def test_held_lines_are_decided_on_a_screen(client):
    person = make_known(born_on="")
    import_lines(line())
    client.force_login(make_editor())

    page = client.get(reverse("admin:prisoners_held")).content.decode()
    answer = client.post(
        reverse("admin:prisoners_held_decide", args=[HeldRow.objects.get().pk]),
        {"person": person.public_id},
        follow=True,
    )

    assert person.public_id in page
    assert "Same person: updated" in answer.content.decode()
    assert "No line waits." in answer.content.decode()
    assert person.external_ids.exists()
