"""What is compared of a person, the same whether saved, being typed or a line of a spreadsheet."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from core.partial_dates import PartialDate, parse_edtf
from prisoners.duplicates import rarity
from prisoners.models import (
    Charge,
    Death,
    Detention,
    ExternalId,
    Name,
    Prisoner,
    Prosecution,
    Relation,
    Stay,
    Verdict,
)

# Keys that an import gives to lines without one: they do not say that a list knows two people.
KEY_OF_LINE = "line:"
# The other kinds are the same name in other letters, which the search knows by itself.
OTHER_NAMES = {Name.Kind.ALIAS, Name.Kind.BIRTH, Name.Kind.FORMER}


@dataclass(frozen=True)
class StayFacts:
    """Where somebody was, and from when to when at least (both days counted in)."""

    facility: str
    first: object
    last: object


@dataclass(frozen=True)
class Facts:
    """One person. Empty means not known. Dates are `PartialDate`; places are folded texts."""

    pk: int | None = None
    public_id: str = ""
    names: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()  # the names to search by
    commonness: tuple[tuple[str, float], ...] = ()  # (name, others expected to bear it)
    sex: str = ""
    born: PartialDate | None = None
    died: PartialDate | None = None
    arrests: tuple[PartialDate, ...] = ()
    sentences: tuple[PartialDate, ...] = ()
    opened: tuple[PartialDate, ...] = ()  # prosecutions
    articles: frozenset[str] = frozenset()
    case_numbers: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    facilities: frozenset[str] = frozenset()
    stays: tuple[StayFacts, ...] = ()
    external_ids: frozenset[tuple[str, str]] = frozenset()
    related: frozenset[int] = field(default=frozenset())

    @property
    def label(self):
        return self.names[0] if self.names else self.public_id


def folded(text):
    return " ".join(text.casefold().replace(",", " ").split())


def place(text):
    """A place without what is added in brackets: "Minsk (Square of Changes)" is Minsk."""
    return folded(text.partition(" (")[0])


def filled(values):
    return tuple(dict.fromkeys(value for value in values if value))


def dates(texts):
    return tuple(parse_edtf(text) for text in filled(texts))


def of_values(*, names, asked=4, pk=None, **values):
    """Facts of somebody who is not saved: typed in a form or written in a spreadsheet.

    The first `asked` names are searched by.
    """
    names = filled(name.strip() for name in names)
    return with_rarity([Facts(pk=pk, names=names, asked=names[:asked], **values)])[0]


def of_saved(pks):
    """{pk: Facts} of saved people, with a fixed number of queries for however many."""
    if not pks:
        return {}
    people = Prisoner.objects.filter(pk__in=pks).values_list(
        "pk", "record_id", "display_name", "sex", "born_on"
    )
    rows = _Rows(pks)
    found = [_facts(rows, *person) for person in people]
    return {facts.pk: facts for facts in with_rarity(found)}


def with_rarity(people):
    """The same people, with how many others would bear their names by chance."""
    expected = rarity.expected({name for person in people for name in person.names})
    return [
        replace(
            person,
            commonness=tuple((name, expected[name]) for name in person.names if name in expected),
        )
        for person in people
    ]


class _Rows:
    """The rows of many people, table by table."""

    def __init__(self, pks):
        self.pks = list(pks)
        self.names = self._of(Name, "text", "kind")
        self.ids = self._of(ExternalId, "scheme", "value")
        self.detentions = self._of(Detention, "began_on", "place", "region")
        self.stays = self._of(Stay, "facility__name", "place", "began_on", "ended_on")
        self.cases = self._of(Prosecution, "case_number", "opened_on")
        self.charges = self._of(Charge, "article__number")
        self.verdicts = self._of(Verdict, "decided_on")
        self.deaths = self._of(Death, "died_on")
        self.related = self._of(Relation, "other_id")
        for other, prisoner in Relation.objects.filter(other__in=self.pks).values_list(
            "other_id", "prisoner_id"
        ):
            self.related[other].append((prisoner,))

    def _of(self, model, *columns):
        found = defaultdict(list)
        rows = model.objects.filter(prisoner__in=self.pks).order_by("pk")
        for prisoner, *values in rows.values_list("prisoner_id", *columns):
            found[prisoner].append(tuple(values))
        return found


def _facts(rows, pk, public_id, display_name, sex, born_on):
    names = filled([display_name, *(text for text, _kind in rows.names[pk])])
    main = [display_name or (names[0] if names else "")]
    stays = rows.stays[pk]
    return Facts(
        pk=pk,
        public_id=public_id,
        names=names,
        asked=filled([*main, *(text for text, kind in rows.names[pk] if kind in OTHER_NAMES)]),
        sex=sex,
        born=parse_edtf(born_on),
        died=next((parse_edtf(died_on) for (died_on,) in rows.deaths[pk]), None),
        arrests=dates(began for began, _place, _region in rows.detentions[pk]),
        sentences=dates(decided for (decided,) in rows.verdicts[pk]),
        articles=frozenset(number for (number,) in rows.charges[pk] if number),
        opened=dates(opened_on for _number, opened_on in rows.cases[pk]),
        case_numbers=frozenset(folded(number) for number, _opened in rows.cases[pk] if number),
        places=frozenset(place(text) for _began, text, _region in rows.detentions[pk] if text),
        regions=frozenset(folded(text) for _began, _place, text in rows.detentions[pk] if text),
        facilities=frozenset(folded(name or text) for name, text, *_ in stays if name or text),
        stays=tuple(stay for row in stays if (stay := _certain_stay(*row))),
        external_ids=frozenset(
            (scheme, value) for scheme, value in rows.ids[pk] if not value.startswith(KEY_OF_LINE)
        ),
        related=frozenset(other for (other,) in rows.related[pk]),
    )


def _certain_stay(facility, text, began_on, ended_on):
    began, ended = parse_edtf(began_on), parse_edtf(ended_on)
    if not (facility or text) or not began or not began.latest:
        return None
    last = ended.earliest if ended and ended.earliest else began.latest
    if last < began.latest:
        return None
    return StayFacts(folded(facility or text), began.latest, last)
