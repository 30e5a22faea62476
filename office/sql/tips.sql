-- Takes in a message from a reader: the only thing that the public's login may do with that table, which
-- it can neither read nor change. The limits are here as well, for a public site that has been broken into.
-- Gives back 'kept', 'again' (this very message is here already), or 'full'.
CREATE OR REPLACE FUNCTION receive_tip(its_number text, its_about text, its_text text, its_sealed text)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM office_tip WHERE number = its_number) THEN
        RETURN 'again';
    END IF;
    IF octet_length(its_text) > 100000 OR octet_length(its_sealed) > 200000
       OR (SELECT count(*) FROM office_tip WHERE state = 'new') >= 1000 THEN
        RETURN 'full';
    END IF;
    INSERT INTO office_tip (number, received_on, about, text, sealed, state, note)
    VALUES (left(its_number, 12), (now() AT TIME ZONE 'UTC')::date, left(its_about, 20),
            its_text, its_sealed, 'new', '')
    ON CONFLICT DO NOTHING;
    RETURN 'kept';
END $$;
