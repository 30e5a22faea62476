"""Verdicts by court and by judge, with the terms that they gave.

A verdict certainly counts when it was pronounced by the day under every reading of its date; one
without a date possibly. What a later instance made of it does not change what it was.
"""

from collections import namedtuple

from django.db import connections, router

from register.models import Verdict
from reports.asked_entries import asked, known

COUNTS = """
WITH verdict AS (
    SELECT court_id, judge_id, prison, CASE prison WHEN 'term' THEN prison_days END AS days,
           COALESCE(upper(decided_on_days) - 1 <= %(on)s, false) AND {fits} AS is_sure
      FROM register_verdict
     WHERE {known} AND {asked} AND COALESCE(lower(decided_on_days) <= %(on)s, true)
)
SELECT CASE GROUPING(court_id) WHEN 0 THEN 'court' ELSE 'judge' END, COALESCE(court_id, judge_id),
       prison <> '', days, count(*) FILTER (WHERE is_sure), count(*)
  FROM verdict
 GROUP BY GROUPING SETS ((court_id, prison <> '', days), (judge_id, prison <> '', days))
"""

Line = namedtuple("Line", "of key is_prison days surely maybe")


def read_lines(question):
    """How many verdicts each court ("court") and judge ("judge") gave, by length of the term; key None: not known."""
    connection = connections[router.db_for_read(Verdict)]
    with connection.cursor() as cursor:
        may_fit, surely_fits = asked(question, cursor, "entry_id")
        statement = COUNTS.format(
            asked=may_fit, fits=surely_fits, known=known(question, "register_verdict")
        )
        cursor.execute(statement, {"on": question.on})
        return [Line(*row) for row in cursor.fetchall()]
