"""One SELECT behind list and export: the entries of a filter, in order.

The filters give the entries as a subquery `e`, with the span of the day asked; the identity `i` and
what an order needs are joined to it. Values are in the text already: COPY takes no parameters.
"""

from django.db import connections, router
from django.db.models import BooleanField, Case, F, Value, When

from register.columns import (
    IS_SHOWN,
    JOINS,
    ORDER_OF_HIDDEN,
    SELECTED,
    SELECTED_OF_HIDDEN,
)
from register.days import day_after
from register.filters.sorting import FOUND, order_by
from register.models import Entry
from register.models.version import OPEN

FACTS = [field.attname for field in Entry._meta.concrete_fields]
SPAN = {
    "status": F("span__status"),
    "status_reason": F("span__reason"),
    "status_terms": F("span__terms"),
    "status_since": F("span__begins"),
    "presumed_from": F("span__presumed_from"),
}
NAMED = "register_identity i ON i.public_id = e.public_id"
# In a past edition some are still two who are one today: their identity is the one of today.
NAMED_SINCE = """register_redirect merged
      ON merged.public_id = e.public_id AND merged.edition_to = 2147483647
    LEFT JOIN register_identity i ON i.public_id = COALESCE(merged.into, e.public_id)"""


def connection():
    """The database that register pages read."""
    return connections[router.db_for_read(Entry)]


# So many entries are found first and sorted then; more are met in the order of an index.
FEW = 10_000


def ids_of_page(filters, sort, *, offset, limit, of):
    """The ids of the entries on one page of a list that is `of` entries long."""
    order, join = order_by(sort)
    # In the latest edition everybody has an identity, so its index can give the order.
    join_names = f"JOIN {NAMED}" if filters.edition is None else f"LEFT JOIN {NAMED_SINCE}"
    named = join_names if sort.removeprefix("-") == "name" else ""
    with connection().cursor() as cursor:
        entries = _as_sql(cursor, filters.qs.values(*SORTED_BY))
        found = FOUND if sort.removeprefix("-") == "match" else ""
        join = _given(cursor, found + join, filters)
        cursor.execute(
            f"WITH e AS {'' if of > FEW else 'MATERIALIZED '}({entries}) "  # noqa: S608
            f"SELECT e.id FROM e {named} {join} ORDER BY {order} "
            f"LIMIT {int(limit)} OFFSET {int(offset)}"
        )
        return [pk for (pk,) in cursor.fetchall()]


def selects_of_list(cursor, filters, sort, *, given):
    """The list as data: those who may be shown, in the order asked for, and behind them the others."""
    of_hidden = _select(
        cursor, SELECTED_OF_HIDDEN, filters, given=given, whom=f"NOT {IS_SHOWN}", by=ORDER_OF_HIDDEN
    )
    return [select(cursor, SELECTED, filters, sort, joins=JOINS, given=given), of_hidden]


def select(cursor, columns, filters, sort="", *, joins="", given=None):
    """SELECT `columns` over `e`, `i` and `joins`, in the order asked for, else of their public ids.

    `given` are values that the columns name, beside the day and the edition asked about.
    """
    order, join = order_by(sort) if sort else ("e.public_id", "")
    return _select(
        cursor, columns, filters, joins=join + joins, given=given, whom=IS_SHOWN, by=order
    )


def _select(cursor, columns, filters, *, joins="", given, whom, by):
    doubt = filters.certainly()
    is_certain = (
        Case(When(doubt, then=Value(True)), default=Value(False), output_field=BooleanField())
        if doubt
        else Value(True)
    )
    entries = _as_sql(cursor, filters.qs.values(*FACTS, is_certain=is_certain, **SPAN))
    return " ".join(
        [
            f"SELECT {_given(cursor, columns, filters, given)}",
            f"FROM ({entries}) e LEFT JOIN {NAMED if filters.edition is None else NAMED_SINCE}",
            _given(cursor, FOUND + joins, filters),
            f"WHERE {whom} ORDER BY {by}",
        ]
    )


SORTED_BY = [
    "id",
    "public_id",
    "arrested_latest",
    "sentence_kinds",
    "sentence_days",
    "last_contact_latest",
]


def _as_sql(cursor, entries):
    compiler = entries.query.get_compiler(connection=cursor.db, elide_empty=False)
    return _text(cursor, *compiler.as_sql())


def _given(cursor, sql, filters, more=None):
    """SQL of our own with the day and the edition asked about in it."""
    edition = filters.edition
    return _text(
        cursor,
        sql,
        {
            "on": filters.on,
            "day_after": day_after(filters.on),
            "edition": OPEN - 1 if edition is None else edition,
            "found": list(filters.found_names.likeness),
            "found_as": [likeness.written for likeness in filters.found_names.likeness.values()],
            **(more or {}),
        },
    )


def _text(cursor, sql, parameters):
    return cursor.mogrify(sql, parameters).decode() if sql.strip() else ""
