-- The days of the reports of conditions of a batch: into which periods they reach.
--
-- In: the temporary table `publishing` and the register's rows of its entries. Out: rows of
-- register_reach, one for each condition.
--
-- A report speaks of a stretch of days, its first and its last one counted in. It surely reaches into
-- a period when it had begun by its end and had not ended before it, under every reading of both dates.
-- Where no end is stated a report that is marked as open goes on; another may have ended on the day on
-- which it began. What `unless` means is in register/models/reach.py.
CREATE OR REPLACE FUNCTION publish_reaches(edition integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO register_reach (
        entry_id, edition_from, condition_id, kind, facility_id,
        sure_from, sure_until, maybe_from, maybe_until,
        sure_unless_person, sure_unless_kind, sure_unless_facility, sure_unless_both,
        maybe_unless_person, maybe_unless_kind, maybe_unless_facility, maybe_unless_both)
    WITH possible AS (
        SELECT c.*,
               COALESCE(lower(c.began_on_days), '0001-01-01') AS maybe_from,
               CASE WHEN c.is_open THEN '9999-12-31'
                    ELSE COALESCE(upper(c.ended_on_days) - 1, '9999-12-31') END AS maybe_until
          FROM publishing p JOIN register_condition c ON c.entry_id = p.entry_id
         WHERE p.is_new_version
    ), reach AS (
        SELECT id, entry_id, kind, facility_id, maybe_from, maybe_until,
               CASE WHEN upper(began_on_days) IS NULL AND upper(ended_on_days) IS NULL THEN '9999-12-31'
                    ELSE GREATEST(maybe_from, LEAST(upper(began_on_days), upper(ended_on_days)) - 1)
               END AS sure_from,
               CASE WHEN is_open THEN maybe_until
                    ELSE LEAST(maybe_until, COALESCE(GREATEST(lower(began_on_days), lower(ended_on_days)),
                                                     '0001-01-01')) END AS sure_until
          FROM possible
    ), reading AS (
        SELECT true AS is_sure, id, entry_id, kind, facility_id, sure_from AS begins, sure_until AS ends FROM reach
        UNION ALL
        SELECT false, id, entry_id, kind, facility_id, maybe_from, maybe_until FROM reach
    ), unless AS (
        SELECT *,
               reach_unless(ends, max(ends) OVER (of_person ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS person,
               reach_unless(ends, max(ends) OVER (of_kind ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS same_kind,
               reach_unless(ends, max(ends) OVER (of_place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS place,
               reach_unless(ends, max(ends) OVER (of_both ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS both_same
          FROM reading
        WINDOW of_person AS (PARTITION BY is_sure, entry_id ORDER BY begins, ends DESC, id),
               of_kind AS (PARTITION BY is_sure, entry_id, kind ORDER BY begins, ends DESC, id),
               of_place AS (PARTITION BY is_sure, entry_id, facility_id ORDER BY begins, ends DESC, id),
               of_both AS (PARTITION BY is_sure, entry_id, kind, facility_id ORDER BY begins, ends DESC, id)
    )
    SELECT entry_id, edition, id, kind, facility_id,
           min(begins) FILTER (WHERE is_sure), min(ends) FILTER (WHERE is_sure),
           min(begins) FILTER (WHERE NOT is_sure), min(ends) FILTER (WHERE NOT is_sure),
           min(person) FILTER (WHERE is_sure), min(same_kind) FILTER (WHERE is_sure),
           min(place) FILTER (WHERE is_sure), min(both_same) FILTER (WHERE is_sure),
           min(person) FILTER (WHERE NOT is_sure), min(same_kind) FILTER (WHERE NOT is_sure),
           min(place) FILTER (WHERE NOT is_sure), min(both_same) FILTER (WHERE NOT is_sure)
      FROM unless GROUP BY id, entry_id, kind, facility_id;
END $$;

-- Of a report that ends on the day `own`, where all that began before it end on `before` at the latest.
CREATE OR REPLACE FUNCTION reach_unless(own date, before date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN own <= before THEN '9999-12-31' ELSE COALESCE(before, '0001-01-01') END $$;
