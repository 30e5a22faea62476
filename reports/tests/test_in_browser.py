"""Every report in Chromium: readable at 320 px, light and dark, without JavaScript, axe content."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from reports.catalogue import REPORTS

pytestmark = pytest.mark.browser
PAGES = ["", *(f"{slug}/?on=2024-12-09" for slug in REPORTS)]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(demo_server, browser_page, path, scheme):
    browser_page.emulate_media(color_scheme=scheme)
    browser_page.goto(f"{demo_server}/en/reports/{path}")

    results = Axe().run(browser_page)

    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_on_a_small_phone(demo_server, browser_page, path):
    browser_page.set_viewport_size({"width": 320, "height": 600})
    browser_page.goto(f"{demo_server}/en/reports/{path}")

    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("slug", REPORTS)
@pytest.mark.parametrize(("width", "drawn"), [(360, 340), (1280, 700)])
def test_the_chart_loads_in_the_width_of_the_screen(demo_server, browser_page, slug, width, drawn):
    browser_page.set_viewport_size({"width": width, "height": 900})
    browser_page.goto(f"{demo_server}/en/reports/{slug}/?on=2024-12-09")
    chart = browser_page.get_by_role("img", name="Chart:")
    chart.scroll_into_view_if_needed()
    chart.evaluate("image => image.decode()")

    assert abs(chart.evaluate("image => image.naturalWidth") - drawn) < 20


def test_the_form_asks_again_without_javascript(demo_server, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo_server}/en/reports/silence/?on=2024-12-09&country=BY")
    page.get_by_label("Out of contact for more than").fill("600")
    page.get_by_role("button", name="Show").click()

    assert page.url.endswith("?country=BY&on=2024-12-09&days=600&scope=&sex=&known=")
    assert "more than 600 days" in page.get_by_role("region", name="Quote this").inner_text()
    context.close()


def test_the_permalink_shows_the_same_page(demo_server, browser_page):
    browser_page.goto(f"{demo_server}/en/reports/in-and-out/?on=2024-12-09")
    figures = browser_page.locator(".figures").inner_text()
    browser_page.get_by_role("region", name="Quote this").get_by_role("link").click()

    assert "known=1&" in browser_page.url
    assert "from=2024-01-01" in browser_page.url
    assert browser_page.locator(".figures").inner_text() == figures
