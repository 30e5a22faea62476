"""The history of a record in words, from rows written in any way; and undoing one event."""

import pghistory
import pytest

from pardons.models import Beneficiary
from pardons.tests.builders import make_act, make_beneficiary
from prisoners.models import Detention, Name, Stay
from prisoners.tests.builders import (
    make_detention,
    make_name,
    make_prisoner,
    make_sentence_part,
    make_stay,
)
from sources.history import CannotRevert, find_event, history_of, revert
from sources.models import Record
from sources.tests.builders import make_citation

pytestmark = pytest.mark.django_db


def lines(root):
    """What happened, oldest first, each with its fields."""
    return [
        (change.kind, change.row, [str(field) for field in change.fields])
        for change in reversed(history_of(root))
    ]


def last(root):
    return history_of(root)[0]


def test_the_end_of_a_detention_is_said_in_one_breath():
    held = make_detention(began_on="2020-06-18")
    Detention.objects.update(ended_on="2024-08", end_reason="pardon")

    change = last(held.prisoner)

    assert [str(field) for field in change.fields] == [
        "end of detention: unknown → August 2024, pardon"
    ]


def test_links_lists_and_choices_are_said_in_words():
    person = make_prisoner(sex="unknown", occupations=[])
    type(person).objects.update(sex="female", occupations=["journalist", "it"])

    assert [str(field) for field in last(person).fields] == [
        "sex: unknown → female",
        "occupations: empty → Journalist, media worker, IT specialist",
    ]


def test_rows_of_every_kind_that_belong_to_the_record_are_told():
    part = make_sentence_part()
    person = part.verdict.prosecution.prisoner
    stay = make_stay(detention=make_detention(prisoner=person))
    make_citation(person)
    stay.delete()

    told = {(change.kind, change.event.pgh_tracked_model.__name__) for change in history_of(person)}

    assert told >= {
        ("insert", "Prisoner"),
        ("insert", "Prosecution"),
        ("insert", "Verdict"),
        ("insert", "SentencePart"),
        ("insert", "Detention"),
        ("insert", "Stay"),
        ("insert", "Citation"),
        ("delete", "Stay"),
    }


def test_a_citation_says_which_row_and_field_it_is_about():
    held = make_detention(began_on="2020-06-18")
    citation = make_citation(held.prisoner, row=held, field="began_on")

    assert [str(field) for field in last(held.prisoner).fields][:3] == [
        f"source: empty → {citation.source}",
        "row: empty → Detention custody 18 June 2020",
        "field: empty → arrested on",
    ]


def test_decisions_about_the_record_are_told():
    person = make_prisoner()
    Record.objects.filter(pk=person.record_id).update(state="ready")
    Record.objects.filter(pk=person.record_id).update(state="published", published_revision=1)

    assert [str(change.fields[0]) for change in history_of(person)[:2]] == [
        "state: ready for review → published",
        "state: draft → ready for review",
    ]
    assert not last(person).can_be_undone


def test_other_records_are_left_out():
    mine, other = make_name(), make_name()

    rows = {
        change.event.pgh_obj_id
        for change in history_of(mine.prisoner)
        if change.event.pgh_tracked_model is Name
    }

    assert rows == {mine.pk}
    assert other.pk not in rows


def test_an_act_tells_of_its_people():
    person = make_beneficiary(act=make_act())

    assert last(person.act).event.pgh_tracked_model is Beneficiary


def test_who_and_from_which_screen(django_user_model):
    user = django_user_model.objects.create(username="editor")
    with pghistory.context(user=user.pk, url="/admin/prisoners/prisoner/7/change/"):
        name = make_name()

    change = last(name.prisoner)

    assert (change.who, change.screen) == ("editor", "form of the prisoner")


def test_the_number_of_questions_does_not_grow(django_assert_max_num_queries):
    person = make_prisoner()
    for _ in range(30):
        make_stay(detention=make_detention(prisoner=person, began_on="202X"))
        make_citation(person)

    with django_assert_max_num_queries(30):
        assert len(history_of(person)) > 90


# --- undoing --------------------------------------------------------------------------------------


def test_a_change_is_undone_and_later_changes_of_other_fields_stay():
    held = make_detention(began_on="2020-06-18", region="Minsk")
    Detention.objects.update(region="Brest")
    event = last(held.prisoner).event
    Detention.objects.update(last_confirmed_on="2023")

    revert(event=event)

    held.refresh_from_db()
    assert (held.region, held.last_confirmed_on) == ("Minsk", "2023")
    assert [str(field) for field in last(held.prisoner).fields] == [
        "region of arrest: Brest → Minsk"
    ]


def test_an_added_row_goes():
    name = make_name()

    revert(event=last(name.prisoner).event)

    assert not name.prisoner.names.exists()


def test_a_removed_row_comes_back_under_its_code():
    stay = make_stay()
    person = stay.detention.prisoner
    stay.delete()

    revert(event=last(person).event)

    assert Stay.objects.get().code == stay.code


def test_what_is_gone_cannot_be_changed_back():
    name = make_name(text="Before")
    Name.objects.update(text="After")
    event = last(name.prisoner).event
    name.delete()

    with pytest.raises(CannotRevert, match="not there any more"):
        revert(event=event)


def test_the_record_itself_is_not_undone():
    person = make_prisoner()

    with pytest.raises(CannotRevert):
        revert(event=last(person).event)


def test_an_event_is_found_only_in_its_own_record():
    mine, other = make_name(), make_name()
    key = last(mine.prisoner).key

    assert find_event(mine.prisoner, key) == last(mine.prisoner).event
    assert find_event(other.prisoner, key) is None
    assert find_event(mine.prisoner, "auth.user:1") is None
    assert find_event(mine.prisoner, "") is None
