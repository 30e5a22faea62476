-- Sealed cases (docs/roles.md): which records the one who asks must not see. Policies on every table that
-- belongs to a record use these (config/sealing.py). They run as the owner, who sees every row.

-- `rollcall.viewer` is 'system', or the numbers of accounts with commas between: then what all of them may
-- see. Anything else, nothing included, is nobody, who sees no sealed case.
CREATE OR REPLACE FUNCTION hidden_records() RETURNS SETOF text LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    viewer text := COALESCE(current_setting('rollcall.viewer', true), '');
    asking bigint[];
BEGIN
    IF viewer = 'system' THEN
        RETURN;
    END IF;
    IF viewer ~ '^[0-9]{1,18}(,[0-9]{1,18})*$' THEN
        asking := string_to_array(viewer, ',')::bigint[];
    END IF;
    RETURN QUERY
        WITH RECURSIVE hidden (public_id) AS (
            SELECT s.record_id::text FROM office_sealedcase s
             WHERE asking IS NULL OR EXISTS (
                SELECT FROM unnest(asking) one (id)
                 WHERE NOT EXISTS (SELECT FROM office_sealedcase_people p
                                    WHERE p.sealedcase_id = s.id AND p.user_id = one.id)
                   AND NOT EXISTS (SELECT FROM office_sealedcase_groups g
                                     JOIN auth_user_groups m ON m.group_id = g.group_id
                                    WHERE g.sealedcase_id = s.id AND m.user_id = one.id))
            UNION
            -- What was merged into a hidden record is hidden with it.
            SELECT r.public_id::text FROM hidden h JOIN sources_record r ON r.merged_into_id = h.public_id
        )
        SELECT public_id FROM hidden;
END $$;

-- The numbers of the hidden rows of a table of roots.
CREATE OR REPLACE FUNCTION hidden_rows(of_roots regclass) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    hidden text[] := ARRAY(SELECT hidden_records());
BEGIN
    IF hidden <> '{}' THEN
        RETURN QUERY EXECUTE format('SELECT id FROM %s WHERE public_id = ANY($1)', of_roots) USING hidden;
    END IF;
END $$;

-- Sources that speak of hidden records only.
CREATE OR REPLACE FUNCTION hidden_sources() RETURNS SETOF bigint LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    hidden text[] := ARRAY(SELECT hidden_records());
BEGIN
    IF hidden <> '{}' THEN
        RETURN QUERY
            SELECT DISTINCT c.source_id FROM sources_citation c
             WHERE c.record_id = ANY(hidden)
               AND NOT EXISTS (SELECT FROM sources_citation o
                                WHERE o.source_id = c.source_id AND o.record_id <> ALL(hidden))
               AND NOT EXISTS (SELECT FROM sources_countclaim n
                                WHERE n.source_id = c.source_id AND n.public_id <> ALL(hidden))
               AND NOT EXISTS (SELECT FROM prisoners_servedtimerule t WHERE t.source_id = c.source_id)
               AND NOT EXISTS (SELECT FROM sources_source d WHERE d.derived_from_id = c.source_id);
    END IF;
END $$;

-- Entries of the admin's own log about hidden rows: they say what these are called.
CREATE OR REPLACE FUNCTION hidden_log_entries() RETURNS TABLE (content_type_id integer, object_id text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM hidden_records()) THEN
        RETURN QUERY
            SELECT t.id, hidden::text
              FROM django_content_type t, LATERAL hidden_rows((t.app_label || '_' || t.model)::regclass) hidden
             WHERE (t.app_label, t.model) IN (('prisoners', 'prisoner'), ('pardons', 'clemencyact'),
                                              ('sources', 'countclaim'), ('sources', 'textpage'))
            UNION ALL
            SELECT t.id, hidden FROM django_content_type t, hidden_records() hidden
             WHERE (t.app_label, t.model) = ('sources', 'record')
            UNION ALL
            SELECT t.id, hidden::text FROM django_content_type t, hidden_sources() hidden
             WHERE (t.app_label, t.model) = ('sources', 'source');
    END IF;
END $$;

-- For those who may know that there are sealed cases, and no more than this of them.
CREATE OR REPLACE FUNCTION sealed_cases() RETURNS TABLE (public_id text, kind text, sealed_at timestamptz, sealed_by_id integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.record_id, r.kind, s.sealed_at, s.sealed_by_id
      FROM office_sealedcase s JOIN sources_record r ON r.public_id = s.record_id
     ORDER BY s.sealed_at DESC, s.id DESC
$$;

-- What one may see must not flow into what others see.
CREATE OR REPLACE FUNCTION refuse_merge_of_sealed() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (SELECT count(*) FROM office_sealedcase WHERE record_id IN (NEW.kept_id, NEW.absorbed_id)) = 1 THEN
        PERFORM refuse('merge_sealed_with_sealed', 'Only one of the two cases is sealed.');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION refuse_seal_of_merged() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM sources_record WHERE public_id = NEW.record_id AND merged_into_id IS NOT NULL) THEN
        PERFORM refuse('seal_what_it_became', 'This record was merged into another. Seal that one.');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER refuse_merge_of_sealed BEFORE INSERT ON prisoners_merge
    FOR EACH ROW EXECUTE FUNCTION refuse_merge_of_sealed();
CREATE OR REPLACE TRIGGER refuse_seal_of_merged BEFORE INSERT ON office_sealedcase
    FOR EACH ROW EXECUTE FUNCTION refuse_seal_of_merged();

-- A rule across rows counts every row, whoever types.
ALTER FUNCTION check_act_adds_up(bigint) SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
