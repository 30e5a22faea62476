"""Columns of a wide line that make more than one field: names, sentences, charges, sources, notes.

Each takes the reading of the line, the text, the column of the profile and the target as written.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from office.importing import whole_line
from office.importing.cells import PLAIN
from office.importing.targets import Target
from prisoners.charges import read_charges
from prisoners.models import Name
from prisoners.names import read_names

LONGEST_CHARGE = 300


def take(reading, target, text, column):
    """What a cell says; a word is first replaced by what the profile says that it means."""
    if text := column.meaning(text):
        READERS[target.kind](reading, text, column, target.place)


def key(reading, text, _column, _place):
    reading.line.key = text


def public_id(reading, text, _column, _place):
    reading.line.public_id = text.upper()


def name(reading, text, column, _place):
    found = read_names(text, order=reading.profile.order)
    if found.left:
        _left(reading, column, found.left)
    reading.names = [(found.main, Name.Kind.MAIN), *reading.names, *found.others]


def surname(reading, text, _column, _place):
    reading.surname = text


def given_name(reading, text, _column, _place):
    reading.given = text


def names(reading, text, column, place):
    kind = place.partition(":")[2] or Name.Kind.SPELLING
    pieces = text.split(column.split) if column.split else [text]
    reading.names += [(piece.strip(), kind) for piece in pieces if piece.strip()]


def aliases(reading, text, column, _place):
    names(reading, text, column, f"names:{Name.Kind.ALIAS}")


def sentence(reading, text, column, place):
    reading.sentences[place.partition(":")[2]] = (column.name, text, False)


def sentence_and_date(reading, text, column, _place):
    reading.sentences[""] = (column.name, text, True)


def term(reading, text, column, place):
    reading.terms.append((place.partition(":")[2], column.name, text))


def regime(reading, text, _column, place):
    reading.regimes.append((place.partition(":")[2], text))


def steps(reading, text, column, _place):
    reading.afterwards = (column.name, text)


def charges(reading, text, column, _place):
    reading.set("prosecution", charges_stated=text)
    found = read_charges(text)
    for number, charge in enumerate(found.charges, 1):
        place = f"charge:{number}"
        reading.set(place, as_stated=charge.as_stated[:LONGEST_CHARGE])
        reading.say(Target(place, "article"), str(charge), replace(PLAIN, name=column.name))
    if found.left:
        _left(reading, column, found.left)


def sources(reading, text, column, _place):
    for number, each in enumerate(text.split(column.split or ";"), 1):
        whole_line.cite(reading, f"citation:{number}", each.strip(), column.name)


def note(reading, text, column, _place):
    notes = reading.row("person").said.get("notes", "")
    reading.set("person", notes=f"{notes}\n{column.name}: {text}".strip())


def _left(reading, column, text):
    reading.line.fault(column.name, text, _("not understood; kept word for word"))


READERS = {
    each.__name__: each
    for each in (
        key, public_id, name, surname, given_name, names, aliases, sentence, sentence_and_date, term,
        regime, steps, charges, sources, note,
    )
}  # fmt: skip
