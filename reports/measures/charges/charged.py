"""Who is charged under which article, and which sets of articles people are charged with.

A charge whose status is dated after the day does not count on it; one that may be later counts as a
possibility; one without a date counts on every day.
"""

from collections import namedtuple

from django.db import connections, router

from prisoners.facts.prosecution import ChargeFacts
from register.models import Charge
from reports.asked_entries import asked_entries

Status = ChargeFacts.Status
CONVICTED = (Status.CONVICTED.value,)
CHARGED = (Status.SUSPECTED.value, Status.CHARGED.value)
ENDED = (Status.RECLASSIFIED.value, Status.DROPPED.value, Status.ACQUITTED.value)
UNKNOWN = (Status.UNKNOWN.value,)
GROUPS = {"convicted": CONVICTED, "charged": CHARGED, "ended": ENDED, "not_known": UNKNOWN}

# What became of a charge is a bit, so that a person's charges under an article add up in one pass; four
# bits higher stands what is certain on the day.
COUNTS = """
WITH entry AS ({entries}),
charge AS MATERIALIZED (
    SELECT entry_id, article_id, fits, bit_or(CASE WHEN is_sure THEN bit * 17 ELSE bit END) AS bits
      FROM register_charge
      JOIN entry ON entry.id = register_charge.entry_id {articles},
           LATERAL (SELECT COALESCE(upper(status_on_days) - 1 <= %(on)s, status_on = '') AS is_sure,
                           CASE {bits} END AS bit) reading
     WHERE article_id IS NOT NULL AND COALESCE(lower(status_on_days) <= %(on)s, true)
     GROUP BY entry_id, article_id, fits
), person AS MATERIALIZED (
    SELECT entry_id, fits, bit_or(bits) AS bits,
           array_agg(article_id ORDER BY article_id) AS all_of_them,
           array_agg(article_id ORDER BY article_id) FILTER (WHERE bits > 15) AS surely
      FROM charge GROUP BY entry_id, fits
), chosen AS (
    SELECT all_of_them AS articles, fits AND all_of_them = surely AS is_sure FROM person
    UNION ALL
    SELECT surely, false FROM person WHERE surely <> all_of_them
)
SELECT 'article' AS what, ARRAY[article_id] AS articles,
       count(*) FILTER (WHERE bits > 15 AND fits), count(*), {counts}
  FROM charge GROUP BY article_id
UNION ALL
SELECT 'people', NULL, count(*) FILTER (WHERE bits > 15 AND fits), count(*),
       count(*) FILTER (WHERE bits & {convicted} * 16 > 0 AND fits),
       count(*) FILTER (WHERE bits & ({convicted} + {not_known}) > 0), {nothing}
  FROM person
UNION ALL
SELECT 'nobody', NULL, (SELECT count(*) FROM entry WHERE fits) - count(*) FILTER (WHERE fits),
       (SELECT count(*) FROM entry) - count(*) FILTER (WHERE bits > 15 AND fits), 0, 0, {nothing}
  FROM person
UNION ALL
(SELECT 'set', articles, count(*) FILTER (WHERE is_sure), count(*), 0, 0, {nothing}
   FROM chosen GROUP BY articles ORDER BY 4 DESC, 3 DESC, 2 LIMIT %(sets)s)
"""
BITS = {name: 1 << place for place, name in enumerate(GROUPS)}
OF_STATUS = " ".join(f"WHEN status = ANY (%({name})s) THEN {bit}" for name, bit in BITS.items())
COUNTED = ", ".join(
    f"count(*) FILTER (WHERE bits & {bit * 16} > 0 AND fits), count(*) FILTER (WHERE bits & {bit} > 0)"
    for bit in BITS.values()
)
NOTHING = ", ".join(["0, 0"] * (len(GROUPS) - 1))
OF_ONE_CODE = "JOIN register_article ON register_article.id = article_id AND country = %(code)s"

Line = namedtuple(
    "Line",
    ["what", "articles", "surely", "maybe"]
    + [f"{name}_{how}" for name in GROUPS for how in ("surely", "maybe")],
)


def read_lines(question, *, sets):
    """Lines of four kinds: each "article", the `sets` commonest, "people" with any, "nobody": without."""
    connection = connections[router.db_for_read(Charge)]
    with connection.cursor() as cursor:
        statement = COUNTS.format(
            entries=asked_entries(question, cursor),
            articles=OF_ONE_CODE if question.code else "",
            bits=OF_STATUS,
            counts=COUNTED,
            convicted=BITS["convicted"],
            not_known=BITS["not_known"],
            nothing=NOTHING,
        )
        values = {name: list(statuses) for name, statuses in GROUPS.items()}
        cursor.execute(statement, values | {"on": question.on, "code": question.code, "sets": sets})
        return [Line(*row) for row in cursor.fetchall()]
