"""A whole case is entered by keyboard alone, from the empty form to the saved record."""

import re

import pytest
from playwright.sync_api import expect

from prisoners.models import Prisoner
from prisoners.tests.builders import make_article, make_court, make_facility
from sources.models import Citation
from sources.tests.builders import make_source
from tests.site import site_on
from tests.staff import make_editor, sign_in

pytestmark = pytest.mark.browser

MOST_KEYS = 120


class Keyboard:
    """Types text for nothing; counts every other key, and the letters that pick from a list."""

    def __init__(self, page):
        self.page = page
        self.pressed = 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text):
        self.page.keyboard.type(text)

    def find(self, text, shown):
        """Type a part of a name, see what is meant at the top of the list, take it."""
        self.type(text)
        chosen = self.page.locator(".case-choices [aria-selected=true]")
        expect(chosen).to_have_text(shown)
        self.press("Enter")


@pytest.fixture
def empty_form(committed_db, browser_page):
    """The empty form of a person, in a register whose catalogues know a little already."""
    make_facility(name="Test Colony in the North")
    make_court(name="Test City Court")
    make_article(country="BY", number="342", part="1", title="Group actions")
    make_source(title="Test Daily on the arrest", key="daily")
    editor = make_editor()
    with site_on(committed_db) as address:
        sign_in(browser_page, address, editor)
        browser_page.goto(f"{address}/admin/prisoners/prisoner/add/")
        expect(browser_page.locator("[name=display_name]")).to_be_focused()
        yield browser_page


def test_a_full_case_takes_at_most_120_keys_besides_its_text(empty_form):
    keys = Keyboard(empty_form)

    enter_the_case(keys)

    print(f"\nA full case: {keys.pressed} keys besides the text")
    assert keys.pressed <= MOST_KEYS
    assert what_was_saved() == {
        "person": ("Test Person", "female", "1990-05", ["BY"]),
        "names": [("Test Person", "main"), ("Тэставая Асоба", "native")],
        "detentions": [("2020-09-01", "2022-03")],
        "stays": [
            ("Test Colony in the North", "2020-09-03", "2021-06-01"),
            ("Test Prison", "2021-06-01", ""),
        ],
        "charges": [("BY CC 342(1)", "charged"), ("BY CC 130", "convicted")],
        "verdicts": [("2021-05-20", "Test City Court", "Test Judge")],
        "parts": [("imprisonment", 2, "general", None), ("fine", None, "", 1000)],
        "citations": [
            ("Test Daily on the arrest", "Detention", "began_on", ""),
            ("https://news.example/verdict", "Verdict", "court", "p. 3"),
            ("https://news.example/fine", "SentencePart", "amount", ""),
        ],
        "nothing else": 0,
    }


def enter_the_case(keys):
    keys.type("Test Person")
    keys.press("Tab", "f", "Tab")
    keys.type("May 1990")
    keys.press("Tab")
    keys.type("BY")

    keys.press("Control+ArrowDown")
    keys.type("Test Person")
    keys.press("Tab", "m", "Enter")
    keys.type("Тэставая Асоба")
    keys.press("Tab", "n", "a", "m", "e", " ", "i")

    keys.press("Control+ArrowDown")
    keys.type("1 September 2020")
    keys.press("Alt+c")
    keys.find("daily", "Test Daily on the arrest (daily)")
    keys.press("Escape", "Tab")
    keys.type("March 2022")
    keys.press("Tab", "t")

    keys.press("Control+ArrowDown")
    keys.find("north", "Test Colony in the North")
    keys.press("Tab")
    keys.type("2020-09-03")
    keys.press("Tab")
    keys.type("2021-06-01")
    keys.press("Enter")
    keys.find("Test Prison", "Test Prison")
    keys.press("Tab")
    keys.type("2021-06-01")

    keys.press("Control+ArrowDown")
    keys.type("Test case")
    keys.press("Control+ArrowDown")
    keys.find("342", "BY CC 342(1)")
    keys.press("Tab", "c", "Enter")
    keys.find("130", "130")
    keys.press("Tab", "c", "o")

    keys.press("Control+ArrowDown")
    keys.type("20 May 2021")
    keys.press("Tab")
    keys.find("city", "Test City Court")
    keys.press("Alt+c")
    keys.find("https://news.example/verdict", "https://news.example/verdict")
    keys.press("Tab", "Tab")
    keys.type("p. 3")
    keys.press("Escape", "Tab")
    keys.find("Test Judge", "Test Judge")

    keys.press("Control+ArrowDown", "Tab")
    keys.type("2")
    keys.press("Tab", "Tab", "g", "Enter", "f", "i", "n", "Tab", "Tab", "Tab", "Tab")
    keys.type("1000")
    keys.press("Alt+c")
    keys.find("https://news.example/fine", "https://news.example/fine")
    keys.press("Escape", "Tab")
    keys.type("BYN")

    keys.press("Control+s")
    expect(keys.page).to_have_url(re.compile(r"/change/$"))


def what_was_saved():
    person = Prisoner.objects.get()
    rows = {
        str(row.code): type(row).__name__
        for kind in ("detentions", "verdicts", "sentenceparts")
        for row in getattr(person, kind).all()
    }
    return {
        "person": (person.display_name, person.sex, person.born_on, person.nationalities),
        "names": [(name.text, name.kind) for name in person.names.all()],
        "detentions": [(row.began_on, row.ended_on) for row in person.detentions.all()],
        "stays": [(str(row.facility), row.began_on, row.ended_on) for row in person.stays.all()],
        "charges": [(str(row.article), row.status) for row in person.charges.all()],
        "verdicts": [
            (row.decided_on, str(row.court), str(row.judge)) for row in person.verdicts.all()
        ],
        "parts": [
            (row.kind, row.years, row.regime, row.amount) for row in person.sentenceparts.all()
        ],
        "citations": [
            (row.source.title, rows[str(row.row)], row.field, row.locator)
            for row in Citation.objects.all()
        ],
        "nothing else": sum(
            getattr(person, rows).count()
            for rows in ("conditions", "contacts", "recognitions", "officiallabels", "relations")
        ),
    }
