"""Who is charged under which article, and which sets of articles people are charged with.

A charge whose status is dated after the day does not count on it; one that may be later counts as a
possibility; one without a date counts on every day.
"""

from collections import namedtuple

from django.db import connections, router

from prisoners.facts.prosecution import ChargeFacts
from register.inlined import inlined
from register.models import Charge, Entry

Status = ChargeFacts.Status
CONVICTED = (Status.CONVICTED.value,)
CHARGED = (Status.SUSPECTED.value, Status.CHARGED.value)
ENDED = (Status.RECLASSIFIED.value, Status.DROPPED.value, Status.ACQUITTED.value)
UNKNOWN = (Status.UNKNOWN.value,)
GROUPS = {"convicted": CONVICTED, "charged": CHARGED, "ended": ENDED, "not_known": UNKNOWN}

# One pass over the charges, each person once under each article: then by article, and by set.
COUNTS = """
WITH entry AS ({entries}), sure AS ({sure}),
charge AS MATERIALIZED (
    SELECT entry_id, article_id, bool_or(is_sure) AS is_sure, {flags}, {sure_flags}
      FROM register_charge
      JOIN entry ON entry.id = register_charge.entry_id {articles},
           LATERAL (SELECT COALESCE(upper(status_on_days) - 1 <= %(on)s, status_on = '') AS is_sure) reading
     WHERE article_id IS NOT NULL AND COALESCE(lower(status_on_days) <= %(on)s, true)
     GROUP BY entry_id, article_id
), person AS (
    SELECT entry_id, sure.id IS NOT NULL AS is_sure_to_fit, bool_or(charge.is_sure) AS is_sure,
           bool_or(convicted OR not_known) AS convicted, bool_or(sure_convicted) AS sure_convicted,
           array_agg(article_id ORDER BY article_id) AS all_of_them,
           array_agg(article_id ORDER BY article_id) FILTER (WHERE charge.is_sure) AS surely
      FROM charge LEFT JOIN sure ON sure.id = charge.entry_id
     GROUP BY entry_id, sure.id
), chosen AS (
    SELECT all_of_them AS articles, is_sure_to_fit AND all_of_them = surely AS is_sure FROM person
    UNION ALL
    SELECT surely, false FROM person WHERE surely IS DISTINCT FROM all_of_them AND surely IS NOT NULL
)
SELECT 'article' AS what, ARRAY[article_id] AS articles,
       count(*) FILTER (WHERE is_sure AND sure.id IS NOT NULL), count(*), {counts}
  FROM charge LEFT JOIN sure ON sure.id = charge.entry_id
 GROUP BY article_id
UNION ALL
SELECT 'people', NULL, count(*) FILTER (WHERE is_sure AND is_sure_to_fit), count(*),
       count(*) FILTER (WHERE sure_convicted AND is_sure_to_fit), count(*) FILTER (WHERE convicted),
       {nothing}
  FROM person
UNION ALL
SELECT 'nobody', NULL, (SELECT count(*) FROM sure) - count(*) FILTER (WHERE is_sure_to_fit),
       (SELECT count(*) FROM entry) - count(*) FILTER (WHERE is_sure), 0, 0, {nothing}
  FROM person
UNION ALL
(SELECT 'set', articles, count(*) FILTER (WHERE is_sure), count(*), 0, 0, {nothing}
   FROM chosen GROUP BY articles ORDER BY 4 DESC, 3 DESC, 2 LIMIT %(sets)s)
"""
FLAGS = ", ".join(f"bool_or(status = ANY (%({name})s)) AS {name}" for name in GROUPS)
SURE_FLAGS = ", ".join(
    f"bool_or(status = ANY (%({name})s) AND is_sure) AS sure_{name}" for name in GROUPS
)
COUNTED = ", ".join(
    f"count(*) FILTER (WHERE sure_{name} AND sure.id IS NOT NULL), count(*) FILTER (WHERE {name})"
    for name in GROUPS
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
    entries, sure = question.possible_entries(), question.certain_entries()
    everybody = Entry.objects.known(question.known)
    with connection.cursor() as cursor:
        statement = COUNTS.format(
            entries=inlined((everybody if entries is None else entries).values("id"), cursor),
            sure=inlined((everybody if sure is None else sure).values("id"), cursor),
            articles=OF_ONE_CODE if question.code else "",
            flags=FLAGS,
            sure_flags=SURE_FLAGS,
            counts=COUNTED,
            nothing=NOTHING,
        )
        values = {name: list(statuses) for name, statuses in GROUPS.items()}
        cursor.execute(statement, values | {"on": question.on, "code": question.code, "sets": sets})
        return [Line(*row) for row in cursor.fetchall()]
