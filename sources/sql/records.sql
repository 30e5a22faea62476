-- Refuse by name. The message is for logs; sources/violations.py says it in the reader's language,
-- with the numbers in `facts`.
CREATE OR REPLACE FUNCTION refuse(rule text, message text, facts jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = rule, MESSAGE = message,
        DETAIL = facts::text;
END $$;

-- Who is editing: the user id that django-pghistory put into this transaction, 0 for the shell.
CREATE OR REPLACE FUNCTION editing_user() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT COALESCE(
        (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint, 0)
$$;

-- New roots get their records, in the first revision. Records are never deleted, so an id that was ever
-- issued is found. Only who undoes a merge puts a root back under its old id, and says so for the transaction.
CREATE OR REPLACE FUNCTION open_records(ids text[], root_kind text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    editor bigint := editing_user();
    opened text[];
    taken text;
BEGIN
    WITH new AS (
        INSERT INTO sources_record (public_id, kind, state, changed_at, revision, editors)
        SELECT id, root_kind, 'draft', now(), 1, ARRAY[editor] FROM unnest(ids) id
        ON CONFLICT DO NOTHING RETURNING public_id
    )
    SELECT COALESCE(array_agg(public_id), '{}') INTO opened FROM new;
    PERFORM note_touched(opened);
    IF cardinality(opened) = cardinality(ids) THEN
        RETURN;
    END IF;
    FOR taken IN SELECT unnest(ids) EXCEPT SELECT unnest(opened) ORDER BY 1 LOOP
        IF current_setting('rollcall.restored', true) IS DISTINCT FROM taken THEN
            PERFORM refuse('public_id_never_reused', format('The public id %s was given out before.', taken),
                           jsonb_build_object('public_id', taken));
        END IF;
        PERFORM touch_records(ARRAY[taken]);
    END LOOP;
END $$;

-- One more revision of each. Locks the records, in the order of their ids so that two who change
-- many never wait for each other; rules across rows are then checked one editor at a time.
-- Who writes the rows of many records table by table has the touched ones noted (`note_touched`): these are
-- locked, have their new revision in this transaction and name its editor.
CREATE OR REPLACE FUNCTION touch_records(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    touched text[];
    editor bigint;
BEGIN
    IF ids = '{}' THEN
        RETURN; -- the rows of a part are deleted one by one, most without a citation
    END IF;
    editor := editing_user();
    touched := NULLIF(current_setting('rollcall.touched', true), '');
    IF touched IS NOT NULL THEN
        ids := ARRAY(SELECT unnest(ids) EXCEPT SELECT unnest(touched));
        PERFORM note_touched(ids);
        ids := ARRAY(SELECT public_id FROM sources_record
                      WHERE public_id = ANY(ids) AND NOT (changed_at = now() AND editor = ANY(editors)));
    END IF;
    IF ids = '{}' THEN
        RETURN;
    END IF;
    PERFORM FROM sources_record WHERE public_id = ANY(ids) ORDER BY public_id FOR UPDATE;
    UPDATE sources_record
       SET revision = revision + 1,
           changed_at = now(),
           editors = CASE WHEN editor = ANY(editors) THEN editors ELSE editors || editor END
     WHERE public_id = ANY(ids);
END $$;

-- Where the transaction asked for it (sources/touching.py); a savepoint that is rolled back takes it back. Only
-- some thousands: the setting is read again by each call, and there may be one for each row.
CREATE OR REPLACE FUNCTION note_touched(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    touched text[] := NULLIF(current_setting('rollcall.touched', true), '');
BEGIN
    IF touched IS NOT NULL AND ids <> '{}' AND cardinality(touched) + cardinality(ids) <= 5000 THEN
        PERFORM set_config('rollcall.touched', (touched || ids)::text, true);
    END IF;
END $$;

-- A root that the register shows is withdrawn first: nothing public may lack its working record.
-- Of a merged record that is the record which it became part of.
CREATE OR REPLACE FUNCTION refuse_while_public(id text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM sources_record
                WHERE public_id = id AND published_revision IS NOT NULL
                  AND state NOT IN ('withdrawn', 'merged')) THEN
        PERFORM refuse('withdraw_before_deleting', format('%s is public. Withdraw it first.', id),
                       jsonb_build_object('public_id', id));
    END IF;
END $$;
