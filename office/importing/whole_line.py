"""What follows from all cells of a wide line together: its key, its names, what lies in what."""

from functools import cache, lru_cache
from itertools import count

from django.utils.translation import gettext as _

from core.partial_dates import parse_edtf
from office.importing import templates, words
from office.importing.catalogue import TO_BE_MADE
from office.importing.keys import key_in, key_of_content, shortened
from office.importing.line import Doubt, Row
from office.importing.matching import name_key
from office.importing.targets import PLACES, Target, is_date, needed_links, target_of
from prisoners.models import Detention, ExternalId, Name
from prisoners.names import read_names, script_of
from sources.models import Citation

MOST_NAMES, LONGEST_NAME = 30, 200
ORDER = {kind: number for number, kind in enumerate([*PLACES, "citation"])}


def finish(reading, sentences):
    """The `Line`, once every cell has been taken."""
    _key(reading)
    _names(reading)
    sentences.finish(reading)
    _ends(reading)
    _above(reading)
    _always(reading)
    if key := reading.profile.source.get("key"):
        cite(reading, "citation", key, "")
    _complete(reading)
    line = reading.line
    line.continues = bool(reading.profile.continues and line.cells.get(reading.profile.continues))
    _doubts(line, reading.today)
    line.rows = {place: line.rows[place] for place in sorted(line.rows, key=_order)}
    return line


def _key(reading):
    line, names = reading.line, reading.profile.key
    if names:
        line.key = key_in(line.cells, names)
        if not line.key:
            line.fault(", ".join(names), "", _("the key of the line is missing"), refuses=True)
    if not line.key:
        line.key = key_of_content(line.cells)
        return
    line.key = shortened(line.key)
    said = {"scheme": reading.profile.list_name, "value": line.key, "is_confidential": True}
    line.rows["external_id"] = Row("external_id", ExternalId, said, dict(said))


def _names(reading):
    line = reading.line
    if whole := ", ".join(filter(None, (reading.surname, reading.given))):
        found = read_names(whole, order="surname-first")
        if found.left:
            line.fault("", found.left, _("not understood; kept word for word"))
        reading.names = [(found.main, Name.Kind.MAIN), *found.others, *reading.names]
    unique = dict.fromkeys((text, str(kind)) for text, kind in reading.names if text)
    free = (number for number in count(1) if f"name:{number}" not in reading.placed)
    for number, (text, kind) in zip(free, list(unique)[:MOST_NAMES], strict=False):
        if len(text) > LONGEST_NAME:
            line.fault("", text, _("a name of more than 200 characters"))
            continue
        reading.set(f"name:{number}", text=text, kind=kind, script=script_of(text))
        line.names.append(text)
    display = reading.row("person").said.get("display_name")
    if display:
        line.names.insert(0, display)
    elif line.names:
        reading.set("person", display_name=line.names[0])
    if row := line.rows.get("name"):
        line.names += filter(None, [row.said.get("text")])
    line.names = list(dict.fromkeys(line.names))
    line.name_key = name_key(line.names)
    if not line.names and not line.public_id:
        line.fault("", "", _("the line names nobody"), refuses=True)


def _ends(reading):
    """An end of which no reason is stated was a release on a ground that is not stated."""
    for place, row in list(reading.rows.items()):
        if row.kind == "detention" and row.said.get("ended_on"):
            reason = row.said.get("end_reason") or Detention.EndReason.RELEASED.value
            is_death = reason == Detention.EndReason.DEATH
            terms = "" if is_death else Detention.ReleaseTerms.UNKNOWN.value
            reading.set(place, **({"end_reason": reason, "release_terms": terms} | row.said))


def _above(reading):
    """What a row lies in is there too; and whoever is named beside an act is its beneficiary."""
    if "act" in reading.rows:
        reading.row("beneficiary")
    for row in list(reading.rows.values()):
        while within := row.kind in PLACES and PLACES[row.kind].within:
            row.within = row.within or within[1]
            row = reading.row(row.within)


def _always(reading):
    """What the profile always says, of the rows that there are."""
    for text, value in reading.profile.always.items():
        target = target_of(text)
        meant = [
            row.place
            for row in reading.rows.values()
            if target.place in (row.kind, row.place) and target.field not in row.said
        ]
        for place in meant:
            filled, unsaid = templates.filled(value, reading.rows)
            if unsaid:
                line_says_not = _("the line does not say: %(names)s") % {"names": ", ".join(unsaid)}
                reading.line.fault(f"{place}.{target.field}", value, line_says_not)
            else:
                reading.say(Target(place, target.field), filled)


def cite(reading, place, key, column):
    """Cite the source of this key or address for the person; the list itself is made when needed."""
    field = Citation._meta.get_field("source")
    found = reading.meanings.catalogues.find(field, key)
    if not found and key != reading.profile.source.get("key"):
        reading.line.fault(column, key, _("no source has this key or address"))
        return
    values = {"source_id": found or f"{TO_BE_MADE}{key}"}
    reading.rows[place] = Row(place, Citation, {"source": key}, values)


def _complete(reading):
    """A row without what it cannot be without stays out, with what lies in it; the rest is taken."""
    for row in list(reading.rows.values()):
        for attname, label in _needed(row.kind, row.model):
            if row.place in reading.rows and not row.values.get(attname):
                sentence = _("“%(field)s” is missing.") % {"field": label}
                reading.line.fault(row.place, words.of_row(row), sentence)
                _leave_out(reading.rows, row.place)


def _leave_out(rows, place):
    del rows[place]
    for below in [each.place for each in rows.values() if each.within == place]:
        _leave_out(rows, below)


@cache
def _needed(kind, model):
    """(attribute, label) of what a row cannot be without; an act is known by its key."""
    fields = [*needed_links(model)]
    if kind == "act":
        fields.append(model._meta.get_field("key"))
    return [(field.attname, field.verbose_name) for field in fields]


def _doubts(line, today):
    for row in line.rows.values():
        for name in _dates_of(row.model):
            if (value := row.said.get(name)) and _is_future(value, today):
                line.doubt(Doubt.FUTURE, f"{row.place}.{name}", value)
        if row.kind == "death":
            line.doubt(Doubt.DEATH, "death", words.of_row(row))
        if row.kind == "detention" and row.said.get("ended_on"):
            line.doubt(Doubt.RELEASE, "detention", words.of_row(row))


@cache
def _dates_of(model):
    return [field.name for field in model._meta.concrete_fields if is_date(field)]


@lru_cache(maxsize=10_000)
def _is_future(value, today):
    earliest = parse_edtf(value).earliest
    return earliest is not None and earliest > today


@lru_cache(maxsize=10_000)
def _order(place):
    kind, _colon, number = place.partition(":")
    return ORDER[kind], len(number), number
