"""Detentions that may have begun or ended in a period, all read once, and how many people they are of."""

from collections import namedtuple

from django.db import connections, router
from django.db.models import BooleanField, ExpressionWrapper

from register.figures import Figure
from register.inlined import inlined
from register.models import Spell
from reports.asked_entries import fits
from reports.measures.in_and_out import flows

COUNTS = """
WITH touching AS MATERIALIZED (
    SELECT spell.*, {fits} AS fits FROM ({spells}) spell
), person AS (
    SELECT bool_or(surely_begun AND fits) AS newly_held, bool_or(maybe_begun) AS maybe_held,
           bool_or(surely_released AND fits) AS released, bool_or(maybe_released) AS maybe_released
      FROM touching GROUP BY entry_id
)
SELECT CASE WHEN is_dated THEN 'begun' ELSE 'undated' END AS what, '' AS reason,
       begins_earliest AS earliest, begins_latest AS latest,
       count(*) AS maybe, count(*) FILTER (WHERE fits) AS surely
  FROM touching WHERE maybe_begun GROUP BY 1, 3, 4
UNION ALL
SELECT 'ended', end_reason, ends_earliest, ends_latest, count(*), count(*) FILTER (WHERE fits)
  FROM touching WHERE maybe_ended GROUP BY 2, 3, 4
UNION ALL
SELECT 'held', '', NULL, NULL, count(*) FILTER (WHERE maybe_held), count(*) FILTER (WHERE newly_held) FROM person
UNION ALL
SELECT 'released', '', NULL, NULL, count(*) FILTER (WHERE maybe_released), count(*) FILTER (WHERE released) FROM person
"""
COLUMNS = (
    *("entry_id", "end_reason", "begins_earliest", "begins_latest", "ends_earliest", "ends_latest"),
    *(
        "is_dated",
        "surely_begun",
        "maybe_begun",
        "maybe_ended",
        "surely_released",
        "maybe_released",
    ),
)
Line = namedtuple("Line", "what reason earliest latest maybe surely")
Touching = namedtuple("Touching", "begun ended people_in people_out")


def read_touching(question, begins, ends):
    """The Flow of beginnings, {reason: Flow} of ends, and the people newly held and released, each once."""
    lines = {"begun": [], "undated": [], "ended": [], "held": [], "released": []}
    for line in _read(question, begins, ends):
        lines[line.what].append(line)
    reasons = dict.fromkeys(line.reason for line in lines["ended"])
    return Touching(
        flows.Flow(
            *_by_days(lines["begun"]), {line.earliest: line.maybe for line in lines["undated"]}
        ),
        {
            reason: flows.Flow(*_by_days(line for line in lines["ended"] if line.reason == reason))
            for reason in flows.Reason.values
            if reason in reasons
        },
        *(Figure(line.surely, line.maybe) for line in (lines["held"][0], lines["released"][0])),
    )


def _by_days(lines):
    """({(earliest, latest): number of those who may fit}, {the same: of those who surely do})."""
    lines = list(lines)
    return (
        {(line.earliest, line.latest): line.maybe for line in lines},
        {(line.earliest, line.latest): line.surely for line in lines if line.surely},
    )


def _read(question, begins, ends):
    begun, ended = flows.maybe_begun(begins, ends), flows.maybe_ended(begins, ends)
    conditions = {
        "surely_begun": flows.surely_begun(begins, ends),
        "maybe_begun": begun,
        "maybe_ended": ended,
        "surely_released": flows.surely_released(begins, ends),
        "maybe_released": flows.maybe_released(begins, ends),
    }
    rows = flows.spells(question, question.possible_entries)
    rows = rows.filter(begun | ended).annotate(
        **{
            name: ExpressionWrapper(condition, output_field=BooleanField())
            for name, condition in conditions.items()
        }
    )
    with connections[router.db_for_read(Spell)].cursor() as cursor:
        spells = inlined(rows.values(*COLUMNS), cursor)
        surely = fits(question, cursor, "spell.entry_id")
        cursor.execute(COUNTS.format(spells=spells, fits=surely), {})
        return [Line(*row) for row in cursor.fetchall()]
