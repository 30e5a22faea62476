"""Sealed cases, kept by PostgreSQL: a policy on every table whose rows belong to a record.

Which tables those are is read off the models: each has a column that links to a record or to its root (a
prisoner, an act, a claim, a page), or says itself in `names_record_in` that it holds public ids. The
functions that the policies call are in office/sql/sealing.sql.
"""

from django.apps import apps
from django.contrib.admin.models import LogEntry
from psycopg2 import sql

from sources.models import Evidence, Record, Root, Source

# Tables that hold public ids and no policy, and why.
WITHOUT_POLICY = {
    "prisoners.SearchedName": "The search asks afterwards whom it found; with a policy it could use no index.",
    "prisoners.NameToIndex": "Shown nowhere: who may see a record or not, its names are indexed.",
}
RECORDS, SOURCES = "SELECT hidden_records()", "SELECT hidden_sources()"


def policies(labels):
    """Of the tables of these apps: {table: the SQL condition under which the one who asks may see a row}"""
    found = {
        LogEntry._meta.db_table: "NOT ((content_type_id, object_id) IN (SELECT * FROM hidden_log_entries()))"
    }
    for label in labels:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            conditions = [] if model._meta.proxy else list(_conditions(model))
            if conditions:
                found[model._meta.db_table] = " AND ".join(conditions)
    return found


def _conditions(model):
    for field in model._meta.local_fields:
        if hidden := _hidden(model, field):
            unseen = f'NOT ("{field.column}" IN ({hidden}))'
            yield f'("{field.column}" IS NULL OR {unseen})' if field.null else unseen
    if name := getattr(model, "names_candidates_in", ""):
        ids = f"jsonb_path_query_array(\"{name}\", '$[*].public_id')"
        yield f"(\"{name}\" = '[]' OR NOT ({ids} ?| ARRAY({RECORDS})))"


def _hidden(model, field):
    """The SELECT of the values of a field that hide a row; None when it has nothing to do with records."""
    if field.name in getattr(model, "names_record_in", ()) or (
        model is Record and field.primary_key
    ):
        return RECORDS
    target = field.remote_field.model if field.is_relation else None
    if target is Record:
        # The event of a record has its public id in a column of its own too.
        return RECORDS
    if isinstance(target, type) and issubclass(target, Root) and field.name != "pgh_obj":
        return f"SELECT hidden_rows('{target._meta.db_table}')"
    if model is Source and field.primary_key:
        return SOURCES
    if target is Source and _is_of_a_source(model, field):
        return SOURCES
    return None


def _is_of_a_source(model, field):
    """Whether the row goes with its source: evidence of it, and the history of both."""
    tracked = getattr(model, "pgh_tracked_model", model)
    return (tracked is Source and field.name == "pgh_obj") or (
        tracked is Evidence and field.name == "source"
    )


def statements(labels, present):
    """SQL that makes the policies anew, on `present` tables, or all."""
    for table, condition in policies(labels).items():
        if present is None or table in present:
            yield sql.SQL(POLICY).format(table=sql.Identifier(table), condition=sql.SQL(condition))


POLICY = """
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS sealed ON {table};
    CREATE POLICY sealed ON {table} USING ({condition});
"""
