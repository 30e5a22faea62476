-- Tells staff that a figure was not shown. The only thing that the public's login may cause to be
-- written: it cannot read, change or delete what is there, nor fill the disk, and a second alert of the
-- same thing only counts.
CREATE OR REPLACE FUNCTION alert_staff(its_kind text, its_place text, its_edition integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE register_alert SET times = times + 1, last_at = now(), edition = its_edition
     WHERE kind = left(its_kind, 20) AND place = left(its_place, 500);
    IF NOT FOUND AND (SELECT count(*) FROM register_alert) < 1000 THEN
        INSERT INTO register_alert (kind, place, edition, times, first_at, last_at)
        VALUES (left(its_kind, 20), left(its_place, 500), its_edition, 1, now(), now())
        ON CONFLICT DO NOTHING;
    END IF;
END $$;
