"""Prison sentences that held on a day, counted by what they are and by groups of people.

Whom a filter lets through for certain and whose sentence is certain counts in "at least"; the groups
too are certain or possible, because a verdict may have been pronounced after the day.
"""

from collections import namedtuple

from django.db import connections, router

from register.inlined import inlined
from register.models import Term
from reports.asked_entries import fits, known
from reports.custody import rows_of
from reports.planned import SHARED, counted

COUNTS = """
SELECT {key}, kind_least, kind_most, days_least, days_most,
       count(*) FILTER (WHERE {is_sure}), count(*)
  FROM ({terms}) term {joins}
 GROUP BY 1, 2, 3, 4, 5
"""
# entry_id, key of the group, whether it is certain
MEMBERS = {
    "sex": "SELECT id AS entry_id, sex AS key, true AS is_certain FROM register_entry row WHERE {known}",
    "article": """
        SELECT entry_id, article_id AS key, true AS is_certain
          FROM register_charge row WHERE {known} AND article_id IS NOT NULL
         GROUP BY entry_id, article_id
    """,
    "court": """
        SELECT entry_id, court_id AS key, COALESCE(bool_or(upper(decided_on_days) - 1 <= %(on)s), false) AS is_certain
          FROM register_verdict row
         WHERE {known} AND prison <> '' AND court_id IS NOT NULL
           AND COALESCE(lower(decided_on_days), '-infinity') <= %(on)s
         GROUP BY entry_id, court_id
    """,
    "year": """
        SELECT entry_id, key, bool_or(is_certain) AS is_certain
          FROM (SELECT entry_id, EXTRACT(year FROM lower(decided_on_days))::int AS first,
                       EXTRACT(year FROM LEAST(upper(decided_on_days) - 1, %(on)s))::int AS last,
                       upper(decided_on_days) - 1 <= %(on)s AS is_over
                  FROM register_verdict row
                 WHERE {known} AND prison <> '' AND lower(decided_on_days) <= %(on)s) verdict,
               LATERAL (SELECT first = last AND is_over AS is_certain) certain,
               generate_series(first, last) AS key
         GROUP BY entry_id, key
    """,
}
# What was there on the day is a row of its own where it is not known.
COUNTED = ("kind_least", "kind_most", "days_least", "days_most")

Line = namedtuple("Line", ("key", *COUNTED, "surely", "maybe"))


def terms(question):
    """Terms that held on the day, of everybody who may fit."""
    return rows_of(Term, question, question.possible_entries).filter(
        basis=question.basis, begins__lte=question.on, ends__gt=question.on
    )


def read_lines(question, by=""):
    """How many have each kind and length of sentence, in each group of `by`: Lines, key None for none."""
    connection = connections[router.db_for_read(Term)]
    with connection.cursor() as cursor:
        joins, is_sure = "", fits(question, cursor, "term.entry_id")
        if by:
            members = MEMBERS[by].format(known=known(question, "row"))
            joins = f"LEFT JOIN ({members}) member USING (entry_id)"
            is_sure += " AND COALESCE(member.is_certain, true)"
        statement = COUNTS.format(
            terms=inlined(terms(question).values("entry_id", *COUNTED), cursor),
            key="member.key" if by else "NULL",
            joins=joins,
            is_sure=is_sure,
        )
        with counted(SHARED if by else {}):
            cursor.execute(statement, {"on": question.on})
        return [Line(*row) for row in cursor.fetchall()]
