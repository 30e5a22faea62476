"""The catalogues of translations themselves: complete, and with the blanks that the code fills in."""

import ast
import re
from functools import cache

import pytest
from babel.messages.extract import extract_from_file
from django.utils.translation.template import templatize

from config import translations
from config.fingerprint import ROOT

APPS = ("core", "sources", "prisoners", "pardons", "register", "reports", "templates")
# Screens of the staff may stay in English until somebody translates them.
STAFF = re.compile(r"(^|/)(admin|importing|tests|migrations)(/|\.py)")
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None} | {
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
TEXT = r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(_|n?p?gettext)\(({TEXT}(?:, ?{TEXT})*)")
BLANK = re.compile(r"%(?:\(\w+\))?[sd]")

every_language = pytest.mark.parametrize(
    "po", translations.catalogues(), ids=lambda po: po.parent.parent.name
)


@every_language
def test_every_sentence_of_the_public_site_is_translated(po):
    translated = {
        (message.context, one_of(message.id))
        for message in translations.read(po)
        if message.id and all(forms(message)) and not message.fuzzy
    }

    assert sentences() - translated == set(), "run `make messages`; see docs/translating.md"


def test_the_tools_know_every_name_that_the_code_calls_gettext_by():
    """They look for _, gettext, ngettext …; a sentence inside another name is never translated."""
    others = {
        str(path.relative_to(ROOT)): names
        for app in (*APPS, "office", "config")
        for path in (ROOT / app).rglob("*.py")
        if (names := re.findall(r"gettext\w* as (?!_$)\w+", path.read_text(), re.MULTILINE))
    }

    assert others == {}


def test_no_template_writes_a_date_in_a_way_of_its_own():
    """Days are said by core.date_words; Django's own short dates differ from language to language."""
    templates = [path for app in APPS for path in (ROOT / app).rglob("*.html")]

    assert [path.name for path in templates if re.search(r"\|date\s*[%}|]", path.read_text())] == []


@every_language
def test_what_the_code_fills_in_has_its_place_in_every_translation(po):
    wrong = [
        message.id
        for message in translations.read(po)
        if message.id
        for form in forms(message)
        if form and blanks(form) != blanks(message.id if is_plain(message) else message.id[1])
    ]

    assert wrong == []


@every_language
def test_nothing_is_left_half_done(po):
    catalogue = translations.read(po)

    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert catalogue.obsolete == {}
    assert catalogue.num_plurals == 3


def test_a_catalogue_is_compiled_when_it_changed(tmp_path, monkeypatch):
    po = tmp_path / "be" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_bytes(translations.catalogues()[0].read_bytes())
    monkeypatch.setattr(translations, "LOCALE", tmp_path)

    translations.compile_changed()
    first = po.with_suffix(".mo").stat()
    translations.compile_changed()

    assert first.st_size > 50_000
    assert po.with_suffix(".mo").stat() == first
    assert sorted(path.name for path in po.parent.iterdir()) == ["django.mo", "django.po"]


def test_a_catalogue_with_a_fault_is_refused(tmp_path, monkeypatch):
    po = tmp_path / "be" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text('<<<<<<< ours\nmsgid "a"\nmsgstr "b"\n')
    monkeypatch.setattr(translations, "LOCALE", tmp_path)

    with pytest.raises(SystemExit):
        translations.main()
    assert not po.with_suffix(".mo").exists()


@cache
def sentences():
    """{(context, sentence)} of the code and the templates that the public site is made of."""
    found = set()
    for path in (path for app in APPS for path in (ROOT / app).rglob("*.*")):
        if STAFF.search(str(path.relative_to(ROOT))):
            continue
        if path.suffix == ".py":
            found |= in_code(path)
        elif path.suffix in (".html", ".txt"):
            found.update(in_template(path))
    return found


def in_code(path):
    calls = extract_from_file("python", path, keywords=KEYWORDS)
    return {(context, one_of(said)) for _line, said, _comments, context in calls}


def in_template(path):
    """Django turns a template into calls of gettext among noise."""
    for name, arguments in CALL.findall(templatize(path.read_text(encoding="utf-8"))):
        said = ast.literal_eval(f"({arguments},)")
        yield (said[0], said[1]) if name in ("pgettext", "npgettext") else (None, said[0])


def is_plain(message):
    return isinstance(message.id, str)


def forms(message):
    return (message.string,) if is_plain(message) else message.string


def one_of(said):
    return said if isinstance(said, str) else said[0]


def blanks(text):
    return sorted(set(BLANK.findall(text)))
