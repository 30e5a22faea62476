"""A merge on its way to the public: nothing before approval, then one page, and both ids answer."""

import json

import pghistory
import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from pardons.tests.builders import make_act, make_beneficiary
from prisoners.merging import merge, undo
from prisoners.models import Prisoner
from prisoners.tests.builders import make_detention, make_name, make_prisoner, make_relation
from register.models import Beneficiary, Citation, Entry, Identity, Name, Redirect, Text, Tombstone
from register.publishing import (
    PublishRefused,
    digests,
    publish,
    rehearse,
    shown,
    withdraw,
    withhold,
)
from sources.models import Record
from sources.tests.builders import make_citation

pytestmark = pytest.mark.django_db

KEPT, GONE = "RC-KEPT00", "RC-PAST00"


@pytest.fixture
def editor():
    return User.objects.create_user("editor")


@pytest.fixture
def reviewer():
    return User.objects.create_user("reviewer")


@pytest.fixture
def two(editor):
    """Two records of one person, the first held in 2020, the second in 2022."""
    with pghistory.context(user=editor.pk):
        kept = make_prisoner(record_id=KEPT, display_name="Test Kept")
        gone = make_prisoner(record_id=GONE, display_name="Test Gone")
        make_detention(
            prisoner=kept, began_on="2020-01-01", ended_on="2020-06-01", end_reason="released"
        )
        held = make_detention(prisoner=gone, began_on="2022-01-01", last_confirmed_on="2022-06-01")
        held.place = "Test Square"
        held.save()
        make_name(prisoner=gone, text="Тэст")
        make_citation(gone, held)
    return kept, gone


def join(editor, kept=KEPT, absorbed=GONE):
    return merge(kept=kept, absorbed=absorbed, by=editor)


def page(client, public_id, **query):
    return client.get(reverse("register:person", args=[public_id]), query)


def data(client, **query):
    return json.loads(client.get("/prisoners.json", query).getvalue())


def open_ids():
    return sorted(Entry.objects.known().values_list("public_id", flat=True))


def rows_about(public_id):
    tables = (Identity, Name, Text, Citation)
    return sum(table.objects.filter(public_id=public_id).count() for table in tables)


def test_merging_publishes_nothing(client, two, editor, reviewer):
    publish([KEPT, GONE], by=reviewer)

    join(editor)

    assert open_ids() == [KEPT, GONE]
    assert [page(client, each).status_code for each in (KEPT, GONE)] == [200, 200]


def test_approval_makes_one_page_to_which_both_ids_lead(client, two, editor, reviewer):
    publish([KEPT, GONE], by=reviewer)
    join(editor)

    publish([KEPT], by=reviewer)

    assert open_ids() == [KEPT]
    assert rows_about(GONE) == 0
    assert Entry.objects.known().get().detentions.count() == 2
    answer = page(client, GONE, on="2024-01-01")
    assert (answer.status_code, answer.url) == (301, "/en/prisoners/RC-KEPT00/?on=2024-01-01")
    told = client.get(answer.url).content.decode()
    assert "Since edition 2 the record RC-PAST00 is part of this one." in told
    assert "Тэст" in told


def test_the_absorbed_id_keeps_the_language_of_the_reader(client, two, editor, reviewer):
    publish([KEPT, GONE], by=reviewer)
    join(editor)
    publish([KEPT], by=reviewer)

    assert client.get(f"/be/prisoners/{GONE}/").url == f"/be/prisoners/{KEPT}/"


def test_the_same_happens_when_only_the_absorbed_one_was_public(client, two, editor, reviewer):
    publish([GONE], by=reviewer)
    join(editor)
    assert page(client, KEPT).status_code == 404

    publish([KEPT], by=reviewer)

    assert (open_ids(), page(client, GONE).status_code) == ([KEPT], 301)


def test_an_id_that_was_never_public_leads_nowhere(client, two, editor, reviewer):
    publish([KEPT], by=reviewer)
    join(editor)
    publish([KEPT], by=reviewer)

    assert not Redirect.objects.exists()
    assert page(client, GONE).status_code == 404


def test_who_edited_the_absorbed_record_cannot_approve(two, editor, reviewer):
    publish([KEPT], by=reviewer)
    join(reviewer)

    for person in (editor, reviewer):
        with pytest.raises(PublishRefused, match="second person"):
            publish([KEPT], by=person)


def test_a_merge_is_part_of_what_is_reviewed(two, editor, reviewer):
    with pghistory.context(user=editor.pk):
        make_prisoner(record_id="RC-EMPTY0", display_name="")
    publish([KEPT, "RC-EMPTY0"], by=reviewer)
    read = digests([KEPT])
    join(editor, absorbed="RC-EMPTY0")

    with pytest.raises(PublishRefused, match="changed after it was reviewed"):
        publish([KEPT], by=reviewer, approved=read)
    before, after = shown(KEPT), rehearse(KEPT, lambda edition: shown(KEPT))
    line = ("merged record", "RC-EMPTY0", "RC-EMPTY0")
    assert (before[line], after[line]) == ("a page of its own", "part of RC-KEPT00")


def test_an_absorbed_record_is_not_published_by_itself(two, editor, reviewer):
    join(editor)

    with pytest.raises(PublishRefused, match="merged into RC-KEPT00"):
        publish([GONE], by=reviewer)


def test_publishing_it_again_changes_nothing(two, editor, reviewer):
    publish([KEPT, GONE], by=reviewer)
    join(editor)
    publish([KEPT], by=reviewer)

    assert publish([KEPT], by=reviewer).edition is None


# --- what was said before -------------------------------------------------------------------------


def test_a_past_edition_still_has_both_under_the_name_of_today(client, two, editor, reviewer):
    publish([KEPT, GONE], by=reviewer)
    join(editor)
    publish([KEPT], by=reviewer)

    then = page(client, GONE, known=1, on="2022-05-01").content.decode()
    assert "Test Kept" in then
    assert "Test Square" in then
    assert page(client, GONE, known=2).status_code == 301
    assert {row["public_id"]: row["name"] for row in data(client, known=1)} == {
        KEPT: "Test Kept",
        GONE: "Test Kept",
    }
    listed = client.get("/en/prisoners/", {"known": 1}).content.decode()
    assert listed.count(">Test Kept</a>") == 2


def test_a_name_that_is_withheld_today_is_withheld_there_too(client, two, editor, reviewer):
    publish([KEPT, GONE], by=reviewer)
    join(editor)
    publish([KEPT], by=reviewer)
    withhold(two[0], reason="asked")

    then = page(client, GONE, known=1).content.decode()
    rows = str(data(client, known=1))

    for text in ("Test Kept", "Test Gone", "Test Square"):
        assert text not in then + rows


def test_a_search_finds_the_person_in_every_edition_and_by_the_former_id(
    two, client, editor, reviewer
):
    publish([KEPT, GONE], by=reviewer)
    join(editor)
    publish([KEPT], by=reviewer)

    def found(**query):
        return [row["public_id"] for row in data(client, **query)]

    assert found(q=GONE.lower()) == [KEPT]
    assert found(q="тэст") == [KEPT]
    assert found(q="тэст", known=1) == [KEPT, GONE]


# --- hiding ---------------------------------------------------------------------------------------


def test_hiding_the_name_hides_it_on_the_page_that_waits_to_be_absorbed(
    client, two, editor, reviewer
):
    publish([KEPT, GONE], by=reviewer)
    join(editor)

    withhold(two[0], reason="asked")

    assert "Test Gone" not in page(client, GONE).content.decode()
    assert Identity.objects.filter(is_withheld=True).count() == 2


def test_withdrawing_takes_down_the_page_that_waits_to_be_absorbed(client, two, editor, reviewer):
    publish([GONE], by=reviewer)
    join(editor)

    withdraw(KEPT, reason="risk")

    assert page(client, GONE).status_code == 410
    assert Record.objects.get(pk=GONE).state == "merged"


def test_nothing_leads_from_an_id_that_was_taken_down_for_safety(client, two, editor, reviewer):
    publish([GONE], by=reviewer)
    withdraw(GONE, reason="risk")
    join(editor)
    publish([KEPT], by=reviewer)

    assert page(client, GONE).status_code == 410
    assert not Redirect.objects.exists()


def test_nothing_leads_to_a_withheld_person(client, two, editor, reviewer):
    Prisoner.objects.filter(record=KEPT).update(is_name_withheld=True, withheld_reason="asked")
    publish([KEPT, GONE], by=reviewer)
    join(editor)
    publish([KEPT], by=reviewer)

    assert not Redirect.objects.exists()
    assert Tombstone.objects.get(public_id=GONE).reason == "duplicate"
    assert page(client, GONE).status_code == 410
    assert open_ids() == [KEPT]


# --- others who name the person -------------------------------------------------------------------


def test_the_act_names_the_kept_record_in_the_same_edition_and_nothing_else_changes(
    client, two, editor, reviewer
):
    act = make_act(announced=5)
    make_beneficiary(act=act, prisoner=two[1], outcome="released")
    publish([KEPT, GONE, act.public_id], by=reviewer)
    type(act).objects.filter(pk=act.pk).update(title="Not approved")
    join(editor)

    publish([KEPT], by=reviewer)

    now = Beneficiary.objects.get(entry__edition_to=2147483647)
    assert (now.prisoner_id, now.entry.edition_from) == (KEPT, 2)
    assert "Not approved" not in now.entry.title
    answer = client.get(reverse("register:act", args=[act.public_id])).content.decode()
    assert f"/en/prisoners/{KEPT}/" in answer
    assert Beneficiary.objects.get(entry__edition_to=2).prisoner_id == GONE
    assert [(each["public_id"], each["acts"]) for each in data(client)] == [(KEPT, act.public_id)]


def test_a_person_who_stood_in_an_act_twice_stands_there_once(two, editor, reviewer):
    act = make_act()
    for person in two:
        make_beneficiary(act=act, prisoner=person)
    publish([KEPT, GONE, act.public_id], by=reviewer)
    join(editor)

    publish([KEPT], by=reviewer)

    now = Beneficiary.objects.filter(entry__edition_to=2147483647)
    assert [row.prisoner_id for row in now] == [KEPT]


def test_an_act_that_is_published_with_the_person_is_written_once(two, editor, reviewer):
    act = make_act()
    make_beneficiary(act=act, prisoner=two[1])
    publish([KEPT, GONE, act.public_id], by=reviewer)
    join(editor)

    publish([KEPT, act.public_id], by=reviewer)

    assert Beneficiary.objects.get(entry__edition_to=2147483647).prisoner_id == KEPT


def test_a_relation_of_somebody_else_leads_to_the_kept_record(client, two, editor, reviewer):
    friend = make_prisoner()
    for person in two:
        make_relation(prisoner=friend, other=person)
    publish([KEPT, GONE, friend.public_id], by=reviewer)
    join(editor)
    publish([KEPT], by=reviewer)

    answer = page(client, friend.public_id).content.decode()

    assert answer.count(f"/en/prisoners/{KEPT}/") == 1
    assert GONE not in answer


# --- chains and undoing ---------------------------------------------------------------------------


def test_a_chain_leads_to_its_end_in_one_step(client, two, editor, reviewer):
    third = make_prisoner(record_id="RC-THRD00")
    publish([KEPT, GONE, third.public_id], by=reviewer)
    join(editor)
    publish([KEPT], by=reviewer)
    join(editor, kept="RC-THRD00", absorbed=KEPT)
    publish(["RC-THRD00"], by=reviewer)

    for public_id in (KEPT, GONE):
        assert page(client, public_id).url == "/en/prisoners/RC-THRD00/"
    assert page(client, GONE, known=2).url == f"/en/prisoners/{KEPT}/?known=2"


def test_two_merges_that_are_published_at_once(client, two, editor, reviewer):
    make_prisoner(record_id="RC-THRD00")
    publish([KEPT, GONE, "RC-THRD00"], by=reviewer)
    join(editor)
    join(editor, kept="RC-THRD00", absorbed=KEPT)
    publish(["RC-THRD00"], by=reviewer)

    assert [page(client, each).url for each in (KEPT, GONE)] == ["/en/prisoners/RC-THRD00/"] * 2
    assert open_ids() == ["RC-THRD00"]


def test_an_undone_merge_is_public_when_the_restored_record_is_approved(
    client, two, editor, reviewer
):
    publish([KEPT, GONE], by=reviewer)
    done = join(editor)
    publish([KEPT], by=reviewer)

    undo(merge=done, by=editor)

    assert Record.objects.get(pk=GONE).state == "draft"
    assert page(client, GONE).status_code == 301
    with pytest.raises(PublishRefused, match="second person"):
        publish([GONE], by=editor)
    publish([KEPT, GONE], by=reviewer)
    assert open_ids() == [KEPT, GONE]
    assert page(client, GONE).status_code == 200
    assert page(client, GONE, known=2).url == f"/en/prisoners/{KEPT}/?known=2"


def test_a_merge_that_was_undone_before_approval_leaves_the_public_as_it_was(two, editor, reviewer):
    publish([KEPT, GONE], by=reviewer)
    undo(merge=join(editor), by=editor)

    assert Record.objects.get(pk=GONE).state == "published"
    assert publish([KEPT, GONE], by=reviewer).edition is None


def test_exports_tell_which_ids_were_merged_into_a_row(client, two, editor, reviewer):
    publish([KEPT, GONE], by=reviewer)
    join(editor)
    publish([KEPT], by=reviewer)

    def former(**query):
        return {row["public_id"]: row["former_public_ids"] for row in data(client, **query)}

    assert former() == {KEPT: GONE}
    assert former(known=1) == {KEPT: None, GONE: None}
    assert former(known=2) == {KEPT: GONE}


def test_the_list_of_merged_ids(client, two, editor, reviewer):
    publish([KEPT, GONE], by=reviewer)
    join(editor)
    publish([KEPT], by=reviewer)

    def listed(**query):
        return client.get("/prisoners/merged.csv", query).content.decode().splitlines()

    head = "public_id,merged_into,since_edition"
    assert listed() == [head, f"{GONE},{KEPT},2"]
    assert listed(known=1) == [head]
    assert client.get("/prisoners/merged.csv", {"known": "x"}).status_code == 400
