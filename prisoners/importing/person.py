"""Who the line is about: names, the key in the list, recognition, the last sign of life."""

import re

from prisoners.models import Contact, ExternalId, Name, Recognition
from sources.importing import cells
from sources.importing.parts import Part

CYRILLIC = re.compile("[\u0400-\u04ff]")
SAME_NAME = ("text", "kind", "language")


def names(line):
    found = [
        (Name.Kind.MAIN, "name_latin", ""),
        (Name.Kind.NATIVE, "name_native_be", "be"),
        (Name.Kind.SPELLING, "name_ru", "ru"),
    ]
    if line.decision.joins:  # the person has a main name already
        found = [(Name.Kind.SPELLING, column, language) for _kind, column, language in found]
    found = [(kind, cells.text(line.row, column), language) for kind, column, language in found]
    found += [
        (Name.Kind.SPELLING, spelling, "")
        for spelling in dict.fromkeys(cells.several(line.row, "other_spellings"))
        if spelling != cells.text(line.row, "name_latin")
    ]
    return [
        Part(
            f"name:{kind}:{language}:{text}",
            Name,
            {
                "text": text,
                "kind": kind,
                "language": language,
                "script": "Cyrl" if CYRILLIC.search(text) else "Latn",
            },
            same=("text",) if line.decision.joins else SAME_NAME,
        )
        for kind, text, language in found
        if text
    ]


def external_id(line):
    """The person's key in the spreadsheet, by which the next import finds them. Never published."""
    values = {
        "scheme": line.list_name,
        "value": line.key,
        "is_confidential": True,
    }
    if line.decision.joins:
        values["is_joined"] = True
    return [Part("external_id", ExternalId, values, same=("scheme", "value"))]


def recognition(line):
    stated = cells.text(line.row, "recognised_by")
    if not stated:
        return []
    values = {
        "organisation_id": line.organisation_pk(cells.before_bracket(stated)),
        "recognised_on": line.read("recognised_date", cells.partial_date) or "",
        "as_stated": stated,
    }
    return [Part("recognition", Recognition, values, known_by=("organisation_id",))]


def contact(line):
    happened = line.read("last_contact_date", cells.partial_date)
    if not happened:
        return []
    kind = line.read("last_contact_kind", cells.code, choices=Contact.Kind)
    values = {"kind": kind or Contact.Kind.UNKNOWN, "happened_on": happened}
    return [Part("contact", Contact, values, known_by=("happened_on", "kind"))]
