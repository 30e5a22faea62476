-- The names of this person have changed: they are indexed anew before anybody searches them
-- (prisoners/searching.py). Names are compared in Python, so a trigger can only take note.
CREATE OR REPLACE FUNCTION index_names_of(id text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO prisoners_nametoindex (public_id) SELECT id WHERE id IS NOT NULL ON CONFLICT DO NOTHING;
END $$;
