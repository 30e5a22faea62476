"""One page of the list of prisoners: who they are and how they are held on the day asked.

First the ids of the page, then what stands in its rows, for these alone.
"""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.partial_dates import PartialDate
from names.letters import plain
from names.likeness import Kind
from register.asked import NotUnderstood
from register.cached import kept
from register.days import month_of
from register.figures import Figure
from register.models import Entry, Span
from register.ordered import ids_of_page
from register.readers.custody import Status, days_in_custody, status_on
from register.readers.people import Person, not_shown, people, told_too_much
from register.silence import of_entries

ROWS_ON_A_PAGE = 50
# Further on PostgreSQL would have to count off too many rows that nobody looks at.
LAST_PAGE = 2_000
FOLLOWS_NAMES = {"q", "place"}


@dataclass(frozen=True)
class FoundAs:
    """Why the search box found somebody, where the shown name does not say it."""

    written: str
    kind: str


@dataclass(frozen=True)
class Row:
    person: Person
    status: Status
    days: Figure
    arrested: str
    sentence: str
    silence: Figure | None
    is_certain: bool
    found: FoundAs | None = None


def read_page(filters, asked, figure, *, sort, number):
    """A Page whose object_list are Rows; refuses pages that are not there."""
    last = min(-(-figure.at_most // ROWS_ON_A_PAGE) or 1, LAST_PAGE)
    if number > last:
        raise NotUnderstood("page", _no_such_page(last))
    ids = _Ids(filters, asked, figure.at_most, sort)
    page = Paginator(ids, ROWS_ON_A_PAGE).page(number)
    page.object_list = _rows(filters, asked, list(page.object_list))
    return page


def _no_such_page(last):
    if last == LAST_PAGE:
        return _(
            "The list can be turned up to page %(last)d. Narrow it with filters, or download all rows."
        ) % {"last": last}
    return ngettext("The list has %(last)d page.", "The list has %(last)d pages.", last) % {
        "last": last
    }


class _Ids:
    """The ids of a filter in order, a slice at a time."""

    def __init__(self, filters, asked, length, sort):
        self.filters, self.asked, self.length, self.sort = filters, asked, length, sort

    def __len__(self):
        return self.length

    def __getitem__(self, rows):
        def read():
            return ids_of_page(
                self.filters,
                self.sort,
                offset=rows.start,
                limit=rows.stop - rows.start,
                of=self.length,
            )

        # Names are shown and found as decided today, so what hangs on them is not kept.
        if self.sort.removeprefix("-") == "name" or FOLLOWS_NAMES & self.filters.given.keys():
            return read()
        return kept(read, self.asked, "page", question(self.filters), self.sort, rows)


def question(filters, *, without=()):
    """What the filters ask, as one text that is the same for the same question."""
    return repr(sorted((k, v) for k, v in filters.given.items() if k not in without))


def _rows(filters, asked, ids):
    entries = Entry.objects.in_bulk(ids)
    doubt = filters.certainly()
    certain = (
        set(filters.certain.filter(pk__in=ids).values_list("pk", flat=True)) if doubt else set(ids)
    )
    names = people(entry.public_id for entry in entries.values())
    hidden = told_too_much(names, asked.known)
    spans, silences = _spans(ids), of_entries(ids, asked.on)
    found = filters.found_names.likeness
    listed = [(pk, entries[pk]) for pk in ids if pk in entries]
    shown = [
        _row(
            entry,
            names[entry.public_id],
            spans.get(pk, []),
            silences.get(pk),
            asked.on,
            is_certain=pk in certain,
            found=found_as(names[entry.public_id], found.get(entry.public_id)),
        )
        for pk, entry in listed
        if entry.public_id not in hidden
    ]
    others = [
        _row_of_hidden(status_on(spans.get(pk, []), asked.on), is_certain=pk in certain)
        for pk, entry in listed
        if entry.public_id in hidden
    ]
    # At the end, by what they show alone: any other place would lead back to their facts and ids.
    return shown + sorted(others, key=lambda row: (row.status.words, not row.is_certain))


def _row(entry, person, spans, silence, on, *, is_certain, found):
    return Row(
        person=person,
        status=status_on(spans, on),
        days=days_in_custody(spans, on),
        arrested=partial(entry.arrested_earliest, entry.arrested_latest),
        sentence=years_in_words(entry),
        silence=silence.days if silence else None,
        is_certain=is_certain,
        found=found,
    )


def _row_of_hidden(status, *, is_certain):
    return Row(
        person=not_shown(),
        status=status.without_days,
        days=Figure(0, 0, "days"),
        arrested="",
        sentence="",
        silence=None,
        is_certain=is_certain,
    )


def found_as(person, likeness):
    """None when the name that fits is one of those shown, letter for letter."""
    if likeness is None or person.is_withheld:
        return None
    is_shown = plain(likeness.written) in (plain(person.name), plain(person.native))
    if is_shown and likeness.kind != Kind.SOUNDS:
        return None
    return FoundAs("" if is_shown else likeness.written, likeness.kind)


def suggested(filters):
    """People of whose name a part is like what was typed, for when nobody's whole name is."""
    found = [found.public_id for found in filters.found_names.suggested]
    named = people(found)
    return [named[public_id] for public_id in found if public_id in named]


def _spans(ids):
    spans = {}
    for span in Span.objects.filter(entry__in=ids).order_by("begins"):
        spans.setdefault(span.entry_id, []).append(span)
    return spans


def partial(earliest: date | None, latest: date | None):
    """EDTF text for the days from `earliest` to `latest`; "" when neither is known."""
    if earliest is None and latest is None:
        return ""
    if earliest == latest:
        return earliest.isoformat()
    if earliest and latest and month_of(earliest) == (earliest, latest):
        return earliest.isoformat()[:7]
    if (
        earliest
        and latest
        and (earliest, latest)
        == (
            earliest.replace(month=1, day=1),
            earliest.replace(month=12, day=31),
        )
    ):
        return f"{earliest:%Y}"
    start, end = earliest.isoformat() if earliest else "", latest.isoformat() if latest else ""
    return PartialDate(f"[{start}..{end}]").text


def years_in_words(entry):
    """Imprisonment in force: "14 years 9 months"; "" when there is none or no length is known."""
    for kind, words in (("death", _("Sentenced to death")), ("life", _("Life imprisonment"))):
        if kind in entry.sentence_kinds:
            return words
    if not entry.sentence_days:
        return ""
    months = round(entry.sentence_days / 30.4375)
    years, months = divmod(months, 12)
    parts = [
        ngettext("%d year", "%d years", years) % years if years else "",
        ngettext("%d month", "%d months", months) % months if months else "",
    ]
    if not years and not months:
        days = entry.sentence_days
        parts = [ngettext("%d day", "%d days", days) % days]
    return " ".join(filter(None, parts))
