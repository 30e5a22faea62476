"""A list is imported in the browser, without JavaScript: looked at, decided, written, undone."""

import pytest
from playwright.sync_api import expect

from office.tests.uploads import make_profile, sheet
from prisoners.models import Prisoner
from prisoners.tests.builders import make_prisoner
from tests.axe import faults
from tests.site import site_on
from tests.staff import make_editor, sign_in

pytestmark = pytest.mark.browser
BEFORE = sheet("1,Test Person One,male,1980-01-05,2020-08-09,")
AFTER = sheet(
    "1,Test Person One,male,1980-01-06,2020-08-09,",
    "2,Another Newcomer,female,1990,2021,",
    "3,Late Somebody,male,1950,2020,2021-05",
    "4,,male,,,",
)


@pytest.fixture
def site(committed_db):
    make_profile()
    editor = make_editor()
    with site_on(committed_db) as address:
        yield address, editor


@pytest.fixture
def plain_page(browser):
    """A page of a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    yield context.new_page()
    context.close()


def bring(page, site, content, name):
    page.goto(f"{site}/admin/office/import/upload/")
    page.get_by_label("File:", exact=True).set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_label("Profile").select_option("test-list")
    page.get_by_role("button", name="Read it").click()


def write(page):
    page.get_by_role("link", name="Write it").click()
    page.get_by_role("button", name="Write it").click()
    expect(page.get_by_text("Written.")).to_be_visible()


def tab(page, name):
    page.get_by_role("navigation", name="Lines of the file").locator(
        f"[href^='?tab={name}']"
    ).click()
    return page.locator(".import")


def test_a_list_is_imported_and_taken_back_without_javascript(site, plain_page):
    address, editor = site
    page = plain_page
    sign_in(page, address, editor)
    bring(page, address, BEFORE, "before.csv")
    write(page)
    bring(page, address, AFTER, "after.csv")

    expect(tab(page, "new")).to_contain_text("Another Newcomer")
    expect(tab(page, "changed")).to_contain_text("5 January 1980 → 6 January 1980")
    expect(tab(page, "refused")).to_contain_text("the line names nobody")
    expect(tab(page, "held")).to_contain_text("Says that somebody died.")
    page.get_by_role("button", name="Take it", exact=True).click()
    expect(page.get_by_text("Row 4: taken.")).to_be_visible()
    write(page)
    assert sorted(Prisoner.objects.values_list("display_name", "born_on")) == [
        ("Another Newcomer", "1990"),
        ("Late Somebody", "1950"),
        ("Test Person One", "1980-01-06"),
    ]
    page.get_by_role("link", name="Undo").click()
    page.get_by_role("button", name="Undo it").click()

    expect(page.get_by_text("Undone: everything is as it was")).to_be_visible()
    assert list(Prisoner.objects.values_list("display_name", "born_on")) == [
        ("Test Person One", "1980-01-05")
    ]


def test_the_screens_of_imports_are_accessible(site, browser_page):
    address, editor = site
    page = browser_page
    sign_in(page, address, editor)
    for _each in range(2):
        make_prisoner(display_name="Another Newcomer", sex="female", born_on="1990")
    bring(page, address, BEFORE, "before.csv")
    write(page)
    bring(page, address, AFTER, "after.csv")
    receipt = page.url.partition("?")[0]
    tabs = ("new", "changed", "unchanged", "held", "refused", "cells", "vanished")
    profiles = f"{address}/admin/office/importprofile/"

    found = {}
    for screen in (
        *(f"{receipt}?tab={name}" for name in tabs),
        *(f"{receipt}{step}/" for step in ("write", "give-up")),
        f"{address}/admin/office/import/upload/",
        profiles,
        f"{profiles}shipped/catalonia/",
    ):
        page.goto(screen)
        found[screen] = faults(page, context=".import")
    assert {screen: rules for screen, rules in found.items() if rules} == {}
