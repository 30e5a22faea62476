"""Publishing: what leaves, what stays, who may approve."""

from datetime import date

import pghistory
import pytest
from django.contrib.auth import get_user_model

from pardons.tests.builders import make_act, make_announced_count, make_beneficiary
from prisoners.tests.builders import (
    make_condition,
    make_detention,
    make_facility,
    make_name,
    make_prisoner,
    make_stay,
)
from register.models import (
    ActEntry,
    Citation,
    Detention,
    Edition,
    Entry,
    Facility,
    Identity,
    Name,
    NameWord,
    SearchedName,
    Source,
    Span,
    Text,
    Tombstone,
)
from register.publishing import PublishRefused, digests, publish, withdraw, withhold
from sources.models import Record
from sources.tests.builders import make_citation, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return get_user_model().objects.create_user("reviewer")


def test_publishing_copies_facts_and_texts_and_nothing_else(reviewer):
    prisoner = make_prisoner(display_name="Test Person 17", sex="female", notes="secret")
    make_name(prisoner=prisoner, text="Тэст 17", kind="native")
    held = make_detention(
        prisoner=prisoner, began_on="2021-01-01", place="Minsk", last_confirmed_on="2021-02-01"
    )
    make_stay(detention=held, facility=make_facility(name="Test Colony 1"))
    make_citation(prisoner, source=make_source(key="s1"))

    result = publish([prisoner.public_id], by=reviewer)

    assert result.edition == 1
    entry = Entry.objects.known().get()
    assert (entry.sex, entry.edition_from, entry.arrested_latest) == ("female", 1, date(2021, 1, 1))
    assert entry.facilities == [Facility.objects.get(name="Test Colony 1").pk]
    assert Identity.objects.get().display_name == "Test Person 17"
    assert set(SearchedName.objects.values_list("written", flat=True)) == {
        "Test Person 17",
        "Тэст 17",
    }
    assert Text.objects.get(field="place").text == "Minsk"
    assert Citation.objects.get().source.key == "s1"
    assert entry.detentions.get().stays.get().facility.name == "Test Colony 1"


def test_publishing_again_without_a_change_writes_nothing(reviewer):
    prisoner = make_prisoner()
    publish([prisoner.public_id], by=reviewer)

    again = publish([prisoner.public_id], by=reviewer)

    assert (again.edition, again.unchanged) == (None, [prisoner.public_id])
    assert Edition.objects.count() == 1
    assert Entry.objects.count() == 1


def test_a_change_closes_the_old_version_and_the_old_edition_still_says_it(reviewer):
    prisoner = make_prisoner()
    held = make_detention(prisoner=prisoner, began_on="2021-01")
    publish([prisoner.public_id], by=reviewer)
    held.began_on = "2021-01-09"
    held.save()

    publish([prisoner.public_id], by=reviewer)

    then = Entry.objects.known(1).get()
    now = Entry.objects.known().get()
    assert then.detentions.get().began_on == "2021-01"
    assert now.detentions.get().began_on == "2021-01-09"
    assert (then.edition_to, now.edition_from) == (2, 2)


def test_a_changed_text_changes_today_and_makes_no_new_version(reviewer):
    prisoner = make_prisoner(display_name="Test Person 17")
    publish([prisoner.public_id], by=reviewer)
    prisoner.display_name = "Test Person Seventeen"
    prisoner.save()

    publish([prisoner.public_id], by=reviewer)

    assert Identity.objects.get().display_name == "Test Person Seventeen"
    assert Entry.objects.count() == 1
    assert Edition.objects.count() == 2


def test_nobody_approves_what_they_edited(reviewer):
    with pghistory.context(user=reviewer.pk):
        prisoner = make_prisoner()

    with pytest.raises(PublishRefused, match="second person"):
        publish([prisoner.public_id], by=reviewer)

    assert not Entry.objects.exists()


def test_an_edit_after_the_review_voids_the_approval(reviewer):
    prisoner = make_prisoner(sex="female")
    reviewed = digests([prisoner.public_id])
    prisoner.sex = "male"
    prisoner.save()

    with pytest.raises(PublishRefused, match="changed after it was reviewed"):
        publish([prisoner.public_id], by=reviewer, approved=reviewed)

    assert not Entry.objects.exists()


def test_all_of_a_batch_or_none(reviewer):
    fine = make_prisoner()
    with pghistory.context(user=reviewer.pk):
        own = make_prisoner()

    with pytest.raises(PublishRefused) as refused:
        publish([fine.public_id, own.public_id], by=reviewer)

    assert list(refused.value.problems) == [own.public_id]
    assert not Entry.objects.exists()


def test_published_then_edited_counts_as_changed_since_publication(reviewer):
    prisoner = make_prisoner()
    held = make_detention(prisoner=prisoner, began_on="2021")
    publish([prisoner.public_id], by=reviewer)
    assert not Record.objects.changed_since_publication().exists()

    make_stay(detention=held)

    assert Record.objects.changed_since_publication().get().public_id == prisoner.public_id


def test_confidential_facilities_and_sources_stay_in_the_office(reviewer):
    prisoner = make_prisoner()
    held = make_detention(prisoner=prisoner, began_on="2021-01-01")
    make_stay(detention=held, facility=make_facility(name="Safe house", is_confidential=True))
    make_citation(prisoner, source=make_source(key="informant", is_confidential=True))

    publish([prisoner.public_id], by=reviewer)

    assert not Facility.objects.exists()
    assert not Citation.objects.exists()
    assert Detention.objects.get().stays.get().facility is None


def test_sealed_fields_are_not_published(reviewer):
    prisoner = make_prisoner(
        health=["cancer"],
        affiliation="Test Party",
        sealed_fields=["health", "affiliation"],
        sealed_reason="asked",
    )

    publish([prisoner.public_id], by=reviewer)

    assert Entry.objects.get().health == []
    assert Identity.objects.get().affiliation == ""


def test_a_withheld_person_counts_without_name_text_source_or_exact_day(reviewer):
    prisoner = make_prisoner(
        display_name="Test Person 17",
        is_name_withheld=True,
        withheld_reason="at risk",
        born_on="1990-05-17",
    )
    make_name(prisoner=prisoner, text="Test Person 17")
    held = make_detention(
        prisoner=prisoner, began_on="2021-01-09", place="Minsk", last_confirmed_on="2021-03-02"
    )
    make_stay(detention=held, facility=make_facility(region="Minsk region"))
    make_condition(prisoner=prisoner, kind="torture", note="told by Test Person 18")
    make_citation(prisoner)

    publish([prisoner.public_id], by=reviewer)

    entry = Entry.objects.get()
    identity = Identity.objects.get()
    assert (entry.is_withheld, identity.display_name, identity.born_on) == (True, "", "")
    assert not (SearchedName.objects.exists() or NameWord.objects.exists())
    assert not (Name.objects.exists() or Text.objects.exists() or Citation.objects.exists())
    assert entry.detentions.get().began_on == "2021-01"
    stay = entry.stays.get()
    assert (stay.facility, stay.region) == (None, "Minsk region")
    assert (entry.born_earliest, entry.born_latest) == (date(1990, 1, 1), date(1999, 12, 31))
    assert entry.condition_kinds == ["torture"]


def test_people_under_18_are_withheld_unless_decided_otherwise(reviewer):
    child = make_prisoner(born_on="2020-01-01")
    shown = make_prisoner(born_on="2020-01-01", is_minor_shown=True)

    publish([child.public_id, shown.public_id], by=reviewer)

    withheld = dict(Entry.objects.values_list("public_id", "is_withheld"))
    assert withheld == {child.public_id: True, shown.public_id: False}


def test_withholding_acts_at_once_and_for_every_edition(reviewer):
    prisoner = make_prisoner(display_name="Test Person 17")
    make_name(prisoner=prisoner, text="Test Person 17")
    publish([prisoner.public_id], by=reviewer)

    withhold(prisoner, reason="threatened")

    identity = Identity.objects.get()
    assert (identity.display_name, identity.is_withheld) == ("", True)
    assert not Name.objects.exists()


def test_withdrawing_leaves_a_tombstone_and_the_past(reviewer):
    prisoner = make_prisoner()
    make_detention(prisoner=prisoner, began_on="2021-01-01")
    publish([prisoner.public_id], by=reviewer)

    edition = withdraw(prisoner.public_id, reason=Tombstone.Reason.ERROR)

    assert edition == 2
    assert not Entry.objects.known().exists()
    assert Entry.objects.known(1).exists()
    assert Tombstone.objects.get().public_id == prisoner.public_id
    assert not Identity.objects.exists()
    assert not Span.objects.filter(edition_to=2_147_483_647).exists()


def test_publishing_after_withdrawal_removes_the_tombstone(reviewer):
    prisoner = make_prisoner()
    publish([prisoner.public_id], by=reviewer)
    withdraw(prisoner.public_id, reason=Tombstone.Reason.ERROR)

    result = publish([prisoner.public_id], by=reviewer)

    assert result.edition == 3
    assert Entry.objects.known().exists()
    assert not Tombstone.objects.exists()


def test_an_act_links_to_people_only_once_they_are_public(reviewer):
    act = make_act()
    make_announced_count(act=act, category="total", lower=2, upper=2)
    person = make_prisoner()
    make_beneficiary(act=act, prisoner=person)
    publish([act.public_id], by=reviewer)
    assert ActEntry.objects.known().get().beneficiarys.get().prisoner_id == ""

    publish([person.public_id], by=reviewer)
    assert Record.objects.changed_since_publication().get().public_id == act.public_id
    publish([act.public_id], by=reviewer)

    assert ActEntry.objects.known().get().beneficiarys.get().prisoner_id == person.public_id


def test_a_public_facility_follows_its_working_row_at_once(reviewer):
    prisoner = make_prisoner()
    facility = make_facility(name="Test Colony 1")
    make_stay(detention=make_detention(prisoner=prisoner), facility=facility)
    publish([prisoner.public_id], by=reviewer)
    unused = make_facility(name="Test Colony 2")

    facility.name = "Test Colony One"
    facility.save()
    unused.save()

    assert list(Facility.objects.values_list("name", flat=True)) == ["Test Colony One"]


def test_what_is_marked_confidential_disappears_at_once(reviewer):
    prisoner = make_prisoner()
    facility = make_facility(name="Safe house", city="Test Town", latitude=1)
    source = make_source(key="informant", title="Told by Test Person 18")
    make_stay(detention=make_detention(prisoner=prisoner), facility=facility)
    make_citation(prisoner, source=source)
    publish([prisoner.public_id], by=reviewer)

    type(facility).objects.update(is_confidential=True)
    type(source).objects.update(is_confidential=True)

    hidden = Facility.objects.get()
    assert (hidden.name, hidden.city, hidden.latitude) == ("", "", None)
    assert Source.objects.get().title == ""
    assert not Citation.objects.exists()
