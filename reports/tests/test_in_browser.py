"""Every report in Chromium: readable at 320 px, light and dark, without JavaScript, axe content."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from reports.catalogue import REPORTS
from tests.axe import faults_by_day_and_night

pytestmark = pytest.mark.browser
CITED = ["situation-today/cite/?on=2024-12-09", "held-over-time/embed/?on=2024-12-09"]
PAGES = ["", *(f"{slug}/?on=2024-12-09" for slug in REPORTS), *CITED]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways_on_a_small_phone(
    demo_server, browser_page, path
):
    browser_page.set_viewport_size({"width": 320, "height": 600})
    browser_page.goto(f"{demo_server}/en/reports/{path}")

    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults_by_day_and_night(browser_page) == []


@pytest.mark.parametrize("slug", REPORTS)
def test_the_chart_loads_in_the_width_of_the_screen(demo_server, browser_page, slug):
    for width, drawn in ((360, 340), (1280, 700)):
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
    browser_page.get_by_role("region", name="Quote this").get_by_role("link", name="http").click()

    assert "known=1&" in browser_page.url
    assert "from=2024-01-01" in browser_page.url
    assert browser_page.locator(".figures").inner_text() == figures


def test_a_figure_is_cited_and_its_link_opened(demo_server, browser_page):
    browser_page.goto(f"{demo_server}/en/reports/situation-today/?on=2024-12-09")
    browser_page.get_by_role("link", name="Cite this figure").click()
    link = browser_page.get_by_label("Signed link").input_value()
    browser_page.get_by_role("link", name="Open the signed link").click()

    assert browser_page.url == link
    cited = browser_page.get_by_role("region", name="This figure was cited").inner_text()
    assert "As published on" in cited and "Nothing has changed it since." in cited


def test_the_code_to_copy_shows_the_figure_on_another_page(demo_server, browser_page):
    browser_page.goto(f"{demo_server}/en/reports/held-over-time/cite/?on=2024-12-09")
    code = browser_page.get_by_label("Code to copy").input_value()
    with another_site(f"<!doctype html><html lang=en><title>News</title>{code}") as address:
        browser_page.goto(address)
        frame = browser_page.frame_locator("iframe")
        frame.get_by_role("img", name="Chart:").wait_for()

        assert "edition 1" in frame.locator("main").inner_text()


@contextmanager
def another_site(page):
    """The address of a site of somebody else, with this one page."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
