"""Likely same persons in the browser: while a name is typed, and in the queue."""

import pytest
from playwright.sync_api import expect

from prisoners.duplicates import find
from prisoners.models import NotSame, Prisoner
from prisoners.tests.builders import make_detention, make_prisoner
from tests.site import site_on
from tests.staff import make_editor, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def known(committed_db):
    """Somebody who is here already."""
    person = make_prisoner(display_name="Test Known Person", born_on="1990-05-12", sex="female")
    make_detention(prisoner=person, began_on="2020-08-09", place="Minsk")
    return person


@pytest.fixture
def address(committed_db, known):
    editor = make_editor()
    with site_on(committed_db) as address:
        yield address, editor


def test_while_a_name_is_typed_likely_persons_are_said_with_reasons(address, known, browser_page):
    site, editor = address
    sign_in(browser_page, site, editor)
    browser_page.goto(f"{site}/admin/prisoners/prisoner/add/")
    expect(browser_page.locator("[name=display_name]")).to_be_focused()
    asked = []
    browser_page.on("request", lambda request: asked.append((request.method, request.url)))

    browser_page.keyboard.type("Test Known Person")
    browser_page.keyboard.press("Tab")
    found = browser_page.locator(".likely-found")
    expect(found).to_contain_text(known.public_id)
    expect(browser_page.locator(".likely [role=status]")).to_have_text(
        "1 person here may be the same."
    )
    browser_page.locator("[name=born_on]").fill("12.5.1990")
    expect(found).to_contain_text("The birth agrees: 12 May 1990 and 12 May 1990.")
    found.get_by_label("not the same person").check()
    browser_page.locator("[name=born_on]").fill("May 1990")
    expect(found).to_contain_text("The birth agrees: May 1990 and 12 May 1990.")
    expect(found.get_by_label("not the same person")).to_be_checked()
    browser_page.keyboard.press("Control+s")
    browser_page.wait_for_url("**/change/")

    new = Prisoner.objects.exclude(pk=known.pk).get()
    assert [(n.left_id, n.right_id) for n in NotSame.objects.all()] == [(known.pk, new.pk)]
    assert not [url for _method, url in asked if "Known" in url]
    expect(browser_page.locator(".likely-found")).to_have_count(0)


def test_the_queue_is_worked_through_by_keyboard(address, known, browser_page):
    for name in ("Test Known Person", "Test Known Persom"):
        make_prisoner(display_name=name, born_on="1990-05-12", sex="female")
    find.find_all()
    site, editor = address
    sign_in(browser_page, site, editor)
    browser_page.goto(f"{site}/admin/prisoners/prisoner/likely/")
    expect(browser_page.locator(".likely-pair")).to_have_count(3)

    browser_page.locator(".likely-pair a").first.focus()
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("button", name="Not the same").focus()
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.type("Mother and daughter")
    browser_page.keyboard.press("Enter")
    expect(browser_page.get_by_text("Remembered: these are two people.")).to_be_visible()
    assert NotSame.objects.get().note == "Mother and daughter"
    browser_page.get_by_role("link", name="Undo").click()
    browser_page.get_by_role("button", name="Take that back").click()
    expect(browser_page.get_by_role("button", name="Not the same")).to_be_visible()

    assert not NotSame.objects.exists()
