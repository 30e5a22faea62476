-- A partial date to the month: what is published of a date when the name is withheld.
CREATE OR REPLACE FUNCTION to_the_month(edtf text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(edtf, '(\d{4}-\d{2})-\d{2}', '\1', 'g')
$$;

-- Lower case without accents: what names are sorted and searched by.
CREATE OR REPLACE FUNCTION plain_text(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(public.unaccent('public.unaccent', written))
$$;

-- A cell that a spreadsheet would run as a formula begins with an apostrophe instead, or with one more than
-- it had: core/formulas.py says the same in Python, and takes it off again.
CREATE OR REPLACE FUNCTION no_formula(cell text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN cell ~ '^''*[ \t\n\r\f\v]*[=+@\t\r-]' THEN '''' || cell ELSE cell END
$$;

-- Fresh statistics of the register's tables, in the middle of publishing thousands of records: autovacuum
-- sees only what is committed, and a planner without them reads whole tables for every few thousand people.
-- From few rows: what is known of the first few thousand people is rough anyway, and soon made anew.
CREATE OR REPLACE FUNCTION analyze_register() RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET default_statistics_target = 10 AS $$
DECLARE
    register_table regclass;
BEGIN
    FOR register_table IN
        SELECT oid FROM pg_class
         WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname ~ '^register_'
    LOOP
        EXECUTE format('ANALYZE %s', register_table);
    END LOOP;
END $$;
