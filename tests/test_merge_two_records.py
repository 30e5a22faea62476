"""Two records of one person are merged, approved, followed to and taken apart, in a browser."""

import re

import pghistory
import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import expect

from office.demo_users import make_groups
from prisoners.models import Prisoner
from prisoners.tests.builders import make_detention, make_name, make_prisoner
from register.publishing import publish
from tests.site import site_on
from tests.staff import make_editor, sign_in

pytestmark = pytest.mark.browser

KEPT, GONE = "RC-KEPT00", "RC-PAST00"


def make_reviewer():
    make_groups()
    user = User.objects.create_user("reviewer", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=["reviewers", "publishers"]))
    return user


@pytest.fixture
def site(committed_db):
    """The address of a site with two published records of one person, and its staff."""
    editor, reviewer = make_editor(), make_reviewer()
    with pghistory.context(user=editor.pk):
        kept = make_prisoner(record_id=KEPT, display_name="Test Kept", born_on="1990")
        gone = make_prisoner(record_id=GONE, display_name="Test Gone", born_on="1991-05")
        make_detention(prisoner=kept, began_on="2020-08-09", last_confirmed_on="2021-01-01")
        make_detention(prisoner=gone, began_on="2020-08-09", last_confirmed_on="2021-06-01")
        make_name(prisoner=gone, text="Тэставая Асоба", kind="native", language="be")
    publish([KEPT, GONE], by=reviewer)
    with site_on(committed_db) as address:
        yield address, editor, reviewer


def test_merge_approve_follow_undo(site, browser_page):
    address, editor, reviewer = site
    page = browser_page

    sign_in(page, address, editor)
    merge(page, address)
    page.goto(f"{address}/admin/office/approval/review/{KEPT}/")
    page.get_by_role("button", name="Send to review").click()
    sign_in(page, address, reviewer)
    approve(page, address)

    page.goto(f"{address}/en/prisoners/{GONE}/?on=2022-01-01")
    expect(page).to_have_url(f"{address}/en/prisoners/{KEPT}/?on=2022-01-01")
    expect(page.get_by_role("heading", level=1)).to_have_text("Test Kept")
    expect(page.locator("main")).to_contain_text("the record RC-PAST00 is part of this one")

    sign_in(page, address, editor)
    undo(page, address)
    assert Prisoner.objects.get(record=GONE).names.get().text == "Тэставая Асоба"


def merge(page, address):
    """By keyboard and lookup from the record's own page, with the overlap solved."""
    page.goto(f"{address}/admin/prisoners/prisoner/")
    page.get_by_role("link", name="Test Kept").first.click()
    page.get_by_role("link", name="Merge with another record").click()
    page.get_by_label("The other record").press_sequentially("Test Go")
    expect(page.locator(".case-choices [aria-selected=true]")).to_have_text(f"Test Gone ({GONE})")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Compare").click()

    page.get_by_role("group", name="Born on").get_by_label("May 1991").check()
    page.get_by_label("What it becomes").select_option(index=1)
    page.get_by_label("Why these two are one person").fill("The same arrest.")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_text("RC-PAST00 is part of RC-KEPT00 now.")).to_be_visible()


def approve(page, address):
    page.goto(f"{address}/admin/office/approval/review/{KEPT}/")
    expect(page.locator("#differences")).to_contain_text("part of RC-KEPT00")
    for no in page.locator("input[type=radio][value=no]").all():
        no.check()
    page.locator("input[name=why][value=learned]").check()
    page.get_by_role("button", name="Approve and publish").click()
    expect(page.get_by_text(re.compile("Published as edition 2"))).to_be_visible()


def undo(page, address):
    page.goto(f"{address}/admin/sources/record/history/{KEPT}/")
    page.get_by_role("link", name="See the merge").click()
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_text("RC-PAST00 is a record of its own again")).to_be_visible()
