-- Catalogue rows are current rows: what staff change in a facility, court, article, official, context,
-- organisation or source that is public already, the public sees at once; what they mark as
-- confidential disappears at once. Nothing that is not public yet becomes public here.
CREATE OR REPLACE FUNCTION follow_catalogue() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    published regclass := TG_ARGV[0];
    changes text;
BEGIN
    SELECT string_agg(format('%I = %s', a.attname, CASE
               WHEN NEW.is_confidential AND is_unique.yes THEN format('%L || ($1).id', 'confidential ')
               WHEN NEW.is_confidential AND NOT a.attnotnull THEN 'NULL'
               WHEN NEW.is_confidential AND a.atttypid IN ('text'::regtype, 'varchar'::regtype) THEN ''''''
               WHEN a.attname = 'derived_from_id' THEN
                   format('(SELECT id FROM %s WHERE id = ($1).derived_from_id)', published)
               WHEN a.attname = 'source_id' THEN
                   '(SELECT id FROM register_source WHERE id = ($1).source_id)'
               ELSE format('($1).%I', a.attname) END), ', ')
      INTO changes
      FROM pg_attribute a
      CROSS JOIN LATERAL (SELECT EXISTS (
          SELECT FROM pg_index i WHERE i.indrelid = published AND i.indisunique
             AND a.attnum = ANY (i.indkey)) AS yes) is_unique
     WHERE a.attrelid = published AND a.attnum > 0 AND NOT a.attisdropped
       AND a.attgenerated = '' AND a.attname <> 'id';
    EXECUTE format('UPDATE %s SET %s WHERE id = ($1).id', published, changes) USING NEW;
    IF NEW.is_confidential AND published = 'register_source'::regclass THEN
        DELETE FROM register_citation WHERE source_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER follow AFTER UPDATE ON sources_organisation
    FOR EACH ROW EXECUTE FUNCTION follow_catalogue('register_organisation');
CREATE TRIGGER follow AFTER UPDATE ON sources_source
    FOR EACH ROW EXECUTE FUNCTION follow_catalogue('register_source');
CREATE TRIGGER follow AFTER UPDATE ON prisoners_facility
    FOR EACH ROW EXECUTE FUNCTION follow_catalogue('register_facility');
CREATE TRIGGER follow AFTER UPDATE ON prisoners_court
    FOR EACH ROW EXECUTE FUNCTION follow_catalogue('register_court');
CREATE TRIGGER follow AFTER UPDATE ON prisoners_official
    FOR EACH ROW EXECUTE FUNCTION follow_catalogue('register_official');
CREATE TRIGGER follow AFTER UPDATE ON prisoners_article
    FOR EACH ROW EXECUTE FUNCTION follow_catalogue('register_article');
CREATE TRIGGER follow AFTER UPDATE ON prisoners_context
    FOR EACH ROW EXECUTE FUNCTION follow_catalogue('register_context');
CREATE TRIGGER follow AFTER UPDATE ON prisoners_servedtimerule
    FOR EACH ROW EXECUTE FUNCTION follow_catalogue('register_servedtimerule');
