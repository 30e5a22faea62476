-- Where the people of a batch are held: stays within custody that holds, as days on which they last.
--
-- In: the temporary table `publishing` and the register's rows of its entries, with their spans. Out:
-- rows of register_presence, which do not overlap within an entry, a facility and a reading.
--
-- Surely somebody is there from the latest possible arrival, until the stay, the detention or the stay
-- before a move elsewhere may have ended; possibly from the earliest arrival, until all of them had
-- ended. Who is not reported to have been moved is taken to be there still, as with custody itself.
CREATE OR REPLACE FUNCTION publish_presences(edition integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO register_presence (entry_id, edition_from, reading, facility_id, begins, ends)
    WITH stay AS (
        SELECT s.entry_id, s.facility_id,
               stretch_of_days(upper(s.began_on_days) - 1,
                   LEAST(CASE WHEN s.ended_on_days IS NULL THEN '9999-12-31'
                              ELSE COALESCE(lower(s.ended_on_days), '0001-01-01') END,
                         CASE WHEN d.ended_on_days IS NULL THEN '9999-12-31'
                              ELSE COALESCE(lower(d.ended_on_days), '0001-01-01') END,
                         moved.earliest)) AS sure,
               stretch_of_days(COALESCE(lower(s.began_on_days), '0001-01-01'),
                   LEAST(COALESCE(upper(s.ended_on_days) - 1, '9999-12-31'),
                         COALESCE(upper(d.ended_on_days) - 1, '9999-12-31'),
                         moved.latest)) AS maybe
          FROM publishing p
          JOIN register_stay s ON s.entry_id = p.entry_id AND s.facility_id IS NOT NULL
          JOIN register_detention d ON d.id = s.detention_id
          LEFT JOIN LATERAL (
            SELECT min(lower(later.began_on_days)) AS earliest, min(upper(later.began_on_days) - 1) AS latest
              FROM register_stay later
             WHERE later.entry_id = s.entry_id AND later.detention_id = s.detention_id
               AND lower(later.began_on_days) > lower(s.began_on_days)
               AND later.facility_id IS DISTINCT FROM s.facility_id) moved ON TRUE
         WHERE p.is_new_version
    ), held AS (
        SELECT s.entry_id,
               COALESCE(range_agg(daterange(s.begins, s.ends)) FILTER (WHERE s.status = 'in_custody'), '{}') AS certain,
               range_agg(daterange(s.begins, s.ends)) AS possible
          FROM register_span s
         WHERE s.entry_id IN (SELECT entry_id FROM stay) AND s.status IN ('in_custody', 'maybe_in_custody')
         GROUP BY s.entry_id
    ), place AS (
        SELECT entry_id, facility_id, GROUPING(facility_id) = 1 AS is_anywhere,
               range_agg(sure) AS sure, range_agg(maybe) AS maybe
          FROM stay GROUP BY GROUPING SETS ((entry_id, facility_id), (entry_id))
    ), present AS (
        SELECT entry_id, 'sure' AS reading, facility_id,
               CASE WHEN is_anywhere THEN possible ELSE certain END * sure AS days
          FROM place JOIN held USING (entry_id)
        UNION ALL
        SELECT entry_id, 'maybe', facility_id, CASE WHEN is_anywhere THEN certain ELSE possible END * maybe
          FROM place JOIN held USING (entry_id)
    )
    SELECT entry_id, edition, reading, facility_id, lower(stretch), upper(stretch)
      FROM present, unnest(days) AS stretch;
END $$;
