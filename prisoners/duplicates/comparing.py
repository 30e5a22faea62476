"""The comparisons: each takes two people and gives `Reason`s, none where one side does not know.

`here` and `there` are always the first and the second person; apart from that order nothing depends
on which is which.
"""

import math
from dataclasses import dataclass
from datetime import timedelta

from core.date_words import in_words
from core.partial_dates import PartialDate, parse_edtf
from names.likeness import alike
from prisoners.duplicates.weights import (
    CLOSE_NAME,
    DAYS_OF_ARRESTS,
    DAYS_OF_BIRTHS,
    OTHERS_BY_DEFAULT,
    PARTLY_NAME,
    SAME_NAME,
    WEIGHTS,
)

FEW_DAYS = timedelta(days=7)
SLIP_OF_A_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Reason:
    """One comparison: its key in `WEIGHTS`, what it weighs here, and the words to say with it."""

    kind: str
    bits: float
    here: str = ""
    there: str = ""
    more: tuple[tuple[str, str], ...] = ()

    def __str__(self):
        words = {"here": _in_words(self.here), "there": _in_words(self.there), **dict(self.more)}
        return str(WEIGHTS[self.kind].sentence) % words

    def as_json(self):
        return [self.kind, round(self.bits, 2), self.here, self.there, list(map(list, self.more))]

    @classmethod
    def of_json(cls, kept):
        kind, bits, here, there, more = kept
        return cls(kind, bits, here, there, tuple(map(tuple, more)))


def _in_words(said):
    """What is said, with a date (marked by an equals sign when it was kept) in the reader's words."""
    return in_words(parse_edtf(said[1:])) if said.startswith("=") else said


def _said(value):
    return f"={value.text}" if isinstance(value, PartialDate) else str(value)


def reason(kind, here="", there="", *, bits=None, **more):
    words = tuple((key, str(value)) for key, value in more.items())
    return Reason(
        kind, WEIGHTS[kind].bits if bits is None else bits, _said(here), _said(there), words
    )


def all_of(a, b):
    """Every reason for and against `a` and `b` being one person."""
    return [found for compare in COMPARISONS for found in compare(a, b)]


# --- names ----------------------------------------------------------------------------------------


def names(a, b):
    pairs = [
        (max(alike(one, other).score, alike(other, one).score), one, other)
        for one in a.names
        for other in b.names
    ]
    if not pairs:
        return
    likeness, one, other = max(pairs, key=lambda pair: (pair[0], sorted(pair[1:])))
    kind = _kind_of_name(likeness)
    yield reason(kind, one, other)
    rarity = list(_rarity(dict(a.commonness).get(one), dict(b.commonness).get(other)))
    if kind == "name_same":
        yield from rarity
    elif kind == "name_close":  # that a name is rare says something only of two who bear it
        yield from (each for each in rarity if each.kind == "name_common")


def _kind_of_name(likeness):
    if likeness >= SAME_NAME:
        return "name_same"
    if likeness >= CLOSE_NAME:
        return "name_close"
    return "name_partly" if likeness >= PARTLY_NAME else "name_differs"


def _rarity(*expected):
    """The shorter form of a name is the more common one, and the one that misleads."""
    known = [others for others in expected if others is not None]
    if not known:
        return
    bits = math.log2(OTHERS_BY_DEFAULT / max(known))
    if bits >= 1:
        yield reason("name_rare", bits=min(bits, WEIGHTS["name_rare"].bits))
    elif bits <= -1:
        bits = max(bits, WEIGHTS["name_common"].bits)
        yield reason("name_common", bits=bits, others=_some(max(known)))


def _some(others):
    return f"{others:.0f}" if others >= 1 else f"{others:.1g}"


# --- the person -----------------------------------------------------------------------------------


def external_ids(a, b):
    if same := a.external_ids & b.external_ids:
        scheme, value = min(same)
        yield reason("external_id_same", value, value, list=scheme)
        return
    here, there = dict(sorted(a.external_ids)), dict(sorted(b.external_ids))
    for scheme in sorted(here.keys() & there.keys()):
        yield reason("external_id_differs", here[scheme], there[scheme], list=scheme)


def relations(a, b):
    if b.pk in a.related or a.pk in b.related:
        yield reason("related")


def sex(a, b):
    known = {"male", "female"}
    if {a.sex, b.sex} <= known:
        yield reason("sex_same" if a.sex == b.sex else "sex_differs")


def births(a, b):
    if not (is_bounded(a.born) and is_bounded(b.born)):
        return
    if a.born.overlaps(b.born):
        yield _agreement("born_same", a.born, b.born, DAYS_OF_BIRTHS)
    elif is_swapped(a.born, b.born):
        yield reason("born_swapped", a.born, b.born)
    elif _is_slip(a.born, b.born):
        yield reason("born_near", a.born, b.born)
    else:
        yield reason("born_apart", a.born, b.born)


def _is_slip(a, b):
    """One wrong digit in a full date, or a year counted from an age: one year off."""
    if a.is_exact and b.is_exact:
        return sum(x != y for x, y in zip(a.text, b.text, strict=False)) == 1
    return gap(a, b) <= SLIP_OF_A_YEAR - timedelta(days=1) and not (a.is_exact and b.is_exact)


def deaths(a, b):
    if a.died and b.died:
        if not a.died.overlaps(b.died):
            yield reason("death_apart", a.died, b.died)
        elif is_bounded(a.died) and is_bounded(b.died):
            yield _agreement("death_same", a.died, b.died, DAYS_OF_ARRESTS)
    # A court may try somebody of whose death it does not know; nobody is arrested any more.
    for kind, of in (("death_before", _custody_of), ("death_before_case", _opened)):
        if later := _after_death(a, of(b)):
            yield reason(kind, a.died, later)
        if later := _after_death(b, of(a)):
            yield reason(kind, later, b.died)


def _custody_of(person):
    return (*person.arrests, *person.sentences)


def _opened(person):
    return person.opened


def _after_death(dead, events):
    """The last of the events that certainly lie after one was dead."""
    if not (dead.died and dead.died.latest):
        return None
    later = [event for event in events if event.earliest and event.earliest > dead.died.latest]
    return max(later, key=lambda event: event.text, default=None)


# --- custody and case -----------------------------------------------------------------------------


def arrests(a, b):
    yield from _events("arrest", a.arrests, b.arrests)


def sentences(a, b):
    yield from _events("sentence", a.sentences, b.sentences)


def _events(what, here, there):
    """The pair of dates that says most; a person may well have been arrested twice."""
    found = [
        _event(what, one, other)
        for one in here
        for other in there
        if is_bounded(one) and is_bounded(other)
    ]
    if found:
        yield max(found, key=lambda each: (each.bits, sorted((each.here, each.there))))


def _event(what, one, other):
    if one.overlaps(other):
        return _agreement(f"{what}_same", one, other, DAYS_OF_ARRESTS)
    if what == "arrest" and is_swapped(one, other):
        return reason("arrest_swapped", one, other)
    if what == "arrest" and one.is_exact and other.is_exact and gap(one, other) <= FEW_DAYS:
        return reason("arrest_near", one, other)
    return reason(f"{what}_apart", one, other)


def articles(a, b):
    yield from _sets("article", a.articles, b.articles)


def case_numbers(a, b):
    if same := a.case_numbers & b.case_numbers:
        yield reason("case_same", _list(same))


def places(a, b):
    yield from _sets("place", a.places, b.places)
    if not a.places & b.places and (same := a.regions & b.regions):
        yield reason("region_same", _list(same))


def facilities(a, b):
    if same := a.facilities & b.facilities:
        yield reason("facility_same", _list(same))
    elsewhere = [
        (one.facility, other.facility)
        for one in a.stays
        for other in b.stays
        if one.facility != other.facility
        and max(one.first, other.first) <= min(one.last, other.last)
    ]
    if elsewhere:
        yield reason("facility_elsewhere", *(_list([name]) for name in min(elsewhere, key=sorted)))


def _sets(what, here, there):
    if same := here & there:
        yield reason(f"{what}_same", _list(same))
    elif here and there:
        yield reason(f"{what}_differs", _list(here), _list(there))


def _list(texts):
    """Texts that were folded to be compared, as one reads them."""
    return ", ".join(text.title() for text in sorted(texts))


COMPARISONS = (
    names,
    external_ids,
    relations,
    sex,
    births,
    deaths,
    arrests,
    sentences,
    articles,
    case_numbers,
    places,
    facilities,
)


# --- dates ----------------------------------------------------------------------------------------


def is_bounded(date):
    return date is not None and date.earliest is not None and date.latest is not None


def gap(a, b):
    """Days between two bounded dates that do not overlap."""
    return max(a.earliest, b.earliest) - min(a.latest, b.latest)


def is_swapped(a, b):
    """9 August and 8 September of one year: somebody read day and month the other way round."""
    return (
        a.is_exact
        and b.is_exact
        and (a.earliest.year, a.earliest.month, a.earliest.day)
        == (b.earliest.year, b.earliest.day, b.earliest.month)
    )


def _agreement(kind, a, b, spread):
    """What it says that two dates agree: log2 of the spread over the days that both may mean.

    Two full dates say most; two decades hardly anything. Never less than nothing.
    """
    days = (a.latest - a.earliest).days + (b.latest - b.earliest).days + 2
    return reason(kind, a, b, bits=bits_of_days(kind, spread, days))


def bits_of_days(kind, spread, days):
    return min(max(math.log2(spread / days), 0), WEIGHTS[kind].bits)
