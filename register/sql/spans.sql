-- A stretch of days [first, end): empty when it cannot be, open when `end_day` is NULL.
CREATE OR REPLACE FUNCTION stretch_of_days(first_day date, end_day date) RETURNS datemultirange
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN first_day IS NULL OR end_day <= first_day THEN datemultirange()
                ELSE datemultirange(daterange(first_day, end_day)) END
$$;

-- The same number for the same list: 64 bits, so that of a million different lists two would share theirs
-- once in forty million registers.
CREATE OR REPLACE FUNCTION key_of_list(list anyarray) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT hash_array_extended(list, 0)
$$;

-- The spans of the new versions of a batch (DESIGN §4, "Custody ranges").
--
-- In: the temporary table `publishing` and the register's rows of its entries. `presumption` is the
-- number of days for which custody is presumed after it was last known. Out: rows of register_span,
-- which do not overlap within an entry.
--
-- Certain custody runs from the latest possible arrest to the earliest possible end; possible custody
-- from the earliest possible arrest to the latest possible end. An end that nobody reported: certain
-- runs on for the presumption period, or to the earliest end of a prison sentence in force, whichever
-- is later; possible stays open. A start that nobody reported begins possible at the first source.
-- The day of release is a day of freedom. Detentions of one person are united.
CREATE OR REPLACE FUNCTION publish_spans(edition integer, presumption integer) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO register_span (entry_id, edition_from, status, begins, ends, presumed_from,
                               held_from, held_from_latest, reason, terms,
                               status_before, status_after, reason_after,
                               sex, countries_key, regions_key, recognised_by_key)
    WITH detention AS (
        SELECT p.entry_id, d.form, d.end_reason, d.release_terms,
               d.ended_on <> '' AS is_ended,
               'life' = ANY (e.sentence_kinds) AS is_for_life,
               upper(d.ended_on_days) - 1 AS latest_end,
               COALESCE(upper(d.began_on_days), upper(d.last_confirmed_on_days)) - 1 AS sure_from,
               LEAST(COALESCE(lower(d.began_on_days), e.first_reported_on), upper(d.began_on_days) - 1,
                     lower(d.last_confirmed_on_days), upper(d.ended_on_days) - 1) AS maybe_from,
               COALESCE(lower(d.last_confirmed_on_days), upper(d.began_on_days) - 1) AS last_known,
               COALESCE(lower(d.ended_on_days),
                        GREATEST(lower(d.last_confirmed_on_days) + 1, upper(d.began_on_days))) AS earliest_end,
               lower(d.began_on_days) + e.sentence_days AS earliest_end_of_sentence
          FROM publishing p
          JOIN register_entry e ON e.id = p.entry_id
          JOIN register_detention d ON d.entry_id = p.entry_id
         WHERE p.is_new_version
    ), held AS (
        SELECT *,
               CASE WHEN is_ended THEN
                        CASE WHEN earliest_end IS NULL THEN datemultirange()
                             ELSE stretch_of_days(sure_from, earliest_end) END
                    WHEN last_known IS NULL THEN datemultirange()
                    WHEN is_for_life THEN stretch_of_days(sure_from, NULL)
                    ELSE stretch_of_days(sure_from,
                             GREATEST(last_known + 1 + presumption, earliest_end_of_sentence))
               END AS certain,
               stretch_of_days(maybe_from, CASE WHEN is_ended THEN latest_end END) AS possible,
               CASE WHEN NOT is_ended THEN last_known + 1 END AS presumed_from
          FROM detention
    ), dead AS (
        SELECT p.entry_id, stretch_of_days(upper(x.died_on_days) - 1, NULL) AS days,
               stretch_of_days(COALESCE(lower(x.died_on_days), '0001-01-01'), NULL) AS maybe_days,
               CASE WHEN x.death_class IN ('in_facility', 'in_hospital', 'in_transit', 'execution')
                      OR (x.death_class = 'unknown' AND EXISTS (
                            SELECT FROM detention d WHERE d.entry_id = p.entry_id AND d.end_reason = 'death'))
                    THEN 'died_in_custody' ELSE 'died' END AS status
          FROM publishing p JOIN register_death x ON x.entry_id = p.entry_id
         WHERE p.is_new_version
    ), united AS (
        SELECT entry_id, min(maybe_from) AS known_from,
               range_agg(certain) FILTER (WHERE form <> 'restriction') AS certain,
               range_agg(certain + possible) FILTER (WHERE form <> 'restriction') AS possible,
               range_agg(certain + possible) FILTER (WHERE form = 'restriction') AS restricted
          FROM held GROUP BY entry_id
    ), wanted AS (
        SELECT entry_id, min(day) AS day FROM (
            SELECT p.entry_id, lower(c.wanted_on_days) AS day
              FROM publishing p JOIN register_prosecution c ON c.entry_id = p.entry_id WHERE p.is_new_version
            UNION ALL
            SELECT p.entry_id, lower(v.decided_on_days)
              FROM publishing p JOIN register_verdict v ON v.entry_id = p.entry_id
             WHERE p.is_new_version AND v.is_in_absentia
        ) signs GROUP BY entry_id
    ), person AS (
        SELECT p.entry_id, d.status AS death_status, w.day AS wanted_from, u.known_from,
               COALESCE(d.days, '{}') AS dead,
               COALESCE(u.certain, '{}') - COALESCE(d.maybe_days, '{}') AS certain,
               COALESCE(u.possible, '{}') - COALESCE(d.days, '{}') AS possible,
               COALESCE(u.restricted, '{}') - COALESCE(u.possible, '{}') - COALESCE(d.days, '{}') AS restricted
          FROM publishing p
          LEFT JOIN united u USING (entry_id)
          LEFT JOIN dead d USING (entry_id)
          LEFT JOIN wanted w USING (entry_id)
         WHERE p.is_new_version
    ), free AS (
        SELECT *, stretch_of_days(known_from, NULL) - possible - restricted - dead AS released FROM person
    ), span AS (
        SELECT entry_id, 'in_custody' AS status, unnest(certain) AS days FROM free
        UNION ALL
        SELECT entry_id, 'maybe_in_custody', unnest(possible - certain) FROM free
        UNION ALL
        SELECT entry_id, 'restricted', unnest(restricted) FROM free
        UNION ALL
        SELECT entry_id, 'released', unnest(released) FROM free
        UNION ALL
        SELECT entry_id, death_status, unnest(dead) FROM free
        UNION ALL
        SELECT entry_id, 'wanted',
               unnest(stretch_of_days(wanted_from, NULL) - possible - restricted - released - dead) FROM free
    ), presumed AS (
        SELECT s.entry_id, s.days, min(h.presumed_from) AS day
          FROM span s JOIN held h ON h.entry_id = s.entry_id AND h.presumed_from <@ s.days
         WHERE s.status = 'in_custody' GROUP BY s.entry_id, s.days
    ), without_gap AS (
        SELECT s.entry_id, s.days, lower(c.days) AS held_from, min(h.sure_from) AS held_from_latest
          FROM span s
          JOIN free f USING (entry_id)
          JOIN LATERAL unnest(f.possible) AS c (days) ON s.days <@ c.days
          JOIN held h ON h.entry_id = s.entry_id AND h.form <> 'restriction' AND h.maybe_from <@ c.days
         WHERE s.status IN ('in_custody', 'maybe_in_custody')
         GROUP BY s.entry_id, s.days, c.days
    ), release AS (
        SELECT DISTINCT ON (s.entry_id, s.days) s.entry_id, s.days, h.end_reason, h.release_terms
          FROM span s JOIN held h ON h.entry_id = s.entry_id AND h.is_ended
           AND (h.latest_end <= lower(s.days) OR h.latest_end IS NULL)
         WHERE s.status = 'released'
         ORDER BY s.entry_id, s.days, h.latest_end DESC NULLS LAST
    ), described AS (
        SELECT s.entry_id, s.status,
               COALESCE(lower(s.days), '0001-01-01') AS begins, COALESCE(upper(s.days), '9999-12-31') AS ends,
               p.day AS presumed_from, w.held_from, w.held_from_latest,
               COALESCE(r.end_reason, '') AS reason, COALESCE(r.release_terms, '') AS terms
          FROM span s
          LEFT JOIN presumed p ON p.entry_id = s.entry_id AND p.days = s.days
          LEFT JOIN without_gap w ON w.entry_id = s.entry_id AND w.days = s.days
          LEFT JOIN release r ON r.entry_id = s.entry_id AND r.days = s.days
    )
    SELECT d.entry_id, edition, status, begins, ends, presumed_from, held_from, held_from_latest, reason, terms,
           CASE WHEN lag(ends) OVER beside = begins THEN lag(status) OVER beside ELSE '' END,
           CASE WHEN lead(begins) OVER beside = ends THEN lead(status) OVER beside ELSE '' END,
           CASE WHEN lead(begins) OVER beside = ends THEN lead(reason) OVER beside ELSE '' END,
           e.sex, key_of_list(e.countries), key_of_list(e.regions), key_of_list(e.recognised_by)
      FROM described d
      JOIN register_entry e ON e.id = d.entry_id
    WINDOW beside AS (PARTITION BY d.entry_id ORDER BY begins);
END $$;
