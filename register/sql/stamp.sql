-- Whatever changes in the register changes its stamp, in the same transaction, so that no page that was
-- kept before is shown after: a name is withheld without a new edition. A stamp is never used twice, also
-- not when a backup was restored.
--
-- The row is written when the transaction commits, not before: else whoever hides a name would wait for
-- a publication that takes minutes. Until then the transaction stands in a list of its own.
--
-- Alerts are for staff alone, and a page that is made may raise one: they change nothing.
CREATE UNLOGGED TABLE register_stamp_due (transaction xid8 PRIMARY KEY);

CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO register_stamp_due VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE FUNCTION write_stamp() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO register_stamp (id, value) VALUES (1, gen_random_uuid())
        ON CONFLICT (id) DO UPDATE SET value = EXCLUDED.value;
    DELETE FROM register_stamp_due WHERE transaction = NEW.transaction;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER write_stamp AFTER INSERT ON register_stamp_due
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION write_stamp();

DO $$
DECLARE
    register_table regclass;
BEGIN
    FOR register_table IN
        SELECT oid FROM pg_class
         WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname ~ '^register_'
           AND relname NOT IN ('register_stamp', 'register_stamp_due', 'register_alert')
    LOOP
        EXECUTE format('CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s '
                       'FOR EACH STATEMENT EXECUTE FUNCTION note_change()', register_table);
    END LOOP;
END $$;
