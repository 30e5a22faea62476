"""What holds for every public page, found by following links from the first one."""

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import html5lib
import pytest
from django.urls import Resolver404, resolve

from tests.axe import faults_by_day_and_night

pytestmark = pytest.mark.browser

# One page of each kind is looked at; of records more, because no two of them are alike.
MORE_OF = {"register:person": 4, "register:act": 2}
LINK = re.compile(r'<a [^>]*?href="([^"#]+)')
# Beside what the links of the first page lead to.
ALSO = ["/en/?known=1&on=2024-12-09", "/en/?on=2021-02-30", "/en/no-such-page/", "/be/"]


@pytest.fixture(scope="session")
def pages(demo_server):
    """Addresses of a sample of every kind of public page."""
    found, seen, waiting = [], Counter(), ["/en/"]
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path)
        if path in found or kind is None or seen[kind] >= MORE_OF.get(kind, 1):
            continue
        with urlopen(demo_server + path) as answer:
            if answer.headers.get_content_type() != "text/html":
                continue
            text = answer.read().decode()
        seen[kind] += 1
        found.append(path)
        links = [urlsplit(urljoin(path, link)) for link in LINK.findall(text)]
        waiting += [link.path for link in links if not link.netloc]
    assert len(seen) >= 15, f"the links lead to {sorted(seen)} only"
    return [*found, *ALSO]


def kind_of(path):
    """The name of the view behind a page in English; None for data and for what is no page."""
    if not path.startswith("/en/"):
        return None
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def each(pages, page, address):
    """Opens every page; for checks that say themselves which page failed."""
    for path in pages:
        page.goto(address + path)
        yield path


@pytest.fixture
def open_page(browser):
    """A page that takes the console's word for nothing: some of these answers are meant to be 404."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def test_axe_finds_nothing(pages, demo_server, open_page):
    faults = {
        path: faults_by_day_and_night(open_page) for path in each(pages, open_page, demo_server)
    }

    assert {path: found for path, found in faults.items() if found} == {}


def test_no_cookie_no_other_host_and_little_to_load(pages, demo_server, open_page):
    answers, elsewhere, heavy = [], [], {}
    open_page.on("response", lambda answer: answers.append(answer))

    for path in each(pages, open_page, demo_server):
        if open_page.locator("img[loading=lazy]").count():
            open_page.wait_for_load_state("networkidle")
        size = sum(len(a.body()) for a in answers if a.status != 302 and not is_photo(a))
        elsewhere += [a.url for a in answers if not a.url.startswith(demo_server)]
        if size > 100_000:
            heavy[path] = size
        answers.clear()

    assert open_page.context.cookies() == []
    assert elsewhere == []
    assert heavy == {}


def is_photo(answer):
    return "/media/" in answer.url


def test_no_page_scrolls_sideways_at_320_pixels(pages, demo_server, open_page):
    open_page.set_viewport_size({"width": 320, "height": 640})
    wide = [
        path
        for path in each(pages, open_page, demo_server)
        if open_page.evaluate("document.documentElement.scrollWidth") > 320
    ]

    assert wide == []


def test_everything_is_there_without_javascript(pages, demo_server, browser, open_page):
    without = browser.new_context(java_script_enabled=False).new_page()
    different = []

    for path in each(pages, open_page, demo_server):
        without.goto(demo_server + path)
        if without.locator("main").inner_text() != open_page.locator("main").inner_text():
            different.append(path)
    without.context.close()

    assert different == []


def test_every_page_is_valid_html(pages, demo_server, open_page):
    faults = {}

    for path in pages:
        answer = open_page.request.get(demo_server + path)
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(answer.text())
        ids = Counter(re.findall(r'\sid="([^"]*)"', answer.text()))
        twice = [name for name, number in ids.items() if number > 1]
        if parser.errors or twice:
            faults[path] = parser.errors, twice

    assert faults == {}


def test_on_paper_there_is_no_navigation_and_sources_show_their_address(
    pages, demo_server, open_page
):
    open_page.emulate_media(media="print")
    shown, with_sources = [], 0

    for path in each(pages, open_page, demo_server):
        shown += [(path, "nav") for nav in open_page.locator("nav").all() if nav.is_visible()]
        for link in open_page.locator(".sources a[href^=http]").all():
            printed = link.evaluate("link => getComputedStyle(link, '::after').content")
            with_sources += 1
            if link.get_attribute("href") not in printed:
                shown.append((path, printed))

    assert shown == []
    assert with_sources > 10


def test_the_sources_of_every_fact_are_one_click_away(pages, demo_server, open_page):
    records = [p for p in pages if kind_of(p) in ("register:person", "register:act")]
    without = []

    for path in each(records, open_page, demo_server):
        for fact in open_page.locator("main .facts > dd, main .timeline > li").all():
            if fact.evaluate(LEADS_NOWHERE):
                without.append((path, fact.inner_text()))

    assert len(records) == sum(MORE_OF.values())
    assert without == []


# Names and numbers of a record are its identity; a place in an act has its sources on the act's page.
LEADS_NOWHERE = """
    fact => {
        if (fact.matches(".identity") || fact.closest("[aria-labelledby=clemency]")) return false;
        const targets = [...fact.querySelectorAll("a[href^='#']")]
            .map(link => document.getElementById(link.hash.slice(1)));
        return targets.length === 0 || targets.includes(null);
    }
"""


def test_every_contradiction_in_the_demonstration_is_shown(demo_server, open_page):
    open_page.goto(f"{demo_server}/en/prisoners/?q=Ashurak")
    open_page.get_by_role("link", name="Vitold Ashurak").first.click()

    death = open_page.get_by_role("region", name="Death").inner_text()

    assert re.search(r"Died\s+21 May 2021.*Other sources say: “May 2022”", death, re.DOTALL)


def test_a_long_name_and_a_single_person_fit_a_small_phone(committed_db, open_page):
    from register.tests.builders import make_edition, make_entry
    from tests.site import site_on

    make_edition()
    name = "Długonazwiskowski-" * 10 + "Test Person 17 ولد"
    entry = make_entry(name=name[:200], status="in_custody")
    open_page.set_viewport_size({"width": 320, "height": 640})

    with site_on(committed_db) as address:
        for path in ("", "prisoners/", f"prisoners/{entry.public_id}/", "deaths/"):
            open_page.goto(f"{address}/en/{path}")
            width = open_page.evaluate("document.documentElement.scrollWidth")
            assert (path, width) == (path, 320)
        assert "No death is recorded." in open_page.locator("main").inner_text()
