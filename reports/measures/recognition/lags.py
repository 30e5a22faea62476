"""How long after an arrest people were recognised, and who was recognised only when it was over.

The arrest is the latest that may have come by the recognition. A recognition is after the fact when
no custody is possible on any day that it may mean, and a release or a death came before.
"""

from collections import namedtuple

from reports.measures.recognition.standing import execute
from reports.quantiles import Values

DATED = """
dated AS (
    SELECT said.id, said.entry_id, organisation_id, is_sure, said.earliest AS begins,
           LEAST(said.latest, %(on)s) AS ends, arrest.earliest AS arrested_earliest,
           arrest.latest AS arrested_latest
      FROM said
      LEFT JOIN LATERAL (
           SELECT lower(d.began_on_days) AS earliest, upper(d.began_on_days) - 1 AS latest
             FROM register_detention d
            WHERE d.entry_id = said.entry_id AND d.form <> 'restriction'
              AND lower(d.began_on_days) <= LEAST(said.latest, %(on)s)
            ORDER BY lower(d.began_on_days) DESC, d.id DESC
            LIMIT 1) arrest ON true
     WHERE said.earliest IS NOT NULL AND said.latest IS NOT NULL
)
"""
LAGS = (
    "WITH {said}, "
    + DATED
    + """
SELECT organisation_id, GREATEST(begins - arrested_latest, 0), ends - arrested_earliest,
       count(*) FILTER (WHERE is_sure), count(*) FILTER (WHERE NOT is_sure)
  FROM dated GROUP BY 1, 2, 3
"""
)
AFTER = (
    "WITH {said}, "
    + DATED
    + """,
after AS (
    SELECT dated.entry_id, is_sure,
           bool_or(status IN ('released', 'died', 'died_in_custody') AND s.begins <= dated.begins)
               AND NOT bool_or(status = ANY (%(custody)s)) AS surely,
           bool_or(status IN ('released', 'died', 'died_in_custody')
                   OR (status = 'maybe_in_custody' AND s.begins > arrested_latest)) AS maybe
      FROM dated JOIN register_span s
        ON s.entry_id = dated.entry_id AND s.begins <= dated.ends AND s.ends > dated.begins
     GROUP BY dated.id, dated.entry_id, is_sure
)
SELECT count(DISTINCT entry_id) FILTER (WHERE surely AND is_sure),
       count(DISTINCT entry_id) FILTER (WHERE maybe)
  FROM after
"""
)

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
    return [Lag(*row) for row in execute(question, LAGS)]


def read_after_the_fact(question):
    """(at least, at most): people recognised after release or death."""
    return execute(question, AFTER)[0]
