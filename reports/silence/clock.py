"""The clock of silence of everybody held on a day: since when nothing has been heard, as bounds.

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
"""

from collections import namedtuple

from django.db import connections, router

from register.models import Span
from reports.custody import CUSTODY, certain, possible

CLOCK = """
WITH held AS ({held}), sure AS ({sure}),
since AS (
    SELECT held.entry_id, held.entry_id IN (SELECT entry_id FROM sure) AS is_sure,
           COALESCE(max(span.ends) FILTER (WHERE span.status <> ALL (%(custody)s) AND span.ends <= %(on)s),
                    min(span.begins) FILTER (WHERE span.status = ANY (%(custody)s))) AS custody_from
      FROM held JOIN register_span span USING (entry_id)
     GROUP BY held.entry_id
), contact AS (
    SELECT since.entry_id,
           max(lower(happened_on_days)) FILTER (WHERE upper(happened_on_days) - 1 <= %(on)s) AS sure_from,
           max(LEAST(upper(happened_on_days) - 1, %(on)s)) AS maybe_until
      FROM since JOIN register_contact USING (entry_id)
     WHERE COALESCE(lower(happened_on_days), '-infinity') <= %(on)s
       AND COALESCE(upper(happened_on_days), 'infinity') > custody_from
       AND happened_on <> ''
     GROUP BY since.entry_id
), report AS (
    SELECT since.entry_id,
           min(lower(began_on_days)) FILTER (WHERE lasts) AS sure_from,
           min(upper(began_on_days) - 1) FILTER (WHERE lasts) AS sure_until,
           min(COALESCE(lower(began_on_days), '-infinity')) AS maybe_from
      FROM since JOIN register_condition USING (entry_id),
           LATERAL (SELECT upper(began_on_days) - 1 <= %(on)s
                           AND (is_open OR lower(ended_on_days) > %(on)s) AS lasts) AS reading
     WHERE kind = 'incommunicado'
       AND COALESCE(lower(began_on_days), '-infinity') <= %(on)s
       AND (is_open OR ended_on = '' OR COALESCE(upper(ended_on_days), 'infinity') - 1 > %(on)s)
     GROUP BY since.entry_id
), silence AS (
    SELECT since.entry_id, is_sure,
           CASE WHEN contact.entry_id IS NULL AND report.sure_until IS NULL
                THEN GREATEST(custody_from, report.maybe_from)
                ELSE GREATEST(custody_from, contact.sure_from, report.sure_from) END AS earliest,
           COALESCE(GREATEST(contact.maybe_until, report.sure_until), %(on)s) AS latest,
           contact.entry_id IS NOT NULL AS has_contact, report.entry_id IS NOT NULL AS has_report
      FROM since LEFT JOIN contact USING (entry_id) LEFT JOIN report USING (entry_id)
), clock AS MATERIALIZED (
    SELECT *, %(on)s - GREATEST(earliest, latest) AS at_least, %(on)s - LEAST(earliest, %(on)s) AS at_most
      FROM silence
)
SELECT 'stretch' AS what, NULL AS public_id, NULL::date AS earliest, NULL::date AS latest,
       NULL::boolean AS has_contact, NULL::boolean AS has_report, bin.least AS at_least, bin.most AS at_most,
       count(*) FILTER (WHERE is_sure AND clock.at_least >= bin.least AND clock.at_most <= bin.most) AS surely,
       count(*) FILTER (WHERE clock.at_least <= bin.most AND clock.at_most >= bin.least) AS maybe
  FROM clock, (SELECT * FROM unnest(%(least)s, %(most)s)) AS bin (least, most)
 WHERE has_contact OR has_report
 GROUP BY bin.least, bin.most
UNION ALL
SELECT 'nothing', NULL, NULL, NULL, NULL, NULL, NULL::integer, NULL::integer, count(*) FILTER (WHERE is_sure), count(*)
  FROM clock WHERE NOT has_contact AND NOT has_report
UNION ALL
(SELECT CASE WHEN is_sure AND at_least > %(days)s THEN 'surely' ELSE 'maybe' END,
        public_id, earliest, GREATEST(earliest, latest), has_contact, has_report, at_least, at_most,
        NULL::bigint, NULL::bigint
   FROM clock JOIN register_entry ON register_entry.id = clock.entry_id
  WHERE (has_contact OR has_report) AND at_most > %(days)s
  ORDER BY is_sure AND at_least > %(days)s DESC, at_least DESC, at_most DESC, public_id
  LIMIT %(shown)s)
"""

Line = namedtuple(
    "Line",
    "what public_id earliest latest has_contact has_report at_least at_most surely maybe",
)


def read_clock(question, stretches, *, shown):
    """Lines of three kinds, in one query.

    "stretch": how many are surely and maybe silent for `at_least` to `at_most` days, for each pair
    of `stretches`. "nothing": of how many held the register has neither a contact nor a report.
    "surely" and "maybe": the first `shown` people who are silent for more days than the question
    asks, beyond doubt or not.
    """
    connection = connections[router.db_for_read(Span)]
    on_the_day = {"begins__lte": question.on, "ends__gt": question.on}
    values = {
        "on": question.on,
        "days": question.days,
        "custody": list(CUSTODY),
        "least": [least for least, _most in stretches],
        "most": [most for _least, most in stretches],
        "shown": shown,
    }
    with connection.cursor() as cursor:
        people = {
            name: _inlined(spans.filter(**on_the_day).values("entry_id"), cursor)
            for name, spans in (("held", possible(question)), ("sure", certain(question)))
        }
        cursor.execute(CLOCK.format(**people), values)
        return [Line(*row) for row in cursor.fetchall()]


def _inlined(queryset, cursor):
    """The query with its values in it, to stand inside another one."""
    sql, values = queryset.order_by().query.sql_with_params()
    return cursor.cursor.mogrify(sql, values).decode().replace("%", "%%")
