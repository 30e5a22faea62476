"""Every public page in every language: nothing on it stands outside the catalogues but data."""

import re
from contextlib import contextmanager
from gettext import NullTranslations
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
from django.apps import apps
from django.core.cache import cache
from django.db.models import CharField, TextField
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.translation import override, trans_real

from register.figures import Figure
from reports.words import counted
from tests import databases

CONTEXT_END = "\x04"
# Names and formats, the same in all languages.
SAME_EVERYWHERE = {
    "Rollcall",
    "CSV",
    "XLSX",
    "JSON",
    "ZIP",
    "SVG",
    "PNG",
    "UTC",
    "Excel",
    "BibTeX",
    "RIS",
    "CSL",
}
SAID_IN = ("title", "aria-label", "placeholder", "alt", "content")
MORE_OF = {"register:person": 8, "register:act": 4, "reports:report": 20}
ALSO = [
    "/be/?known=1&on=2024-12-09",
    "/be/prisoners/?sex=female&status=in_custody&age_from=30&scope=recognised",
    "/be/prisoners/?sex=1&age_from=x&nothing=1",
    "/be/prisoners/?open=occupation",
    "/be/?on=2021-02-30",
    "/be/?known=soon",
    "/be/pardons/?from=2024-01-01&to=2023-01-01",
    "/be/prisoners/RC-222222/",
    "/be/reports/held-over-time/?from=2020-01-01&to=2019-01-01",
    "/be/no-such-page/",
]
WORD = re.compile(r"[A-Za-z]{2,}")
OWN_ADDRESS = re.compile(r"http://testserver\S*")
# Columns that hold no text of somebody but our own codes.
OUR_CODES = ("field", "language", "script", "currency")


class Marked(NullTranslations):
    """A language whose every sentence stands in ⟦brackets⟧."""

    def to_language(self):
        return "be"

    def gettext(self, message):
        return f"⟦{message.rpartition(CONTEXT_END)[2]}⟧" if message else ""

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)


@contextmanager
def belarusian_is_marked():
    before = trans_real._translations.get("be")
    trans_real._translations["be"] = Marked()
    cache.clear()
    try:
        yield
    finally:
        trans_real._translations.pop("be")
        if before:
            trans_real._translations["be"] = before


@pytest.fixture
def demo(settings, django_db_blocker):
    """The demonstration register in this process, read with the public login."""
    settings.PUBLIC_DATABASE = "public"
    cache.clear()
    with django_db_blocker.unblock():
        name = databases.clone_of_demo()
        with databases.using(name):
            yield Client()
        databases.drop(name)
    cache.clear()


def test_every_sentence_of_every_page_goes_through_the_catalogue(demo):
    """And whoever asks for a page afterwards in another language is not answered in the first."""
    data = values_in_the_register()

    with belarusian_is_marked():
        pages = dict(crawl(demo, "/be/", ALSO))
        again = {path: demo.get(path.replace("/be/", "/en/")) for path in pages}

    left = {path: sorted(untranslated(text, data)) for path, text in pages.items()}
    assert {path: words for path, words in left.items() if words} == {}
    assert [path for path, page in again.items() if "⟦" in page.content.decode()] == []


def test_a_page_leads_to_itself_in_the_other_languages(demo):
    asked = "prisoners/?sex=female&on=2024-12-09&known=1"

    page = html5lib.parse(demo.get(f"/ru/{asked}").content, namespaceHTMLElements=False)

    links = page.findall(".//nav[@class='languages']//a")
    assert {link.get("lang"): link.get("href") for link in links} == {
        code: f"/{code}/{asked}" for code in ("en", "be", "ru")
    }
    assert (page.get("lang"), page.get("dir")) == ("ru", None)


def test_a_text_without_translation_says_in_which_language_it_is(demo):
    page = demo.get("/ru/about/method/").content.decode()
    own = demo.get("/ru/about/sample/").content.decode()

    assert '<article class="prose" lang="en"' in page
    assert "ещё не переведён" in page
    assert '<article class="prose" lang="ru"' in own
    assert "ещё не переведён" not in own


def test_numbers_and_their_units_follow_the_language():
    figures = Figure(1, 1), Figure(22, 22), Figure(3, 1022), Figure(21, None)

    with override("ru"):
        said = [counted(figure).replace("\xa0", " ") for figure in figures]

    assert said == ["1 человек", "22 человека", "от 3 до 1 022 человек", "не менее 21 человека"]


def crawl(client, start, also):
    """(path, HTML) of a sample of every kind of page that links lead to, and of `also`."""
    seen, found, waiting = {}, set(), [start]
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path, start)
        if path in found or kind is None or seen.get(kind, 0) >= MORE_OF.get(kind, 1):
            continue
        answer = client.get(path)
        if not answer["Content-Type"].startswith("text/html"):
            continue
        seen[kind] = seen.get(kind, 0) + 1
        found.add(path)
        text = answer.content.decode()
        links = [
            urlsplit(urljoin(path, link)) for link in re.findall(r'<a [^>]*?href="([^"#]+)', text)
        ]
        waiting += [link.path for link in links if not link.netloc]
        yield path, text
    assert len(seen) >= 15, f"the links lead to {sorted(seen)} only"
    for path in also:
        yield path, client.get(path).content.decode()


def kind_of(path, start):
    if not path.startswith(start):
        return None
    try:
        with override(start.strip("/")):
            return resolve(path).view_name
    except Resolver404:
        return None


def values_in_the_register():
    """Every text of the register that somebody wrote, the longest first; codes have labels instead."""
    values = set()
    for model in apps.get_app_config("register").get_models():
        for field in model._meta.get_fields():
            is_text = isinstance(field, CharField | TextField) and not field.choices
            if is_text and field.name not in OUR_CODES:
                values.update(model.objects.values_list(field.name, flat=True).distinct())
    values |= {value.replace("_", " ") for value in values if value}
    return sorted(
        (value for value in values if value and WORD.search(value)), key=len, reverse=True
    )


def untranslated(html, data):
    """Words in Latin letters that a reader of Cyrillic meets, and that are neither data nor names."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    whole = "\n".join([*spoken(page), *written(page)])
    said = outside_brackets(OWN_ADDRESS.sub(" ", whole)).split("\n")
    here = "\n".join(said)
    data = [value for value in data if value in here]
    for text in said:
        for value in data:
            text = text.replace(value, " ")
        text = re.sub(r"https?://\S+|\bRC-\w+", " ", text)
        words = [word for word in WORD.findall(text) if word not in SAME_EVERYWHERE]
        if words:
            yield " ".join(words)


def outside_brackets(text):
    """A sentence may hold others, and reach over several elements of the page."""
    depth, kept = 0, []
    for part in re.split("([⟦⟧])", text):
        depth += {"⟦": 1, "⟧": -1}.get(part, 0)
        kept.append(part if depth == 0 and part != "⟧" else " ")
    return "".join(kept)


def written(element):
    """Texts of the page that are in its own language."""
    if is_data(element) or element.tag in ("script", "style"):
        return
    if element.text and isinstance(element.tag, str):
        yield element.text
    for child in element:
        yield from written(child)
        yield child.tail or ""


def spoken(page):
    """What stands in attributes for readers who point, listen or search."""
    for element in page.iter():
        if element.tag != "meta" or element.get("name") == "description":
            yield from (element.get(name) for name in SAID_IN if element.get(name))


def is_data(element):
    """What names its language: a text page, a name, a quotation."""
    return element.get("lang") is not None and element.tag != "html"
