"""The screens of merging: both records side by side, what is in the way, the merge and its undoing."""

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from prisoners.models import Merge, Prisoner
from prisoners.tests.builders import (
    make_detention,
    make_name,
    make_prisoner,
    make_prosecution,
    make_tag,
)
from sources.models import Record
from tests.staff import make_editor

pytestmark = pytest.mark.django_db

KEPT, GONE = "RC-KEPT00", "RC-PAST00"


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


@pytest.fixture
def two():
    return (
        make_prisoner(record_id=KEPT, display_name="Test Kept"),
        make_prisoner(record_id=GONE, display_name="Test Gone"),
    )


def address(kept=KEPT, absorbed=GONE):
    return f"{reverse('admin:prisoners_merge')}?kept={kept}&absorbed={absorbed}"


def sent(page):
    """What the browser would send for the form as it is shown."""
    data = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = (re.search(rf'{each}="([^"]*)"', tag) for each in ("name", "value"))
        if name and ('type="radio"' not in tag or "checked" in tag):
            data[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]+)">(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        data[name] = chosen[1] if chosen else ""
    return {name: value for name, value in data.items() if name.split("-")[0] in FORM}


FORM = ("field", "row", "seen", "reason")


def test_the_way_from_a_record_to_its_merge(editor, two):
    change = editor.get(reverse("admin:prisoners_prisoner_change", args=[two[0].pk]))
    link = reverse("admin:prisoners_prisoner_merge_with_another", args=[two[0].pk])
    assert link in change.content.decode()

    asked = editor.get(link, follow=True)
    assert "RC-KEPT00 is kept" in asked.content.decode()

    found = editor.get(reverse("admin:prisoners_merge"), {"kept": KEPT, "absorbed": "Test Gone"})
    assert found.url == address()


@pytest.mark.parametrize(
    ("text", "sentence"), [("Nobody", "was not found"), ("Test", "Several fit")]
)
def test_a_name_that_names_nobody_or_several_is_said(editor, two, text, sentence):
    answer = editor.get(reverse("admin:prisoners_merge"), {"kept": KEPT, "absorbed": text})

    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_both_records_are_shown_side_by_side(editor, two):
    Prisoner.objects.filter(pk=two[0].pk).update(born_on="1990", notes="<script>alert(1)</script>")
    Prisoner.objects.filter(pk=two[1].pk).update(born_on="1991-05")
    make_name(prisoner=two[1], text="Тэст")

    page = editor.get(address()).content.decode()

    for text in ("Test Kept", "Test Gone", "1990", "May 1991", "Тэст", f"absorbed={KEPT}"):
        assert text in page
    assert "<script>alert" not in page


def test_merging_as_the_screen_suggests(editor, two):
    make_name(prisoner=two[1], text="Тэст")
    case = make_prosecution(prisoner=two[0], title="Test Case", country="")
    make_prosecution(prisoner=two[1], title="Test Case", country="", opened_on="2020-05")
    type(case).objects.filter(pk=case.pk).update(opened_on="2020-05")
    two[1].tags.add(make_tag(name="letters"))

    answer = editor.post(address(), sent(editor.get(address()).content.decode()))

    merged = Merge.objects.get()
    assert answer.url == reverse("admin:prisoners_merged", args=[merged.pk])
    assert merged.merged_by.username == "editor"
    assert not Prisoner.objects.filter(record=GONE).exists()
    assert two[0].prosecutions.count() == 1
    assert {name.text for name in two[0].names.all()} == {"Тэст", "Test Gone"}
    assert [tag.name for tag in two[0].tags.all()] == ["letters"]
    assert "RC-PAST00 merged into RC-KEPT00" in editor.get(answer.url).content.decode()


def test_what_is_in_the_way_is_said_and_what_was_chosen_is_still_there(editor, two):
    kept = make_detention(prisoner=two[0], last_confirmed_on="2021")
    gone = make_detention(prisoner=two[1], last_confirmed_on="2020-12", region="Minsk")
    row = f"row-prisoners.detention:{gone.pk}"
    data = sent(editor.get(address()).content.decode()) | {"reason": "Same birthday."}
    assert data[row] == ""

    refused = editor.post(address(), data)

    page = refused.content.decode()
    assert refused.status_code == 400
    assert "nobody is in two at once" in page
    assert 'value="Same birthday."' in page

    editor.post(address(), sent(page) | {row: f"{kept.pk}:kept"})
    kept.refresh_from_db()
    assert kept.region == "Minsk"
    assert Merge.objects.get().reason == "Same birthday."


def test_a_record_that_was_saved_meanwhile_is_compared_again(editor, two):
    data = sent(editor.get(address()).content.decode())
    make_name(prisoner=two[1])

    answer = editor.post(address(), data)

    assert answer.status_code == 400
    assert "Somebody saved RC-PAST00 while you were comparing" in answer.content.decode()


@pytest.mark.parametrize(
    "data", [{"row-prisoners.detention:1": "x"}, {"field-sex": "\0"}, {"row-x": "999999:kept"}]
)
def test_a_form_that_no_screen_sends_is_refused_with_a_sentence(editor, two, data):
    answer = editor.post(address(), data)

    assert answer.status_code == 400
    assert "Nothing was merged." in answer.content.decode()


def test_a_record_and_itself(editor, two):
    assert "cannot be merged with itself" in editor.get(address(KEPT, KEPT)).content.decode()


def test_a_record_that_is_not_there(editor, two):
    assert editor.get(address(kept="RC-N0NE00")).status_code == 404
    assert editor.get(address(kept="%00")).status_code == 404


def test_only_who_may_change_prisoners_merges(client, two):
    client.force_login(User.objects.create_user("guest", is_staff=True))

    assert client.get(address()).status_code == 403
    assert client.post(address()).status_code == 403


# --- afterwards -----------------------------------------------------------------------------------


@pytest.fixture
def merged(editor, two):
    make_name(prisoner=two[1], text="Тэст")
    editor.post(address(), sent(editor.get(address()).content.decode()))
    return Merge.objects.get()


def test_the_page_of_a_merge_undoes_it(editor, two, merged):
    place = reverse("admin:prisoners_merged", args=[merged.pk])

    answer = editor.post(place, follow=True)

    assert "RC-PAST00 is a record of its own again" in answer.content.decode()
    assert Prisoner.objects.get(record=GONE).names.get().text == "Тэст"
    again = editor.post(place, follow=True)
    assert "Not undone. This merge was undone already." in again.content.decode()


def test_it_says_beforehand_what_undoing_would_leave(editor, two, merged):
    two[0].names.get(text="Тэст").delete()
    two[0].names.filter(text="Test Gone").update(language="be")

    page = editor.get(reverse("admin:prisoners_merged", args=[merged.pk])).content.decode()

    assert "was removed since the merge" in page
    assert "Name: Test Gone came with the merge and was edited since. It stays." in page


def test_the_history_of_both_tells_of_the_merge(editor, two, merged):
    told = "RC-PAST00 was merged into RC-KEPT00 by editor"
    kept, gone = (
        editor.get(reverse("admin:office_history", args=[each])).content.decode()
        for each in (KEPT, GONE)
    )

    assert told in kept
    assert told in gone
    assert "came from another record" in kept
    assert "Name Тэст other spelling added" in gone
    assert "undo …" not in gone
    assert "History of Test Gone (RC-PAST00)" in gone


def test_who_had_the_absorbed_record_open_is_led_to_the_kept_one(editor, two, merged):
    change = reverse("admin:prisoners_prisoner_change", args=[two[1].pk])

    answer = editor.post(change, {"display_name": "Typed"}, follow=True)

    page = answer.content.decode()
    assert "RC-PAST00 was merged into RC-KEPT00" in page
    assert "Go back in your browser" in page
    assert answer.redirect_chain[-1][0].endswith(f"/{two[0].pk}/change/")


def test_the_review_of_the_absorbed_record_is_that_of_the_kept_one(editor, two, merged):
    answer = editor.get(reverse("admin:office_review", args=[GONE]), follow=True)

    assert answer.redirect_chain == [(reverse("admin:office_review", args=[KEPT]), 302)]


def test_the_list_of_records_leads_from_the_absorbed_to_the_kept(editor, two, merged):
    answer = editor.get(reverse("admin:sources_record_change", args=[GONE]))

    assert answer.url == reverse("admin:prisoners_prisoner_change", args=[two[0].pk])


def test_a_merged_record_waits_for_nobody_on_the_dashboard(editor, two):
    Record.objects.filter(pk=GONE).update(state="published", published_revision=0)
    editor.post(address(), sent(editor.get(address()).content.decode()))

    waiting = {tile.title: tile.count for tile in editor.get("/admin/").context["waiting"]}

    assert (waiting["Drafts"], waiting["Changed since publication"]) == (1, 0)
