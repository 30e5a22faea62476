"""BibTeX, RIS and CSL-JSON, read as reference managers read them."""

import json
import re
from datetime import date

import pytest

from register.tests.builders import make_edition
from reports.citing.reference import Reference, as_bibtex, as_csl_json, as_ris
from reports.tests.builders import held

HARD = r"50 % of {women} } & men_in #1: $5, ~2 ^ C:\new" + "\nУ няволі «сёння»"


def reference(**fields):
    return Reference(
        **{
            "key": "rollcall-test-2024-12-09-edition-7",
            "title": "Test title",
            "note": "Test note",
            "edition": 7,
            "published_on": date(2024, 3, 1),
            "cited_on": date(2024, 12, 9),
            "language": "be",
            "address": "https://example.org/be/reports/test/?q=%7Ba%7D&cited=1_2.x-y",
        }
        | fields
    )


def read_bibtex(text):
    """(type, key, {field: text}): braces are counted as BibTeX does, whatever stands before them."""
    kind, key, rest = re.fullmatch(r"@(\w+)\{([^,]+),(.*)\}\n", text, re.DOTALL).groups()
    fields, name, depth, value = {}, "", 0, ""
    for sign in rest:
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and sign == "}":
            fields[name.strip(" ,=\n")] = value[1:]
            name = value = ""
        elif depth == 0:
            name += sign
        else:
            value += sign
    assert depth == 0
    return kind, key, fields


def untex(text):
    text = text.removeprefix("{").removesuffix("}")
    words = {
        r"\textbackslash{}": "\\",
        r"\textbraceleft{}": "{",
        r"\textbraceright{}": "}",
        r"\textasciitilde{}": "~",
        r"\textasciicircum{}": "^",
    }
    return re.sub(r"\\text\w+\{\}|\\(.)", lambda found: words.get(found[0], found[1]), text)


def read_ris(text):
    lines = text.removesuffix("\r\n").split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines)
    return [(line[:2], line[6:]) for line in lines]


def test_bibtex_gives_back_every_sign():
    kind, key, fields = read_bibtex(as_bibtex(reference(title=HARD, note=HARD)))

    assert (kind, key) == ("misc", "rollcall-test-2024-12-09-edition-7")
    assert untex(fields["title"]) == untex(fields["note"]) == HARD.replace("\n", " ")
    assert fields["author"] == "{Rollcall}"
    assert fields["url"] == reference().address
    assert (fields["year"], fields["month"], fields["urldate"]) == ("2024", "3", "2024-12-09")


def test_an_address_cannot_end_its_field():
    fields = read_bibtex(as_bibtex(reference(address="https://example.org/?q=}x{\\")))[2]

    assert fields["url"] == "https://example.org/?q=%7Dx%7B%5C"


def test_ris_has_one_line_for_each_value():
    fields = read_ris(as_ris(reference(title=HARD, note="One\r\nER  - \r\nTY  - BOOK")))

    assert fields[0] == ("TY", "DATA")
    assert fields[-1] == ("ER", "")
    assert [tag for tag, _value in fields].count("TY") == 1
    assert dict(fields)["TI"] == HARD.replace("\n", " ")
    assert dict(fields)["DA"] == "2024/03/01/"


def test_csl_json_is_one_dataset():
    [item] = json.loads(as_csl_json(reference(title=HARD)))

    assert item["type"] == "dataset"
    assert item["title"] == HARD
    assert item["issued"] == {"date-parts": [[2024, 3, 1]]}
    assert item["author"] == [{"literal": "Rollcall"}]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["bib", "ris", "json"])
def test_each_has_the_signed_link_and_the_words_of_the_readers_language(client, kind):
    make_edition()
    held("2021-01-01")

    file = client.get(f"/be/reports/situation-today/cite.{kind}?on=2024-12-09")
    text = file.content.decode()

    assert file["Content-Disposition"].endswith(f'-edition-1.{kind}"')
    assert "http://testserver/be/reports/situation-today/?on=2024-12-09&known=1&cited=" in text
    assert "9 снежня 2024" in text
