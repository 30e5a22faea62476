"""How many sources stand behind a record. Citations are public as of today, whatever the edition."""

from django.db import connections, router
from django.utils.translation import gettext_lazy as _

from register.figures import Figure
from register.inlined import inlined
from register.models import Entry
from register.models.version import VersionQuerySet
from reports.answers import Column, Row, Table
from reports.asked_entries import fits
from reports.planned import ALONE, counted

TOTAL = "total"
NUMBERS = {
    "none": _("no public source"),
    "one": _("one source"),
    "several": _("two sources or more"),
    "withheld": _("name withheld: sources are not shown"),
    TOTAL: _("Total"),
}
COLUMNS = (
    Column("sources", _("Sources"), words=NUMBERS.get),
    Column("people", _("People"), is_figure=True),
)
# Whether there is a second source is seen from the smallest and the largest number, without sorting.
BY_NUMBER = """
    SELECT CASE WHEN entry.is_withheld THEN 'withheld' WHEN cited.few IS NULL THEN 'none'
                WHEN cited.few THEN 'one' ELSE 'several' END AS sources,
           count(*) FILTER (WHERE {surely}), count(*)
      FROM ({entries}) AS entry (id, public_id, is_withheld)
      LEFT JOIN (SELECT public_id, min(source_id) = max(source_id) AS few
                   FROM register_citation GROUP BY public_id) AS cited USING (public_id)
     GROUP BY 1
"""


def sources_table(question):
    """People by the number of their sources, of those whom a question is about."""
    entries = VersionQuerySet(Entry).known(question.known)
    if question.possible_entries is not None:
        entries = question.possible_entries.entries()
    with connections[router.db_for_read(Entry)].cursor() as cursor:
        parts = {
            "entries": inlined(entries.values("id", "public_id", "is_withheld"), cursor),
            "surely": fits(question, cursor, "entry.id"),
        }
        with counted(ALONE):
            cursor.execute(BY_NUMBER.format(**parts), {})
        found = {name: Figure(least, most) for name, least, most in cursor.fetchall()}
    rows = [
        Row({"sources": name, "people": found.get(name, Figure(0, 0))})
        for name in NUMBERS
        if name != TOTAL
    ]
    total = sum(found.values(), Figure(0, 0))
    return Table(
        "sources",
        _("People by the number of public sources cited for them"),
        COLUMNS,
        [*rows, Row({"sources": TOTAL, "people": total}, "total")],
    )
