-- The names of these people have changed: they are indexed anew before anybody searches them
-- (prisoners/searching.py). Names are compared in Python, so a trigger can only take note.
CREATE OR REPLACE FUNCTION index_names_of(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO prisoners_nametoindex (public_id) SELECT DISTINCT id FROM unnest(ids) id WHERE id IS NOT NULL
    ON CONFLICT DO NOTHING;
END $$;
