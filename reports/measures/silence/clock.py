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

from register.inlined import inlined
from register.models import Span
from reports.custody import CUSTODY, certain, possible

# What is recorded of whom comes first, so that custody is looked up for those people only. Days are
# counted per pair of bounds before they are put into stretches.
CLOCK = """
WITH held AS ({held}), sure AS ({sure}),
contact AS (
    SELECT entry_id, lower(happened_on_days) AS earliest, upper(happened_on_days) - 1 AS latest
      FROM held JOIN register_contact USING (entry_id)
     WHERE happened_on <> '' AND COALESCE(lower(happened_on_days), '-infinity') <= %(on)s
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
), since AS (
    SELECT entry_id,
           COALESCE(max(ends) FILTER (WHERE status <> ALL (%(custody)s) AND ends <= %(on)s),
                    min(begins) FILTER (WHERE status = ANY (%(custody)s))) AS custody_from
      FROM register_span
      JOIN (SELECT entry_id FROM contact UNION SELECT entry_id FROM report) AS known USING (entry_id)
     GROUP BY entry_id
), heard AS (
    SELECT entry_id,
           max(earliest) FILTER (WHERE latest <= %(on)s) AS sure_from,
           max(LEAST(latest, %(on)s)) AS maybe_until
      FROM contact JOIN since USING (entry_id)
     WHERE COALESCE(latest, 'infinity') >= custody_from
     GROUP BY entry_id
), silence AS (
    SELECT since.entry_id, heard.entry_id IS NOT NULL AS has_contact,
           report.entry_id IS NOT NULL AS has_report,
           CASE WHEN heard.entry_id IS NULL AND report.sure_until IS NULL
                THEN GREATEST(custody_from, report.maybe_from)
                ELSE GREATEST(custody_from, heard.sure_from, report.sure_from) END AS earliest,
           COALESCE(GREATEST(heard.maybe_until, report.sure_until), %(on)s) AS latest
      FROM since LEFT JOIN heard USING (entry_id) LEFT JOIN report USING (entry_id)
     WHERE heard.entry_id IS NOT NULL OR report.entry_id IS NOT NULL
), clock AS MATERIALIZED (
    SELECT silence.entry_id, has_contact, has_report, sure.entry_id IS NOT NULL AS is_sure,
           LEAST(earliest, %(on)s) AS earliest, GREATEST(earliest, latest) AS latest,
           %(on)s - GREATEST(earliest, latest) AS at_least, %(on)s - LEAST(earliest, %(on)s) AS at_most
      FROM silence LEFT JOIN sure ON sure.entry_id = silence.entry_id
), pairs AS (
    SELECT is_sure, at_least, at_most, count(*) AS people FROM clock GROUP BY is_sure, at_least, at_most
), longest AS (
    SELECT *, is_sure AND at_least > %(days)s AS is_beyond_doubt
      FROM clock
     WHERE at_most > %(days)s
     ORDER BY is_beyond_doubt DESC, at_least DESC, at_most DESC, entry_id
     LIMIT %(shown)s
)
SELECT 'stretch' AS what, NULL AS public_id, NULL::date AS earliest, NULL::date AS latest,
       NULL::boolean AS has_contact, NULL::boolean AS has_report,
       stretch.least AS at_least, stretch.most AS at_most,
       COALESCE(sum(people) FILTER (
           WHERE is_sure AND pairs.at_least >= stretch.least AND pairs.at_most <= stretch.most), 0)::bigint AS surely,
       COALESCE(sum(people) FILTER (
           WHERE pairs.at_least <= stretch.most AND pairs.at_most >= stretch.least), 0)::bigint AS maybe
  FROM pairs, unnest(%(least)s, %(most)s) AS stretch (least, most)
 GROUP BY stretch.least, stretch.most
UNION ALL
SELECT 'nothing', NULL, NULL, NULL, NULL, NULL, NULL::integer, NULL::integer,
       (SELECT count(*) FROM sure) - COALESCE((SELECT sum(people) FROM pairs WHERE is_sure), 0)::bigint,
       (SELECT count(*) FROM held) - COALESCE((SELECT sum(people) FROM pairs), 0)::bigint
UNION ALL
(SELECT CASE WHEN is_beyond_doubt THEN 'surely' ELSE 'maybe' END, public_id, earliest, latest,
        has_contact, has_report, at_least, at_most, NULL::bigint, NULL::bigint
   FROM longest JOIN register_entry ON register_entry.id = longest.entry_id
  ORDER BY is_beyond_doubt DESC, at_least DESC, at_most DESC, public_id)
"""

Line = namedtuple(
    "Line",
    "what public_id earliest latest has_contact has_report at_least at_most surely maybe",
)


def read_clock(question, stretches, *, shown):
    """Lines of three kinds, in one query.

    "stretch": how many are surely and maybe silent for `at_least` to `at_most` days, for each pair
    of `stretches`. "nothing": of how many held the register has neither a contact nor a report.
    "surely" and "maybe": the first `shown` people (None: all) who are silent for more days than the question
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
            name: inlined(spans.filter(**on_the_day).values("entry_id"), cursor)
            for name, spans in (("held", possible(question)), ("sure", certain(question)))
        }
        cursor.execute(CLOCK.format(**people), values)
        return [Line(*row) for row in cursor.fetchall()]
