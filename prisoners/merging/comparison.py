"""Two records side by side: what differs, what happens to each row, what has to be decided."""

from dataclasses import dataclass

from django.utils.text import capfirst

from prisoners.merging import pairs, values
from prisoners.merging.choices import ABSORBED, KEPT, Choices, key_of
from prisoners.merging.links import rows_of
from prisoners.merging.pairs import Pair
from prisoners.models import Prisoner
from sources.models import Citation


@dataclass(frozen=True)
class FieldLine:
    """One field of the person. `choice` is what is chosen now."""

    name: str
    label: str
    kept: str
    absorbed: str
    choice: str
    can_be_united: bool
    is_in_both: bool


@dataclass(frozen=True)
class Option:
    """Something that a row of the absorbed record can be: the same as a row that is kept."""

    value: str
    row: str
    prefers_absorbed: bool
    is_all_the_same: bool


@dataclass(frozen=True)
class RowLine:
    """A row of the absorbed record. `must_choose`: it cannot stand beside what is there."""

    key: str
    title: str
    facts: list
    options: list
    chosen: str
    must_choose: bool
    overlaps: bool


@dataclass(frozen=True)
class Group:
    """All rows of one kind of which the absorbed record has some, beside those that are kept."""

    label: str
    kept: list
    absorbed: list


@dataclass(frozen=True)
class Side:
    """One of the two records as a whole."""

    person: Prisoner
    is_older: bool
    sources: int
    tags: list


@dataclass(frozen=True)
class Comparison:
    kept: Side
    absorbed: Side
    differing: list
    known_to_one: list
    alike: list
    groups: list
    seen: dict


def compare(kept, absorbed, choices=None):
    """The Comparison of two prisoners; `choices` are those of a form that was sent before."""
    given = choices or Choices()
    decided = values.decisions(kept, absorbed)
    lines = [
        FieldLine(
            name=field.name,
            label=capfirst(field.verbose_name),
            kept=values.words(kept, field),
            absorbed=values.words(absorbed, field),
            choice=given.fields.get(field.name, choice),
            can_be_united=values.can_be_united(field),
            is_in_both=not (values.is_unknown(kept, field) or values.is_unknown(absorbed, field)),
        )
        for field, choice in decided.items()
    ]
    return Comparison(
        kept=_side(kept, absorbed),
        absorbed=_side(absorbed, kept),
        differing=[line for line in lines if line.kept != line.absorbed and line.is_in_both],
        known_to_one=[line for line in lines if line.kept != line.absorbed and not line.is_in_both],
        alike=[line for line in lines if line.kept == line.absorbed and line.kept],
        groups=_groups(kept, absorbed, choices),
        seen={person.public_id: person.record.revision for person in (kept, absorbed)},
    )


def _side(person, other):
    return Side(
        person=person,
        is_older=person.pk < other.pk,
        sources=Citation.objects.filter(record=person.record_id).count(),
        tags=list(person.tags.all()),
    )


def _groups(kept, absorbed, choices):
    there, here = rows_of(kept), rows_of(absorbed)
    people = {kept.pk, absorbed.pk}
    forced = {key_of(pair.absorbed): pair for pair in pairs.only_one_stands(kept, absorbed)}
    overlapping = {}
    for pair in pairs.overlapping(kept, absorbed):
        overlapping.setdefault(key_of(pair.absorbed), pair)
    groups, taken = [], set()
    for model, rows in here.items():
        own = there.get(model, [])
        lines = [_line(row, own, people, forced, overlapping, choices, taken) for row in rows]
        label = capfirst(model._meta.verbose_name_plural)
        groups.append(Group(label, [(title(row), facts(row, people)) for row in own], lines))
    return groups


def _line(row, own, people, forced, overlapping, choices, taken):
    key = key_of(row)
    pair = forced.get(key)
    candidates = [pair.kept] if pair else [each for each in own if pairs.may_be_one(each, row)]
    options = [option for each in candidates for option in _options(each, row)]
    must_choose = bool(pair) or key in overlapping
    if choices is None:
        chosen = _suggested(row, pair, candidates, key in overlapping, taken)
    else:
        there, preferred = choices.same.get(key, ("", ""))
        chosen = f"{there}:{preferred}" if there else ""
    return RowLine(
        key=key,
        title=title(row),
        facts=facts(row, people),
        options=options,
        chosen=chosen,
        must_choose=must_choose,
        overlaps=key in overlapping,
    )


def _options(kept_row, row):
    """The same with the values of the one, or of the other where they differ."""
    differ = Pair(kept_row, row).contradicts
    sides = [KEPT, ABSORBED] if differ else [KEPT]
    return [
        Option(
            value=f"{kept_row.pk}:{side}",
            row=title(kept_row),
            prefers_absorbed=side == ABSORBED,
            is_all_the_same=not differ,
        )
        for side in sides
    ]


def _suggested(row, pair, candidates, is_overlapping, taken):
    """What is chosen before anybody chose: nothing where something could be lost."""
    if pair:
        return "" if pair.contradicts else f"{pair.kept.pk}:{KEPT}"
    if is_overlapping:
        return ""
    for each in candidates:
        if key_of(each) not in taken and pairs.look_alike(each, row):
            taken.add(key_of(each))
            return f"{each.pk}:{KEPT}"
    return ""


def title(row):
    """What a row is called; a place in an act after the act."""
    return str(getattr(row, "act", row))


def facts(row, people):
    """[(label, words)] of all that a row says, and of whom but `people`."""
    told = []
    for field in row._meta.concrete_fields:
        if field.primary_key or field.generated or field.name == "code":
            continue
        is_person = field.remote_field and field.remote_field.model is Prisoner
        if is_person and values.value_of(row, field) in people:
            continue
        if not values.is_unknown(row, field):
            said = values.words(row, field)
            told.append((capfirst(field.verbose_name), said))
    return told
