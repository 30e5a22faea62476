-- What staff seal of a person the public does not see from that moment, in any edition: texts, the photo,
-- what sources say of it, and what counts. That rewrites versions, which nothing else does: somebody who
-- takes back a consent is not shown for the sake of an old count. Run as the owner of the tables, since the
-- staff's login may not; it empties what is sealed and can do nothing else.
CREATE FUNCTION hide_sealed() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    emptied text;
BEGIN
    SELECT string_agg(format('%I = ''''', attname), ', ') INTO emptied
      FROM pg_attribute
     WHERE attrelid = 'register_identity'::regclass AND attname = ANY (NEW.sealed_fields);
    IF emptied IS NOT NULL THEN
        EXECUTE format('UPDATE register_identity SET %s WHERE public_id = $1', emptied) USING NEW.public_id;
    END IF;

    SELECT string_agg(format('%I = %L', attname, CASE WHEN attndims > 0 OR format_type(atttypid, NULL) LIKE '%[]'
                                                     THEN '{}' ELSE 'unknown' END), ', ') INTO emptied
      FROM pg_attribute
     WHERE attrelid = 'register_entry'::regclass AND attname = ANY (NEW.sealed_fields);
    IF emptied IS NOT NULL THEN
        EXECUTE format('UPDATE register_entry SET %s WHERE public_id = $1', emptied) USING NEW.public_id;
        UPDATE register_span s SET sex = e.sex
          FROM register_entry e WHERE e.id = s.entry_id AND e.public_id = NEW.public_id;
    END IF;
    IF 'born_on' = ANY (NEW.sealed_fields) THEN
        UPDATE register_entry SET born_earliest = NULL, born_latest = NULL WHERE public_id = NEW.public_id;
    END IF;

    IF 'photo' = ANY (NEW.sealed_fields) THEN
        DELETE FROM register_photo WHERE public_id = NEW.public_id;
    END IF;
    DELETE FROM register_citation
     WHERE public_id = NEW.public_id AND "row" IS NULL AND field <> '' AND field = ANY (NEW.sealed_fields);
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION hide_sealed() FROM PUBLIC;

CREATE TRIGGER hide_sealed AFTER UPDATE OF sealed_fields ON prisoners_prisoner
    FOR EACH ROW WHEN (NEW.sealed_fields IS DISTINCT FROM OLD.sealed_fields)
    EXECUTE FUNCTION hide_sealed();
