"""The clock of silence, defined once: since when nothing has been heard of somebody who is held.

Silence begins with the later of two events: the last recorded contact, and the beginning of a
reported time without contact (condition "incommunicado") that lasts on the day. A report says that
nothing was heard from its beginning on; a contact recorded after that breaks it.

- Contacts before the present custody do not count: outside prison nobody is silent.
- A contact that may lie after the day has not surely happened: it shortens "at least" only.
- Of several reports that last on the day the earliest beginning counts: each of them says that
  nothing was heard since.
- A report without an end, not marked as lasting, may be over: alone it makes silence possible, from
  0 days on.
- Nobody without a contact and without a report is called silent: the register does not know.

All SQL here takes the day as %(on)s.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connections, router

from register.figures import Figure
from register.models import Span

HELD = "('in_custody', 'maybe_in_custody')"

# `held` gives the entry_id of people who may be in custody on the day, and since when without a gap.
CLOCK = """
held AS ({held}),
contact AS (
    SELECT entry_id, lower(happened_on_days) AS earliest, upper(happened_on_days) - 1 AS latest
      FROM held JOIN register_contact USING (entry_id)
     WHERE happened_on_days IS NOT NULL AND COALESCE(lower(happened_on_days), '-infinity') <= %(on)s
), report AS (
    SELECT entry_id,
           min(lower(began_on_days)) FILTER (WHERE lasts) AS sure_from,
           min(upper(began_on_days) - 1) FILTER (WHERE lasts) AS sure_until,
           min(COALESCE(lower(began_on_days), '-infinity')) AS maybe_from
      FROM held JOIN register_condition USING (entry_id),
           LATERAL (SELECT upper(began_on_days) - 1 <= %(on)s
                           AND (is_open OR lower(ended_on_days) > %(on)s) AS lasts) AS reading
     WHERE kind = 'incommunicado'
       AND COALESCE(lower(began_on_days), '-infinity') <= %(on)s
       AND (is_open OR ended_on = '' OR COALESCE(upper(ended_on_days), 'infinity') - 1 > %(on)s)
     GROUP BY entry_id
), heard AS (
    SELECT entry_id,
           max(earliest) FILTER (WHERE latest <= %(on)s) AS sure_from,
           max(LEAST(latest, %(on)s)) AS maybe_until
      FROM contact JOIN held USING (entry_id)
     WHERE COALESCE(latest, 'infinity') >= custody_from
     GROUP BY entry_id
), silence AS (
    SELECT held.entry_id, heard.entry_id IS NOT NULL AS has_contact,
           report.entry_id IS NOT NULL AS has_report,
           CASE WHEN heard.entry_id IS NULL AND report.sure_until IS NULL
                THEN GREATEST(custody_from, report.maybe_from)
                ELSE GREATEST(custody_from, heard.sure_from, report.sure_from) END AS earliest,
           COALESCE(GREATEST(heard.maybe_until, report.sure_until), %(on)s) AS latest
      FROM held LEFT JOIN heard USING (entry_id) LEFT JOIN report USING (entry_id)
     WHERE heard.entry_id IS NOT NULL OR report.entry_id IS NOT NULL
), clock AS MATERIALIZED (
    SELECT entry_id, has_contact, has_report,
           LEAST(earliest, %(on)s) AS earliest, GREATEST(earliest, latest) AS latest,
           %(on)s - GREATEST(earliest, latest) AS at_least, %(on)s - LEAST(earliest, %(on)s) AS at_most
      FROM silence
)
"""

# Of most people the entry itself knows all that the clock needs: the last contact of all came in the
# present stretch of custody and before the day, and nothing was reported.
IS_PLAIN = """(NOT {entry}.condition_kinds && '{{incommunicado}}'::varchar[]
    AND {entry}.last_contact_latest <= %(on)s AND {entry}.last_contact_earliest >= {since}) IS TRUE"""

# The others who may be held on the day at the edition %(edition)s.
NOT_PLAIN = f"""
    SELECT s.entry_id, s.held_from AS custody_from
      FROM register_span s JOIN register_entry e ON e.id = s.entry_id
     WHERE s.status IN {HELD} AND s.begins <= %(on)s AND s.ends > %(on)s
       AND s.edition_from <= %(edition)s AND s.edition_to > %(edition)s
       AND NOT {IS_PLAIN.format(entry="e", since="s.begins")}
"""
OF_NOT_PLAIN = f"WITH {CLOCK.format(held=NOT_PLAIN)} SELECT entry_id, at_least, at_most FROM clock"


@dataclass(frozen=True)
class Silence:
    """Days without contact as bounds, and the days from which they are counted."""

    public_id: str
    days: Figure
    since_earliest: date
    since_latest: date
    has_contact: bool
    has_report: bool


def of_entries(ids, on):
    """{entry id: Silence} of those among some entries who may be held on the day."""
    held = f"""
        SELECT entry_id, held_from AS custody_from FROM register_span
         WHERE entry_id = ANY (%(ids)s) AND status IN {HELD} AND begins <= %(on)s AND ends > %(on)s
    """
    return dict(_read(held, "", {"ids": list(ids), "on": on}))


def longest(edition, on, *, limit):
    """The longest Silences of those who may be held on the day at an edition."""
    held = f"""
        SELECT entry_id, held_from AS custody_from FROM register_span
         WHERE status IN {HELD} AND begins <= %(on)s AND ends > %(on)s
           AND edition_from <= %(edition)s AND edition_to > %(edition)s
    """
    values = {"on": on, "edition": edition, "limit": limit}
    order = "ORDER BY at_least DESC, at_most DESC, public_id LIMIT %(limit)s"
    return [silence for _entry, silence in _read(held, order, values)]


def _read(held, order, values):
    with connections[router.db_for_read(Span)].cursor() as cursor:
        cursor.execute(
            f"WITH {CLOCK.format(held=held)} "
            "SELECT entry_id, public_id, at_least, at_most, earliest, latest, has_contact, has_report "
            f"FROM clock JOIN register_entry ON register_entry.id = entry_id {order}",
            values,
        )
        return [
            (entry, Silence(public_id, Figure(least, most, "days"), *rest))
            for entry, public_id, least, most, *rest in cursor.fetchall()
        ]
