import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django import forms
from django.forms import formset_factory

from core.date_reading import read_date
from core.date_words import in_words
from core.forms import PartialDateFormField
from core.partial_dates import DateNotUnderstood

pytestmark = [pytest.mark.browser, pytest.mark.urls("core.tests.urls")]

SCRIPT = Path(__file__).parent.parent / "static" / "core" / "partial_date.js"
SITE = "http://127.0.0.1:9"


class BeginningForm(forms.Form):
    began_on = PartialDateFormField()


@pytest.fixture
def rows_page(browser_page):
    """A page with one row of a formset and the empty one; it answers as the view does."""
    formset = formset_factory(BeginningForm, extra=1)()
    html = f"<!doctype html><title>Rows</title>{formset.forms[0]}<template>{formset.empty_form}</template>"
    asked = "**/core/read-date/?text=*"
    browser_page.route(f"{SITE}/", lambda route: route.fulfill(body=html, content_type="text/html"))
    browser_page.route(asked, lambda route: route.fulfill(body=_answer(route.request.url)))
    browser_page.goto(f"{SITE}/")
    browser_page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    return browser_page


def _answer(url):
    try:
        date = read_date(parse_qs(urlsplit(url).query)["text"][0])
    except DateNotUnderstood as error:
        return json.dumps({"error": str(error)})
    return json.dumps({"edtf": date.text, "words": in_words(date)})


def test_typing_shows_how_the_date_is_understood(rows_page):
    typed = rows_page.locator("#id_form-0-began_on")
    said = rows_page.locator("#id_form-0-began_on_understood")

    typed.fill("1-9 Aug 2020")
    rows_page.wait_for_function("document.querySelector('[aria-live]').textContent")
    assert said.text_content() == "understood as: between 1 and 9 August 2020"

    typed.fill("9/8/2020")
    rows_page.wait_for_selector("[aria-invalid=true]")
    assert "2020-08-09 or 2020-09-08" in said.text_content()


def test_a_row_added_later_is_heard_and_described(rows_page):
    rows_page.evaluate("""() => {
        const row = document.createElement("div");
        row.innerHTML = document.querySelector("template").innerHTML;
        row.querySelectorAll("[id]").forEach((part) => part.id = part.id.replace("__prefix__", "1"));
        document.body.append(row);
        row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
    }""")
    added = rows_page.locator("#id_form-1-began_on")

    added.fill("c. 2020")
    rows_page.wait_for_function(
        "document.querySelector('#id_form-1-began_on_understood').textContent"
    )

    assert added.get_attribute("aria-describedby") == "id_form-1-began_on_understood"
    assert rows_page.locator("#id_form-1-began_on_understood").text_content().endswith("about 2020")
