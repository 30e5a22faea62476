"""Recognitions by the day: of how many people, which of them stand, which were withdrawn.

A recognition without a date had happened when the register published it, and may have happened at
any time before; so with a withdrawal.
"""

from collections import namedtuple

from django.conf import settings
from django.db import connections, router
from django.db.models import BooleanField, Case, F, Value, When

from register.inlined import inlined
from register.models import Recognition
from reports.cells import People
from reports.custody import CUSTODY

# Recognitions that may have happened by the day, of those whom the question may mean.
SAID = """
who AS MATERIALIZED ({who}),
said AS (
    SELECT r.id, r.entry_id, r.organisation_id, r.criteria, who.is_certain, who.held_as,
           lower(r.recognised_on_days) AS earliest, upper(r.recognised_on_days) - 1 AS latest,
           is_certain AND COALESCE(upper(r.recognised_on_days) - 1, published_on) <= %(on)s AS is_sure,
           r.withdrawn_on <> '' AND COALESCE(lower(r.withdrawn_on_days), '-infinity') <= %(on)s
               AS maybe_withdrawn,
           r.withdrawn_on <> '' AND COALESCE(upper(r.withdrawn_on_days) - 1, published_on) <= %(on)s
               AS surely_withdrawn
      FROM register_recognition r
      JOIN who ON who.id = r.entry_id,
           LATERAL (SELECT (who.published_at AT TIME ZONE %(zone)s)::date AS published_on) published
     WHERE COALESCE(lower(r.recognised_on_days), '-infinity') <= %(on)s
)
"""
PEOPLE = """
WITH {said},
person AS (
    SELECT {key} AS key, entry_id, bool_or(is_sure) AS is_sure,
           bool_or(is_sure AND NOT maybe_withdrawn) AS surely_stands,
           bool_or(NOT surely_withdrawn) AS maybe_stands,
           bool_or(is_sure AND surely_withdrawn) AS surely_withdrawn,
           bool_or(maybe_withdrawn) AS maybe_withdrawn,
           bool_or(is_certain AND held_as = 'in_custody') AS surely_held,
           COALESCE(bool_or(held_as = ANY (%(custody)s)), false) AS maybe_held
      FROM said GROUP BY 1, 2
)
SELECT key,
       count(*) FILTER (WHERE is_sure), count(*),
       count(*) FILTER (WHERE surely_stands), count(*) FILTER (WHERE maybe_stands),
       count(*) FILTER (WHERE surely_withdrawn), count(*) FILTER (WHERE maybe_withdrawn),
       count(*) FILTER (WHERE surely_stands AND surely_held),
       count(*) FILTER (WHERE maybe_stands AND maybe_held),
       count(*) FILTER (WHERE maybe_stands AND surely_held),
       count(*) FILTER (WHERE surely_stands AND maybe_held)
  FROM person GROUP BY key
"""
KEYS = {
    "all": "NULL",
    "organisation": "organisation_id",
    "criterion": "unnest(CASE WHEN criteria = '{}' THEN '{unknown}' ELSE criteria END)",
}

# The last two are those held of whom it is not certain, or not possible, that nobody recognises them.
Line = namedtuple(
    "Line",
    "key surely maybe surely_stands maybe_stands surely_withdrawn maybe_withdrawn "
    "surely_held maybe_held sure_and_maybe_recognised maybe_and_surely_recognised",
)


def read_people(question, by):
    """Lines of people by organisation or criterion, or one line of them `all`."""
    rows = execute(question, PEOPLE.replace("{key}", KEYS[by]))
    return [Line(*row) for row in rows]


def execute(question, statement):
    """The rows of a statement that reads `said`."""
    who = People(question, held=False)
    is_certain = Case(
        *([When(who.certainly, then=True)] if who.certainly else []),
        default=Value(not who.certainly),
        output_field=BooleanField(),
    )
    entries = who.entries.annotate(is_certain=is_certain, held_as=F("span__status"))
    connection = connections[router.db_for_read(Recognition)]
    with connection.cursor() as cursor:
        people = inlined(entries.values("id", "published_at", "is_certain", "held_as"), cursor)
        said = SAID.replace("{who}", people)
        values = {"on": question.on, "zone": settings.TIME_ZONE, "custody": list(CUSTODY)}
        cursor.execute(statement.replace("{said}", said), values)
        return cursor.fetchall()
