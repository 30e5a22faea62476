"""How long after an arrest people were recognised, and who was recognised only when it was over.

A recognition whose last possible day is over has the lag that was published with it; of the others
it is worked out for the day (register/sql/lags.sql).
"""

from collections import namedtuple

from django.db import connections, router

from register.inlined import inlined
from register.models import Lag as PublishedLag
from reports.asked_entries import fits
from reports.custody import rows_of
from reports.quantiles import Values

DATED = """
WITH dated AS (
    SELECT entry_id, organisation_id, days_least, days_most, is_after, may_be_after, true AS is_over
      FROM ({over}) over
     UNION ALL
    SELECT entry_id, organisation_id, lag.*, false
      FROM ({open}) open, recognition_lag(entry_id, earliest, %(on)s) lag
)
"""
LAGS = (
    DATED
    + """
SELECT organisation_id, days_least, days_most,
       count(*) FILTER (WHERE is_over AND {fits}), count(*) FILTER (WHERE NOT (is_over AND {fits}))
  FROM dated GROUP BY 1, 2, 3
"""
)
AFTER = (
    DATED
    + """
SELECT count(DISTINCT entry_id) FILTER (WHERE is_after AND is_over AND {fits}),
       count(DISTINCT entry_id) FILTER (WHERE may_be_after)
  FROM dated WHERE is_after OR may_be_after
"""
)
OF_LAG = ("days_least", "days_most", "is_after", "may_be_after")

Lag = namedtuple("Lag", "organisation least most surely maybe")


class Lags:
    """Days from arrest to recognition of some recognitions, and how many are not known."""

    def __init__(self, lags):
        self.values = Values()
        self.surely = self.maybe = 0
        for lag in lags:
            if lag.least is not None and lag.most is not None:
                self.values.add(lag.least, lag.most, surely=lag.surely, maybe=lag.maybe)
                self.surely += lag.surely
                self.maybe += lag.maybe


def read_lags(question):
    """A Lag for each organisation and pair of bounds; None where no arrest is known."""
    return [Lag(*row) for row in _execute(question, LAGS)]


def read_after_the_fact(question):
    """(at least, at most): people recognised after release or death."""
    return _execute(question, AFTER)[0]


def _execute(question, statement):
    lags = rows_of(PublishedLag, question, question.possible_entries)
    over = lags.filter(latest__lte=question.on)
    still_open = lags.filter(earliest__lte=question.on, latest__gt=question.on)
    with connections[router.db_for_read(PublishedLag)].cursor() as cursor:
        parts = {
            "over": inlined(over.values("entry_id", "organisation_id", *OF_LAG), cursor),
            "open": inlined(still_open.values("entry_id", "organisation_id", "earliest"), cursor),
            "fits": fits(question, cursor, "entry_id"),
        }
        cursor.execute(statement.format(**parts), {"on": question.on})
        return cursor.fetchall()
