"""SQL that writes the rows of an import into a working table: one statement for many lines."""

from functools import cache

from office.importing import tables
from office.importing.catalogue import TO_BE_MADE
from office.importing.targets import CATALOGUES, PLACES, TABLES, is_named_by_ident, link_up
from prisoners.models.part import NestedPart
from sources.models import Citation

MODELS = list(TABLES.values())  # what lies above comes before


def _values(model):
    """The values of a row, with the keys of what was just made in catalogues for their names."""
    values = "r.values"
    for field in model._meta.concrete_fields:
        if field.is_relation and field.remote_field.model in CATALOGUES:
            said = f"r.values ->> '{field.attname}'"
            values += (
                f" || CASE WHEN starts_with({said}, '{TO_BE_MADE}') THEN jsonb_build_object("
                f"'{field.attname}', %(made)s::jsonb -> ('{field.attname} ' || ({said}))) ELSE '{{}}' END"
            )
    return values


@cache
def insert_of(model):
    """INSERT of the new rows of some lines; links upwards are found by public id and code."""
    table = model._meta.db_table
    above = _above(model)
    fields = [
        f
        for f in model._meta.concrete_fields
        if not f.generated and (f.column in above or f.column != "id")
    ]
    columns, values = [], []
    for field in fields:
        columns.append(f'"{field.column}"')
        values.append(above.get(field.column, f'p."{field.column}"'))
    return f"""
        WITH empty AS MATERIALIZED (SELECT jsonb_populate_record(NULL::{table}, %(defaults)s) AS row)
        INSERT INTO {table} ({", ".join(columns)})
        SELECT {", ".join(values)}
          FROM office_importrow r, empty, jsonb_populate_record(empty.row, {_values(model)}) p
         WHERE r.of_id = %(of)s AND r.line = ANY(%(lines)s) AND r."table" = %(table)s AND r.outcome = 'new'
         ORDER BY r.line, r.position
        {"ON CONFLICT DO NOTHING" if model is Citation else ""}
    """


@cache
def update_of(model):
    """UPDATE of the changed rows of some lines, where still stands what stood there when they were read."""
    table = model._meta.db_table
    fields = [f for f in model._meta.concrete_fields if not f.generated and not f.primary_key]
    columns = ", ".join(f'"{f.column}"' for f in fields)
    return f"""
        UPDATE {table} t SET ({columns}) = (SELECT {columns} FROM jsonb_populate_record(t, {_values(model)}))
          FROM office_importrow r
         WHERE {is_named_by_ident(model)} AND to_jsonb(t) @> (r.before - '{{{",".join(tables.many_of(model))}}}'::text[])
           AND r.of_id = %(of)s AND r.line = ANY(%(lines)s) AND r."table" = %(table)s AND r.outcome = 'changed'
    """


def _above(model):
    """{column: SQL} of what does not stand in the values: identity, and links to rows of the line."""
    names = {field.name for field in model._meta.concrete_fields}
    if "record" in names and model is not Citation:
        return {"public_id": "r.ident"}
    person = (
        "COALESCE(p.prisoner_id, (SELECT id FROM prisoners_prisoner WHERE public_id = r.owner))"
    )
    if model is Citation:
        return {"id": "r.ident::bigint", "record_id": "COALESCE(p.record_id, r.owner)"}
    if "code" not in names:
        return {"id": "r.ident::bigint"}
    found = {"code": "r.ident::uuid"}
    if "prisoner" in names:
        found["prisoner_id"] = person
    if "act" in names:
        act = "(SELECT id FROM pardons_clemencyact WHERE public_id = r.parent)"
        found["act_id"] = f"COALESCE(p.act_id, {act})"
    if issubclass(model, NestedPart):
        name, place = link_up(model)
        link, table = f"{name}_id", PLACES[place].model._meta.db_table
        parent = f"(SELECT id FROM {table} WHERE code = NULLIF(r.parent, '')::uuid)"
        found[link] = f"COALESCE(p.{link}, {parent})"
    return found
