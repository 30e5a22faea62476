"""All that the page of one clemency act shows, as known at the edition asked."""

from dataclasses import dataclass

from register.figures import Figure
from register.models import ActEntry, AnnouncedCount, Beneficiary, ClaimEntry, Text
from register.readers.acts import TOTAL, bounds, open_places, recognition_of
from register.readers.people import Person, people
from register.readers.person import version_at
from register.readers.references import References, read_references
from register.words import act_name

Category = AnnouncedCount.Category
# What says of a known person that the category is theirs, besides the categories stated.
SEX_OF = {Category.WOMEN: "female", Category.MEN: "male"}


@dataclass(frozen=True)
class Place:
    """Somebody who is known to have benefited. `person` is None for who has no page here."""

    row: Beneficiary
    person: Person | None
    name: str
    note: str
    is_recognised: bool | None


@dataclass(frozen=True)
class CategoryLine:
    """One category of the announcement: who said how many, how many are known, what is open."""

    row: AnnouncedCount
    announced: Figure
    identified: Figure
    open: Figure


@dataclass(frozen=True)
class ActPage:
    entry: ActEntry
    announced: Figure | None
    identified: Figure
    recognised: Figure
    other: Figure
    elsewhere: Figure
    open: Figure
    categories: tuple[CategoryLine, ...]
    not_adopted: tuple[AnnouncedCount, ...]
    places: tuple[Place, ...]
    claims: tuple[ClaimEntry, ...]
    references: References
    versions: tuple[ActEntry, ...]

    @property
    def title(self):
        return act_name(self.entry)


def read_act(public_id, asked):
    """The ActPage; raises Withdrawn or NotInRegister."""
    versions = tuple(ActEntry.objects.filter(public_id=public_id).order_by("-edition_from"))
    entry = version_at(versions, asked, public_id)
    counts = list(AnnouncedCount.objects.filter(entry=entry).order_by("id"))
    rows = list(Beneficiary.objects.filter(entry=entry).order_by("id"))
    recognised = recognition_of(asked.known, rows)
    total = next((c for c in counts if c.category == TOTAL and c.is_adopted), None)
    announced = bounds(total) if total else None
    identified = number_of(rows)
    return ActPage(
        entry=entry,
        announced=announced,
        identified=identified,
        recognised=number_of(r for r in rows if recognised.get(r.prisoner_id)),
        other=number_of(r for r in rows if recognised.get(r.prisoner_id) is False),
        elsewhere=number_of(r for r in rows if r.prisoner_id not in recognised),
        open=open_places(announced, identified),
        categories=tuple(
            _line(count, rows, announced, identified) for count in counts if count.is_adopted
        ),
        not_adopted=tuple(count for count in counts if not count.is_adopted),
        places=tuple(_places(public_id, rows, recognised)),
        claims=tuple(
            ClaimEntry.objects.known(asked.known)
            .filter(about_id=public_id)
            .select_related("source")
            .order_by("as_of_on", "public_id")
        ),
        references=read_references(public_id),
        versions=versions,
    )


def number_of(rows):
    """How many people: disputed places count at most only."""
    disputed = [row.outcome == Beneficiary.Outcome.DISPUTED for row in rows]
    return Figure(disputed.count(False), len(disputed))


def _line(count, rows, announced, identified):
    """What is open in a category: never more than is open in all, never below none."""
    if count.category == TOTAL:
        stated = announced or Figure(0, None)
        return CategoryLine(count, stated, identified, open_places(announced, identified))
    known = known_in(count.category, rows)
    stated = bounds(count) or Figure(0, None)
    still_open = open_places(stated, known)
    most = open_places(announced, identified).at_most if announced else None
    limits = [limit for limit in (still_open.at_most, most) if limit is not None]
    at_most = min(limits) if limits else None
    at_least = still_open.at_least if at_most is None else min(still_open.at_least, at_most)
    return CategoryLine(count, stated, known, Figure(at_least, at_most, "places"))


def known_in(category, rows):
    """Known people in a category: surely, and those of whom it is not known."""
    sure = maybe = 0
    for row in rows:
        belongs = _belongs(row, category)
        disputed = row.outcome == Beneficiary.Outcome.DISPUTED
        sure += belongs is True and not disputed
        maybe += belongs is not False
    return Figure(sure, maybe)


def _belongs(row, category):
    """True, False, or None when nobody says."""
    if category in row.categories:
        return True
    if category in SEX_OF and row.sex in SEX_OF.values():
        return row.sex == SEX_OF[category]
    return None


def _places(public_id, rows, recognised):
    texts = {
        (text.code, text.field): text.text for text in Text.objects.filter(public_id=public_id)
    }
    persons = people(row.prisoner_id for row in rows if row.prisoner_id)
    for row in rows:
        person = persons.get(row.prisoner_id)
        is_hidden = bool(person and person.is_withheld)
        stated = "" if is_hidden else texts.get((row.code, "name_as_reported"), "")
        yield Place(
            row=row,
            person=person,
            name=stated,
            note="" if is_hidden else texts.get((row.code, "note"), ""),
            is_recognised=recognised.get(row.prisoner_id),
        )
