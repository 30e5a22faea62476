-- The audit log (docs/audit.md). These triggers are not pgtrigger's, which a session can tell to pass over.

-- What binds an event to its content without holding it: without the salt nobody can try out contents.
CREATE OR REPLACE FUNCTION audit_commitment(salt uuid, about text, detail jsonb) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(
        salt::text
        || encode(sha256(convert_to(about, 'UTF8')), 'hex')
        || encode(sha256(convert_to(detail::text, 'UTF8')), 'hex'), 'UTF8')), 'hex')
$$;

-- The moment and the salt are the database's, whatever the writer says.
CREATE OR REPLACE FUNCTION audit_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.at := clock_timestamp();
    NEW.salt := gen_random_uuid();
    NEW.commitment := audit_commitment(NEW.salt, NEW.about, NEW.detail);
    NEW.is_forgotten := false;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION audit_moment(moment timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
$$;

CREATE OR REPLACE FUNCTION audit_link_hash(
    before text, place bigint, chained_at timestamptz, event office_auditevent
) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(concat_ws('|',
        before, place, audit_moment(chained_at),
        event.id, event.kind, audit_moment(event.at), COALESCE(event.by_id::text, ''), event.commitment
    ), 'UTF8')), 'hex')
$$;

-- At the commit, so that nobody waits for the chain longer than a commit takes. One at a time: two
-- events never follow the same one.
CREATE OR REPLACE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    last office_auditlink;
    moment timestamptz;
BEGIN
    LOCK TABLE office_auditlink IN SHARE ROW EXCLUSIVE MODE;
    SELECT * INTO last FROM office_auditlink ORDER BY position DESC LIMIT 1;
    -- A clock that is set back must not put a link into a day that was closed.
    moment := GREATEST(clock_timestamp(), last.at);
    INSERT INTO office_auditlink (position, event_id, at, hash)
    SELECT COALESCE(last.position, 0) + 1, event.id, moment,
           audit_link_hash(COALESCE(last.hash, ''), COALESCE(last.position, 0) + 1, moment, event)
      FROM office_auditevent event WHERE event.id = NEW.id;
    RETURN NULL;
END $$;

-- Nothing changes but that an event forgets what it was about; nothing goes.
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    forgetful office_auditevent;
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'office_auditevent' THEN
        forgetful := OLD;
        forgetful.about := '';
        forgetful.detail := '{}';
        forgetful.salt := NULL;
        forgetful.is_forgotten := true;
        IF NEW = forgetful THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'The audit log is never changed.';
END $$;

-- An erased public id goes out of all events; another event names those that have forgotten.
CREATE OR REPLACE FUNCTION audit_forget(public_id text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    named bigint[];
BEGIN
    named := ARRAY(
        SELECT id FROM office_auditevent
         WHERE kind <> 'erased' AND (position(public_id IN about) > 0 OR position(public_id IN detail::text) > 0)
         ORDER BY id
    );
    IF named <> '{}' THEN
        UPDATE office_auditevent SET about = '', detail = '{}', salt = NULL, is_forgotten = true
         WHERE id = ANY(named);
        INSERT INTO office_auditevent (kind, about, detail)
        VALUES ('forgotten', '', jsonb_build_object('events', named));
    END IF;
    RETURN cardinality(named);
END $$;

CREATE OR REPLACE TRIGGER audit_seal BEFORE INSERT ON office_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_seal();
CREATE CONSTRAINT TRIGGER audit_chain AFTER INSERT ON office_auditevent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_chain();
CREATE OR REPLACE TRIGGER audit_refuse BEFORE UPDATE OR DELETE ON office_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE OR REPLACE TRIGGER audit_refuse BEFORE UPDATE OR DELETE ON office_auditlink
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE OR REPLACE TRIGGER audit_never_emptied BEFORE TRUNCATE ON office_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE OR REPLACE TRIGGER audit_never_emptied BEFORE TRUNCATE ON office_auditlink
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
