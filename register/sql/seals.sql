-- What staff seal of a person the public does not see from that moment: texts, the photo, what sources say
-- of it. What counts (health, sex …) follows with the next approved publication.
CREATE FUNCTION hide_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    emptied text;
BEGIN
    SELECT string_agg(format('%I = ''''', a.attname), ', ') INTO emptied
      FROM pg_attribute a
     WHERE a.attrelid = 'register_identity'::regclass AND a.attnum > 0 AND NOT a.attisdropped
       AND a.attname = ANY (NEW.sealed_fields);
    IF emptied IS NOT NULL THEN
        EXECUTE format('UPDATE register_identity SET %s WHERE public_id = $1', emptied) USING NEW.public_id;
    END IF;
    IF 'photo' = ANY (NEW.sealed_fields) THEN
        DELETE FROM register_photo WHERE public_id = NEW.public_id;
    END IF;
    DELETE FROM register_citation
     WHERE public_id = NEW.public_id AND "row" IS NULL AND field <> '' AND field = ANY (NEW.sealed_fields);
    RETURN NULL;
END $$;

CREATE TRIGGER hide_sealed AFTER UPDATE OF sealed_fields ON prisoners_prisoner
    FOR EACH ROW WHEN (NEW.sealed_fields IS DISTINCT FROM OLD.sealed_fields)
    EXECUTE FUNCTION hide_sealed();
