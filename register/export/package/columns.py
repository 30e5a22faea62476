"""Columns of the linked tables, made from the declared facts of a register model.

SQL is over `t`, a row of the table, and the aliases of its table's joins.
"""

from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.facts import Facts, fact_fields
from core.fields import PartialDateField
from register.columns import MANY, text
from register.models.version import Part

TYPES = {
    models.BooleanField: "boolean",
    models.IntegerField: "integer",
    models.DecimalField: "number",
    models.DateField: "date",
}


@dataclass(frozen=True)
class Column:
    """`type` is one of Table Schema; `codes` are the (code, label) pairs that a cell may hold, one or,
    where `is_list`, several; `links_to` is the name of a table, to whose key it leads."""

    name: str
    sql: str
    title: str = ""
    meaning: str = ""
    type: str = "string"
    codes: tuple = ()
    is_list: bool = False
    links_to: str = ""

    @property
    def selected(self):
        value = f"NULLIF({self.sql}, '')" if self.type == "string" else self.sql
        return f'{value} AS "{self.name}"'


def of_facts(model, links, *, alias="t", without=()):
    """The columns of the facts of a register model; `links` is {field: (table, SQL of the key)}."""
    for field in fact_fields(model, Facts):
        if field.name not in without:
            yield from of_field(field, links, alias=alias)


def of_field(field, links=None, *, alias="t"):
    about = {"title": titled(field), "meaning": str(field.help_text)}
    sql = f'{alias}."{field.column}"'
    if field.is_relation:
        target, key = links[field.name]
        kind = "string" if is_part(field.related_model) else "integer"
        yield Column(field.name, key, **about, links_to=target, type=kind)
    elif isinstance(field, PartialDateField):
        yield from of_partial_date(field, alias)
    elif isinstance(field, ArrayField):
        codes = tuple(field.base_field.flatchoices or ())
        joined = f"array_to_string({sql}, {MANY})"
        sql = joined if codes else text(joined)
        yield Column(field.name, sql, **about, codes=codes, is_list=True)
    elif field.choices:
        yield Column(field.name, sql, **about, codes=tuple(field.flatchoices))
    elif isinstance(field, models.BooleanField):
        yield Column(field.name, yes_no(sql), **about, type="boolean")
    elif isinstance(field, models.UUIDField):
        yield Column(field.name, f"{sql}::text", **about)
    else:
        kind = next((name for of, name in TYPES.items() if isinstance(field, of)), "string")
        yield Column(field.name, text(sql) if kind == "string" else sql, **about, type=kind)


def of_partial_date(field, alias="t"):
    """The EDTF text, and the first and the last day that it may mean."""
    title, name, days = titled(field), field.name, f'{alias}."{field.column}_days"'
    edtf = _("As sources leave it, in EDTF: a day, a month, a year, or one of several.")
    yield Column(name, f'{alias}."{field.column}"', title, edtf)
    if any(other.name == f"{name}_days" for other in field.model._meta.local_fields):
        first, last = f"lower({days})", f"upper({days}) - 1"
        earliest, latest = _("The first day that it may mean."), _("The last day that it may mean.")
        yield Column(f"{name}_earliest", first, meaning=earliest, type="date")
        yield Column(f"{name}_latest", last, meaning=latest, type="date")


def of_text(field, public_id):
    """A free text of the row `t.code`, as of today; `public_id` is SQL of the record's id."""
    sql = (
        f"(SELECT x.text FROM register_text x WHERE x.public_id = {public_id} "
        f"AND x.code = t.code AND x.field = '{field.name}')"
    )
    return Column(field.name, text(sql), titled(field), str(field.help_text))


def is_part(model):
    """Whether rows of it are known by their code and not by a number."""
    return issubclass(model, Part)


def yes_no(sql):
    return f"CASE WHEN {sql} THEN 'yes' ELSE 'no' END"


def titled(field):
    return capfirst(str(field.verbose_name))
