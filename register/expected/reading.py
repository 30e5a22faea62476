"""Expected releases on a day: by month, over already, without a day, and person by person."""

from collections import namedtuple

from django.db import connections, router

from register.expected.arithmetic import PERSON
from register.figures import Figure
from register.inlined import inlined
from register.models import Span, Term
from register.models.version import VersionQuerySet

CUSTODY = (Span.Status.IN_CUSTODY, Span.Status.MAYBE)
OF_SPAN = ("entry_id", "status", "held_from", "held_from_latest")
OF_TERM = (
    *("entry_id", "kind_least", "kind_most", "days_least", "days_most"),
    *("tried_earliest", "tried_latest", "country", "regime"),
)
LISTED = """
SELECT '{what}', public_id, is_certain, days_least, days_most, from_earliest, from_latest,
       credit_least, credit_most, earliest, latest
  FROM (SELECT * FROM {source} ORDER BY earliest, latest, entry_id LIMIT %(shown)s) listed
  JOIN register_entry ON register_entry.id = entry_id
"""
LISTS = f"""
WITH {PERSON}
{LISTED.format(what="over", source="over")}
UNION ALL
{LISTED.format(what="next", source="expected WHERE earliest >= %(on)s")}
"""
COUNTS = f"""
WITH {PERSON}
SELECT 'month' AS what, NULL AS kind_least, NULL AS kind_most,
       date_trunc('month', earliest)::date AS first, date_trunc('month', latest)::date AS last,
       count(*) FILTER (WHERE is_certain) AS surely, count(*) AS maybe
  FROM expected GROUP BY 4, 5
UNION ALL
SELECT 'over', NULL, NULL, NULL, NULL, count(*) FILTER (WHERE is_surely_over), count(*) FROM over
UNION ALL
SELECT 'next', NULL, NULL, NULL, NULL, count(*) FILTER (WHERE is_certain), count(*)
  FROM expected WHERE earliest >= %(on)s
UNION ALL
SELECT 'held', kind_least, kind_most, NULL, NULL, count(*) FILTER (WHERE is_sure), count(*)
  FROM person GROUP BY 2, 3
"""
OVER = f"""
WITH {PERSON}
SELECT public_id FROM over JOIN register_entry ON register_entry.id = entry_id
"""

Count = namedtuple("Count", "what kind_least kind_most first last surely maybe")
Id = namedtuple("Id", "public_id")
Line = namedtuple(
    "Line",
    "what public_id is_certain days_least days_most from_earliest from_latest "
    "credit_least credit_most earliest latest",
)


def read_counts(on, known=None, *, possible=None, certain=None):
    """Counts of four kinds, of the people asked about (an EntrySet; None: of everybody) as known at an edition.

    `certain` are those of them who are surely meant (None: all of them).

    "month": how many may be released from the month `first` to the month `last`. "over": of how many
    the day has passed. "next": of how many it may come. "held": how many are held by the lightest and the heaviest kind of sentence,
    None for those who have none.
    """
    return _read(COUNTS, Count, on, known, possible, certain, 0)


def read_lists(on, known=None, *, possible=None, certain=None, shown):
    """The first people whose day may have passed ("over"), and who are expected next ("next")."""
    return _read(LISTS, Line, on, known, possible, certain, shown)


def over(on):
    """Of how many people held on the day the term is over, at least and at most."""
    (count,) = (count for count in read_counts(on) if count.what == "over")
    return Figure(count.surely, count.maybe)


def whose_is_over(on):
    """The public ids of those whom the second figure of `over` counts."""
    return [line.public_id for line in _read(OVER, Id, on, None, None, None, 0)]


def _read(statement, line, on, known, possible, certain, shown):
    connection = connections[router.db_for_read(Term)]
    on_the_day = {"begins__lte": on, "ends__gt": on}
    held = VersionQuerySet(Span).known(known).filter(status__in=CUSTODY, **on_the_day)
    term = VersionQuerySet(Term).known(known).filter(basis=Term.Basis.IN_FORCE, **on_the_day)
    if possible is not None:
        held = held.filter(possible.condition())
    with connection.cursor() as cursor:
        parts = {
            "held": inlined(held.values(*OF_SPAN), cursor),
            "term": inlined(term.values(*OF_TERM), cursor),
            "fits": "" if certain is None else f"AND {certain.sql('entry_id', cursor)}",
        }
        cursor.execute(statement.format(**parts), {"on": on, "shown": shown})
        return [line(*row) for row in cursor.fetchall()]
