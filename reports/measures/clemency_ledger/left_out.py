"""Who was held on the day of the last act of a period, and is not known to have benefited from any."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Case, Count, Q, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from prisoners.facts.person import Health
from register.figures import Figure
from register.models import ActEntry, Beneficiary, Entry
from reports.answers import Column, People, Person, Row, Table
from reports.custody import SHOWN, AllBut, certain, possible, with_entry
from reports.measures.silence.clock import read_clock
from reports.words import day

ILL = [health.value for health in Health if health != Health.PREGNANT]
LONGEST = 10_000_000  # days
DAY = timedelta(days=1)
ALWAYS = Q()
UNDATED = Q(announced_on_days__isnull=True) | Q(announced_on_days__startswith__isnull=True)
GROUPS = {
    "all": _("All who were held and did not benefit"),
    "incommunicado": _("Of them without contact"),
    "ill": _("Of them ill or disabled"),
}
COLUMNS = (
    Column("group", _("Held on the day of the last act"), words=GROUPS.get),
    Column("people", _("People"), is_figure=True),
    Column("recognised", _("Of them recognised as political prisoners"), is_figure=True),
)
HELD = (
    Column("since", _("Held since, at the latest"), words=day),
    Column("days", _("Days held, at least"), is_number=True),
)
SILENT = (Column("days", _("Days without contact"), is_figure=True),)


@dataclass
class LeftOut:
    """A question about those who did not benefit by the day `on`, as reports.custody asks it.

    Who is named in an act surely benefited, unless that is disputed; whoever may be named in an act
    of that day is only possibly left out.
    """

    on: date
    known: int | None
    days: int

    def certain_entries(self):
        return self._all_but_possible

    def possible_entries(self):
        return self._all_but_sure

    @cached_property
    def _all_but_possible(self):
        return self._without(Q(announced_on_days__startswith__lte=self.on) | UNDATED)

    @cached_property
    def _all_but_sure(self):
        ended = Q(announced_on_days__endswith__lte=self.on + DAY)
        return self._without(ended, ~Q(outcome=Beneficiary.Outcome.DISPUTED))

    def _without(self, when, how=ALWAYS):
        """Everybody who is not named in acts of some days."""
        acts = ActEntry.objects.known(self.known).filter(when)
        named = Beneficiary.objects.filter(how, entry__in=acts).exclude(prisoner_id="")
        entries = Entry.objects.known(self.known).filter(public_id__in=named.values("prisoner_id"))
        return AllBut(entries.values_list("pk", flat=True))


def left_out(question, acts):
    """(tables, lists of people) about the day of the last act of known date; none without one."""
    days = [act.entry.announced_on_days for act in acts]
    on = max((found.lower for found in days if found and found.lower), default=None)
    if on is None:
        return [], []
    asked = LeftOut(on, question.known, settings.INCOMMUNICADO_DAYS)
    silent = _silent(asked)
    figures = _figures(asked)
    rows = [
        Row({"group": "all", "people": figures["people"], "recognised": figures["recognised"]}),
        Row({"group": "incommunicado", "people": silent.figure, "recognised": None}, "part"),
        Row({"group": "ill", "people": figures["ill"], "recognised": figures["ill_known"]}, "part"),
    ]
    table = Table(
        "left_out",
        _("Left out: held on the day of the last act, and not among those known to have benefited"),
        COLUMNS,
        rows,
    )
    return [table], [_longest(asked, figures["people"]), silent.people, _ill(asked, figures["ill"])]


@dataclass(frozen=True)
class Silent:
    figure: Figure
    people: People


def _silent(asked):
    lines = read_clock(asked, [(asked.days + 1, LONGEST)], shown=SHOWN)
    figure = next(
        (Figure(line.surely, line.maybe) for line in lines if line.what == "stretch"), Figure(0, 0)
    )
    first = [
        Person(line.public_id, {"days": Figure(line.at_least, line.at_most, "days")})
        for line in lines
        if line.what == "surely"
    ]
    caption = _("Left out: without contact for longer than the days after which silence counts")
    return Silent(figure, People(caption, SILENT, first, figure.at_least))


def _figures(asked):
    """Both bounds of each number, from one pass over those surely and one over those possibly held."""
    groups = {"is_ill": Q(entry__health__overlap=ILL), "is_known": ~Q(entry__recognised_by=[])}
    least, most = (
        with_entry(_held(of_set(asked), asked), asked)
        .annotate(
            **{name: Case(When(group, then=True), default=False) for name, group in groups.items()}
        )
        .values_list("is_ill", "is_known")
        .annotate(number=Count("*"))
        .order_by()
        for of_set in (certain, possible)
    )
    least, most = list(least), list(most)

    def figure(*, ill=(True, False), known=(True, False)):
        return Figure(
            *(
                sum(
                    number for is_ill, is_known, number in of if is_ill in ill and is_known in known
                )
                for of in (least, most)
            )
        )

    return {
        "people": figure(),
        "recognised": figure(known=[True]),
        "ill": figure(ill=[True]),
        "ill_known": figure(ill=[True], known=[True]),
    }


def _held(spans, asked):
    return spans.filter(begins__lte=asked.on, ends__gt=asked.on)


def _longest(asked, people):
    caption = _("Left out: held longest")
    return People(caption, HELD, _first(_held(certain(asked), asked), asked), people.at_least)


def _ill(asked, ill):
    held = _held(certain(asked), asked).filter(entry__health__overlap=ILL)
    return People(_("Left out: ill or disabled"), HELD, _first(held, asked), ill.at_least)


def _first(held, asked):
    """Those held longest; their public ids are looked up of the few that are shown."""
    rows = (
        with_entry(held, asked).order_by("begins", "entry").values_list("entry", "begins")[:SHOWN]
    )
    since = dict(rows)
    ids = dict(Entry.objects.filter(pk__in=since).values_list("pk", "public_id"))
    return [
        Person(ids[entry], {"since": begins, "days": (asked.on - begins).days + 1})
        for entry, begins in sorted(since.items(), key=lambda row: (row[1], ids[row[0]]))
    ]
