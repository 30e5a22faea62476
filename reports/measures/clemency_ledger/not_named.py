"""Who was held on a day and not named in an act by then, read in one pass over those who were held.

Who is named in an act surely benefited, unless that is disputed; whoever may be named in an act of that
day is only possibly left out.
"""

from collections import namedtuple
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connections, router
from django.db.models import Case, Q, When

from prisoners.facts.person import Health
from register.entry_sets import EntrySet, set_of
from register.figures import Figure
from register.inlined import inlined
from register.models import ActEntry, Beneficiary, Entry, Span
from reports.asked_entries import known
from reports.custody import CUSTODY, IN_CUSTODY, SHOWN, spans

ILL = [health.value for health in Health if health != Health.PREGNANT]
DAY = timedelta(days=1)
UNDATED = Q(announced_on_days__isnull=True) | Q(announced_on_days__startswith__isnull=True)
# "group": how many are or only may be left out, by what they are. "longest" and "ill": the first who
# surely are. "named": who is held and named, surely or maybe, one by one.
LINES = """
WITH named AS MATERIALIZED (
    SELECT entry.id AS entry_id, bool_or(beneficiary.is_sure) AS surely_named
      FROM ({beneficiaries}) beneficiary
      JOIN register_entry entry ON entry.public_id = beneficiary.prisoner_id AND {known}
     GROUP BY entry.id
), held AS MATERIALIZED (
    SELECT held.*, surely_named, is_certain AND surely_named IS NULL AS is_sure,
           recognised.id IS NOT NULL AS is_known, ill.id IS NOT NULL AS is_ill
      FROM ({held}) held
      LEFT JOIN named USING (entry_id)
      LEFT JOIN ({recognised}) recognised ON recognised.id = entry_id
      LEFT JOIN ({ill}) ill ON ill.id = entry_id
), longest AS (
    SELECT * FROM held WHERE is_sure ORDER BY begins, entry_id LIMIT %(shown)s
), ill AS (
    SELECT * FROM held WHERE is_sure AND is_ill ORDER BY begins, entry_id LIMIT %(shown)s
)
SELECT 'group' AS what, is_sure, is_ill, is_known, count(*) AS people,
       NULL::bigint AS entry, NULL AS public_id, NULL::date AS begins
  FROM held WHERE surely_named IS NOT TRUE GROUP BY is_sure, is_ill, is_known
UNION ALL
SELECT 'longest', true, is_ill, is_known, 1, entry_id, public_id, begins
  FROM longest JOIN register_entry ON register_entry.id = entry_id
UNION ALL
SELECT 'ill', true, is_ill, is_known, 1, entry_id, public_id, begins
  FROM ill JOIN register_entry ON register_entry.id = entry_id
UNION ALL
SELECT 'named', surely_named, is_ill, is_known, 1, entry_id, NULL, begins
  FROM held WHERE surely_named IS NOT NULL
 ORDER BY what, begins, public_id
"""
Line = namedtuple("Line", "what is_sure is_ill is_known people entry public_id begins")


@dataclass(frozen=True)
class AllBut:
    """Everybody without some entries, asked as an EntrySet is."""

    entries: EntrySet

    def condition(self):
        return self.entries.others()


@dataclass
class NotNamed:
    """A question about those who are left out on the day `on`, as reports.custody asks it."""

    on: date
    known: int | None
    days: int
    lines: list = field(init=False)

    def __post_init__(self):
        self.lines = _read(self)

    @property
    def certain_entries(self):
        return AllBut(set_of(self.known, [line.entry for line in self.first("named")]))

    @property
    def possible_entries(self):
        surely = [line.entry for line in self.first("named") if line.is_sure]
        return AllBut(set_of(self.known, surely))

    def first(self, what):
        return [line for line in self.lines if line.what == what]

    def figure(self, *which):
        """The Figure of those of whom each of `which` holds: "is_ill", "is_known"."""
        fitting = [
            line for line in self.first("group") if all(getattr(line, name) for name in which)
        ]
        return Figure(
            sum(line.people for line in fitting if line.is_sure),
            sum(line.people for line in fitting),
        )


def _read(asked):
    entries = Entry.objects.known(asked.known)
    with connections[router.db_for_read(Span)].cursor() as cursor:
        parts = {
            "beneficiaries": inlined(_beneficiaries(asked), cursor),
            "held": inlined(_held(asked), cursor),
            "recognised": inlined(entries.exclude(recognised_by=[]).values("id"), cursor),
            "ill": inlined(
                entries.exclude(health=[]).filter(health__overlap=ILL).values("id"), cursor
            ),
            "known": known(asked, "entry"),
        }
        cursor.execute(LINES.format(**parts), {"shown": SHOWN})
        return [Line(*row) for row in cursor.fetchall()]


def _beneficiaries(asked):
    """The public ids of those who may have benefited by the day, with whether they surely have."""
    may_be_over = Q(announced_on_days__startswith__lte=asked.on) | UNDATED
    acts = ActEntry.objects.known(asked.known).filter(may_be_over)
    is_over = Q(entry__announced_on_days__endswith__lte=asked.on + DAY)
    is_sure = is_over & ~Q(outcome=Beneficiary.Outcome.DISPUTED)
    named = Beneficiary.objects.filter(entry__in=acts).exclude(prisoner_id="")
    return named.values("prisoner_id", is_sure=_whether(is_sure))


def _held(asked):
    held = spans(asked).filter(status__in=CUSTODY, begins__lte=asked.on, ends__gt=asked.on)
    return held.values("entry_id", "begins", is_certain=_whether(Q(status=IN_CUSTODY)))


def _whether(condition):
    return Case(When(condition, then=True), default=False)
