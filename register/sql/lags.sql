-- How long after an arrest a recognition came that was made between two days, and whether it came when
-- it was over. The arrest is the latest that may have come by the recognition. After the fact is a
-- recognition when no custody is possible on any day that it may mean, and a release or a death came
-- before.
CREATE OR REPLACE FUNCTION recognition_lag(of_entry bigint, first_day date, last_day date)
RETURNS TABLE (days_least integer, days_most integer, is_after boolean, may_be_after boolean)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    arrested_earliest date;
    arrested_latest date;
BEGIN
    SELECT lower(d.began_on_days), upper(d.began_on_days) - 1
      INTO arrested_earliest, arrested_latest
      FROM register_detention d
     WHERE d.entry_id = of_entry AND d.form <> 'restriction' AND lower(d.began_on_days) <= last_day
     ORDER BY lower(d.began_on_days) DESC, d.id DESC
     LIMIT 1;
    RETURN QUERY
    SELECT GREATEST(first_day - arrested_latest, 0), last_day - arrested_earliest,
           COALESCE(bool_or(s.status IN ('released', 'died', 'died_in_custody') AND s.begins <= first_day)
               AND NOT bool_or(s.status IN ('in_custody', 'maybe_in_custody')), false),
           COALESCE(bool_or(s.status IN ('released', 'died', 'died_in_custody')
               OR (s.status = 'maybe_in_custody' AND s.begins > arrested_latest)), false)
      FROM register_span s
     WHERE s.entry_id = of_entry AND s.begins <= last_day AND s.ends > first_day;
END $$;

-- The lags of the dated recognitions of a batch. In: the temporary table `publishing` and the register's
-- rows of its entries, with their spans. Out: rows of register_lag.
CREATE OR REPLACE FUNCTION publish_lags(edition integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO register_lag (entry_id, edition_from, organisation_id, earliest, latest,
                              days_least, days_most, is_after, may_be_after)
    SELECT r.entry_id, edition, r.organisation_id, lower(r.recognised_on_days), upper(r.recognised_on_days) - 1,
           lag.*
      FROM publishing p
      JOIN register_recognition r ON r.entry_id = p.entry_id
     CROSS JOIN LATERAL recognition_lag(r.entry_id, lower(r.recognised_on_days), upper(r.recognised_on_days) - 1) lag
     WHERE p.is_new_version AND lower(r.recognised_on_days) IS NOT NULL AND upper(r.recognised_on_days) IS NOT NULL;
END $$;
