-- Who is editing: the user id that django-pghistory put into this transaction, 0 for the shell.
CREATE OR REPLACE FUNCTION editing_user() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT COALESCE(
        (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint, 0)
$$;

-- A new root gets its record; an id that was ever issued is refused by the primary key.
CREATE OR REPLACE FUNCTION open_record(id text, root_kind text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO sources_record (public_id, kind, state, changed_at)
    VALUES (id, root_kind, 'draft', now());
END $$;

-- One more revision. Locks the record, so that rules across its rows are checked one editor at a
-- time.
CREATE OR REPLACE FUNCTION touch_record(id text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE sources_record
       SET revision = revision + 1,
           changed_at = now(),
           editors = CASE WHEN editing_user() = ANY(editors) THEN editors
                          ELSE editors || editing_user() END
     WHERE public_id = id;
END $$;
