"""The one function of the database that deletes from the register and from history, made of the plan.

Made anew with the rights of the logins (`config.roles`), as the owner of the tables; the staff's login
may call it and has no other way. It refuses whom no two people have decided to erase.
"""

import pghistory.models
from django.db import models

from office.erasing import plan
from prisoners.models import Merge, Prisoner
from register import models as register
from sources.models import Citation, Evidence, Source

NAME = "erase_person"
BODY = """
CREATE OR REPLACE FUNCTION {name}(ids text[], called text[]) RETURNS jsonb LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $erase$
#variable_conflict use_column
DECLARE
    pks bigint[];
    codes uuid[] := '{{}}';
    contexts uuid[] := '{{}}';
    candidates bigint[];
    alone bigint[];
    gone_sources bigint[] := '{{}}';
    shown bigint[] := '{{}}';  -- evidence that rows of the person point to, such as the original of a photo
    files jsonb := '[]';
    ignored text := current_setting('pgtrigger.ignore', true);
BEGIN
    IF NOT EXISTS (SELECT FROM office_erasure WHERE public_id || with_ids @> ids::varchar[]) THEN
        PERFORM refuse('erased_by_two', 'Two people decide to erase somebody.');
    END IF;
    -- Nothing of this is history, and append-only tables lose rows here and nowhere else.
    PERFORM set_config('pgtrigger.ignore', (SELECT array_agg(tgname)::text FROM pg_trigger
                                            WHERE tgname LIKE 'pgtrigger_%'), true);
    pks := ARRAY(SELECT id FROM prisoners_prisoner WHERE public_id = ANY(ids)
                 UNION SELECT pgh_obj_id FROM prisoners_prisonerevent WHERE public_id = ANY(ids)
                 UNION SELECT absorbed_pk FROM prisoners_merge WHERE absorbed_id = ANY(ids));
{steps}
    UPDATE office_batch SET digests = digests - ids,
           sample = (SELECT COALESCE(jsonb_agg(s.drawn), '[]')
                       FROM jsonb_array_elements_text(sample) s (drawn) WHERE NOT s.drawn = ANY(ids))
     WHERE digests ?| ids;
    UPDATE office_exportlog SET filters = '', reason = 'erased' WHERE (filters || reason) ILIKE ANY(called);
    UPDATE office_exportrequest SET filters = '', reason = 'erased', note = ''
     WHERE (filters || reason || note) ILIKE ANY(called);
    UPDATE office_sealedcase SET reason = 'erased' WHERE reason ILIKE ANY(called);
    PERFORM audit_forget(id) FROM unnest(ids) AS i (id);
    PERFORM set_config('pgtrigger.ignore', COALESCE(NULLIF(ignored, ''), '{{}}'), true);
    RETURN jsonb_build_object('pks', to_jsonb(pks), 'codes', to_jsonb(ARRAY(SELECT DISTINCT c FROM unnest(codes) c)), 'files', files,
                              'sources', to_jsonb(gone_sources));
END $erase$;
REVOKE ALL ON FUNCTION {name}(text[], text[]) FROM PUBLIC;
"""


def definition():
    """The SQL that makes the function; whoever runs it grants it. `called` are patterns of LIKE."""
    steps = [*_collect(), *_delete_history(), *_delete_rows(), *_delete_sources(), *_contexts()]
    return BODY.format(name=NAME, steps="\n".join(f"    {step}" for step in steps))


def _collect():
    for model, condition in plan.coded():
        yield f"codes := codes || ARRAY(SELECT code FROM {_table(model)} WHERE {condition});"
    cited = " UNION ".join(
        f"SELECT source_id FROM {_table(model)} WHERE {condition}"
        for model, condition in (plan.history() | plan.rows()).items()
        if plan.subject_of(model) is Citation
    )
    yield f"candidates := ARRAY({cited});"
    conditions = plan.history() | plan.rows()
    for model, column in plan.links_to(Evidence, conditions):
        yield (
            f"shown := shown || ARRAY(SELECT {column} FROM {_table(model)} "
            f"WHERE ({conditions[model]}) AND {column} IS NOT NULL);"
        )
    yield (
        "candidates := candidates || ARRAY(SELECT source_id FROM sources_evidence WHERE id = ANY(shown));"
    )
    for model, field, condition in plan.files(conditions):
        yield _note_files(model, field, condition)


def _note_files(model, field, condition):
    label = plan.label_of(field)
    return (
        f"files := files || COALESCE((SELECT jsonb_agg(DISTINCT jsonb_build_array('{label}', "
        f'"{field.column}")) FROM {_table(model)} WHERE ({condition}) AND "{field.column}" <> \'\'), '
        f"'[]');"
    )


def _delete_history():
    for event, condition in plan.history().items():
        yield _note_contexts(event, condition)
        yield f"DELETE FROM {_table(event)} WHERE {condition};"
    # Another person's merge may have moved a row that said something of this one.
    table = _table(Merge.pgh_event_model)
    yield (
        f"DELETE FROM {table} WHERE journal::text ~ (SELECT string_agg(code::text, '|') FROM unnest(codes) code)"
        f" OR {_speaks_of_person('journal')};"
    )


def links_to_person():
    """The names of the columns that point to a prisoner, whatever the table."""
    return sorted(
        {
            field.column
            for model in plan.tables()
            for field in model._meta.local_fields
            if field.is_relation
            and field.remote_field.model is Prisoner
            and field.name != "pgh_obj"
        }
    )


def _speaks_of_person(column):
    """SQL: whether JSON holds, under the name of such a column, the number of one of `pks`."""
    either = " || ".join(f'@."{name}" == $pks[*]' for name in links_to_person())
    return f"jsonb_path_exists({column}, '$.** ? ({either})', jsonb_build_object('pks', to_jsonb(pks)))"


def _delete_rows():
    for model, condition in plan.rows().items():
        yield f"DELETE FROM {_table(model)} WHERE {condition};"


def _delete_sources():
    """Evidence of the person; then sources that nobody else's records rest on, with all of theirs."""
    unused = " ".join(
        f"AND NOT EXISTS (SELECT FROM {_table(model)} WHERE {column} = e.id)"
        for model, column in plan.uses_of_evidence()
    )
    yield f"shown := ARRAY(SELECT e.id FROM sources_evidence e WHERE e.id = ANY(shown) {unused});"
    yield from _delete(
        {Evidence.pgh_event_model: "pgh_obj_id = ANY(shown)", Evidence: "id = ANY(shown)"}
    )
    used = " ".join(
        f"AND NOT EXISTS (SELECT FROM {_table(model)} WHERE {column} = s.id)"
        for source in (Source, register.Source)
        for model, column in plan.uses_of(source)
    )
    used += "".join(
        f" AND NOT EXISTS (SELECT FROM sources_evidence e JOIN {_table(model)} u ON u.{column} = e.id"
        " WHERE e.source_id = s.id)"
        for model, column in plan.uses_of_evidence()
    )
    yield "LOOP"
    yield f"alone := ARRAY(SELECT s.id FROM sources_source s WHERE s.id = ANY(candidates) {used});"
    yield "EXIT WHEN alone = '{}';"
    yield "gone_sources := gone_sources || alone;"
    yield (
        "candidates := ARRAY(SELECT derived_from_id FROM sources_source WHERE id = ANY(alone) "
        "AND derived_from_id IS NOT NULL) || candidates;"
    )
    yield from _delete(
        {
            Evidence.pgh_event_model: "source_id = ANY(alone)",
            Source.pgh_event_model: "pgh_obj_id = ANY(alone)",
            Evidence: "source_id = ANY(alone)",
            register.Source: "id = ANY(alone)",
            Source: "id = ANY(alone)",
        }
    )
    yield "END LOOP;"


def _delete(conditions):
    for model, field, condition in plan.files(conditions):
        yield _note_files(model, field, condition)
    for model, condition in conditions.items():
        if plan.is_history(model):
            yield _note_contexts(model, condition)
        yield f"DELETE FROM {_table(model)} WHERE {condition};"


def _note_contexts(event, condition):
    return (
        f"contexts := contexts || ARRAY(SELECT DISTINCT pgh_context_id FROM {_table(event)} "
        f"WHERE ({condition}) AND pgh_context_id IS NOT NULL);"
    )


def _contexts():
    """Who did it and from which screen, where nothing else was done there; else without what was asked."""
    table = pghistory.models.Context._meta.db_table
    others = " ".join(
        f"AND NOT EXISTS (SELECT FROM {_table(event)} e WHERE e.pgh_context_id = c.id)"
        for event in filter(plan.is_history, plan.tables())
    )
    yield f"DELETE FROM {table} c WHERE id = ANY(contexts) {others};"
    yield (
        f"UPDATE {table} SET metadata = jsonb_set(metadata, '{{url}}', "
        f"to_jsonb(split_part(metadata ->> 'url', '?', 1))) "
        f"WHERE id = ANY(contexts) AND metadata ->> 'url' LIKE '%?%';"
    )


def _table(model: type[models.Model]):
    return model._meta.db_table
