"""The clock of silence (register/silence.py) of everybody held on a day, in stretches of days."""

from collections import namedtuple

from django.db import connections, router
from django.db.models import F

from register.inlined import inlined
from register.models import Span
from register.silence import CLOCK
from reports.custody import certain, possible

# Days are counted per pair of bounds before they are put into stretches.
STRETCHES = """
WITH {clock},
sure AS ({sure}),
timed AS MATERIALIZED (
    SELECT clock.*, sure.entry_id IS NOT NULL AS is_sure FROM clock LEFT JOIN sure USING (entry_id)
), pairs AS (
    SELECT is_sure, at_least, at_most, count(*) AS people FROM timed GROUP BY is_sure, at_least, at_most
), longest AS (
    SELECT *, is_sure AND at_least > %(days)s AS is_beyond_doubt
      FROM timed
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
SELECT 'pair', NULL, NULL, NULL, NULL, NULL, at_least, at_most,
       COALESCE(sum(people) FILTER (WHERE is_sure), 0)::bigint,
       COALESCE(sum(people) FILTER (WHERE NOT is_sure), 0)::bigint
  FROM pairs GROUP BY at_least, at_most
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
    """Lines of four kinds, in one query.

    "stretch": how many are surely and maybe silent for `at_least` to `at_most` days, for each pair
    of `stretches`. "pair": of how many, surely held and only maybe, the days have these bounds. "nothing": of how many held the register has neither a contact nor a report.
    "surely" and "maybe": the first `shown` people (None: all) who are silent for more days than the question
    asks, beyond doubt or not.
    """
    connection = connections[router.db_for_read(Span)]
    on_the_day = {"begins__lte": question.on, "ends__gt": question.on}
    values = {
        "on": question.on,
        "days": question.days,
        "least": [least for least, _most in stretches],
        "most": [most for _least, most in stretches],
        "shown": shown,
    }
    with connection.cursor() as cursor:
        people = {
            name: inlined(
                spans.filter(**on_the_day).values("entry_id", custody_from=F("held_from")), cursor
            )
            for name, spans in (("held", possible(question)), ("sure", certain(question)))
        }
        clock = CLOCK.replace("{held}", people["held"])
        cursor.execute(STRETCHES.format(clock=clock, sure=people["sure"]), values)
        return [Line(*row) for row in cursor.fetchall()]
