"""Who was held on the day of the last act of a period, and is not known to have benefited from any."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from prisoners.facts.person import Health
from register.figures import Figure
from register.models import ActEntry, Beneficiary, Entry
from reports.answers import Column, People, Person, Row, Table
from reports.custody import SHOWN, certain, possible
from reports.measures.silence.clock import read_clock
from reports.words import day

ILL = [health.value for health in Health if health != Health.PREGNANT]
LONGEST = 10_000_000  # days
DAY = timedelta(days=1)
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


@dataclass(frozen=True)
class LeftOut:
    """A question about those who did not benefit by the day `on`, as reports.custody asks it.

    Who is named in an act surely benefited, unless that is disputed; whoever may be named in an act
    of that day is only possibly left out.
    """

    on: date
    known: int | None
    days: int

    def certain_entries(self):
        return self._without(self._named(Q(announced_on_days__startswith__lte=self.on) | UNDATED))

    def possible_entries(self):
        surely = self._named(Q(announced_on_days__endswith__lte=self.on + DAY))
        return self._without(surely.exclude(outcome=Beneficiary.Outcome.DISPUTED))

    def _named(self, when):
        acts = ActEntry.objects.known(self.known).filter(when)
        return Beneficiary.objects.filter(entry__in=acts).exclude(prisoner_id="")

    def _without(self, named):
        entries = Entry.objects.known(self.known)
        return entries.exclude(public_id__in=named.values("prisoner_id"))


UNDATED = Q(announced_on_days__isnull=True) | Q(announced_on_days__startswith__isnull=True)


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
    ill, known = Q(entry__health__overlap=ILL), ~Q(entry__recognised_by=[])
    numbers = {
        "people": Count("pk"),
        "recognised": Count("pk", filter=known),
        "ill": Count("pk", filter=ill),
        "ill_known": Count("pk", filter=ill & known),
    }
    least, most = (
        _held(of_set(asked), asked).aggregate(**numbers) for of_set in (certain, possible)
    )
    return {name: Figure(least[name], most[name]) for name in numbers}


def _held(spans, asked):
    return spans.filter(begins__lte=asked.on, ends__gt=asked.on)


def _longest(asked, people):
    caption = _("Left out: held longest")
    return People(caption, HELD, _first(_held(certain(asked), asked), asked), people.at_least)


def _ill(asked, ill):
    held = _held(certain(asked), asked).filter(entry__health__overlap=ILL)
    return People(_("Left out: ill or disabled"), HELD, _first(held, asked), ill.at_least)


def _first(held, asked):
    rows = held.order_by("begins", "entry__public_id").values_list("entry__public_id", "begins")
    return [
        Person(public_id, {"since": begins, "days": (asked.on - begins).days + 1})
        for public_id, begins in rows[:SHOWN]
    ]
