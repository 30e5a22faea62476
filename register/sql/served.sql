-- What part of their sentence the people of a batch had served at each release.
--
-- In: the temporary table `publishing`, the register's rows of its entries and their terms. Out: rows
-- of register_served.
--
-- The sentence is the one that held on the day before the release; percent are whole and rounded down.
CREATE OR REPLACE FUNCTION publish_served(edition integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO register_served (entry_id, edition_from, basis, released_earliest, released_latest,
                                 is_surely_sentenced, percent_least, percent_most)
    WITH release AS (
        SELECT d.entry_id, d.began_on,
               LEAST(COALESCE(lower(d.began_on_days), e.first_reported_on), upper(d.began_on_days) - 1,
                     lower(d.last_confirmed_on_days), upper(d.ended_on_days) - 1) AS begins_earliest,
               upper(d.began_on_days) - 1 AS begins_latest,
               lower(d.ended_on_days) AS ends_earliest, upper(d.ended_on_days) - 1 AS ends_latest
          FROM publishing p
          JOIN register_entry e ON e.id = p.entry_id
          JOIN register_detention d ON d.entry_id = p.entry_id
         WHERE p.is_new_version AND d.form <> 'restriction' AND d.end_reason NOT IN ('death', 'escape')
           AND lower(d.ended_on_days) IS NOT NULL
    ), sentenced AS (
        SELECT release.*, t.basis, t.kind_least, t.days_least, t.days_most,
               t.kind_least = 'term' AND t.kind_most = 'term' AND began_on <> ''
                   AND begins_latest IS NOT NULL AND ends_latest IS NOT NULL AS is_known
          FROM release
          JOIN register_term t ON t.entry_id = release.entry_id
           AND t.begins < release.ends_earliest AND t.ends >= release.ends_earliest
    )
    SELECT entry_id, edition, basis, ends_earliest, ends_latest, kind_least <> '',
           CASE WHEN is_known THEN 100 * GREATEST(ends_earliest - begins_latest, 0) / GREATEST(days_most, 1) END,
           CASE WHEN is_known THEN 100 * (ends_latest - begins_earliest) / GREATEST(days_least, 1) END
      FROM sentenced;
END $$;
