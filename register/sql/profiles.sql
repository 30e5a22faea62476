-- What reports group the people of a batch by, as stretches of days on which it stays the same.
--
-- In: the temporary table `publishing` and the register's rows of its entries. Out: rows of
-- register_profile, which do not overlap within an entry and a subject.

-- Charges: "article:bits" of each article. Of its charges that count on the day 1 says convicted,
-- 2 suspected or charged, 4 dropped, replaced or acquitted, 8 not known; the same four bits higher
-- say that it surely counts. A charge counts from the day that its status is dated, one without a
-- date on every day.
CREATE OR REPLACE FUNCTION publish_profiles_of_charges(edition integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO register_profile (entry_id, edition_from, subject, begins, ends, digest, content)
    WITH charge AS (
        SELECT c.entry_id, c.article_id,
               CASE WHEN c.status = 'convicted' THEN 1
                    WHEN c.status IN ('suspected', 'charged') THEN 2
                    WHEN c.status IN ('reclassified', 'dropped', 'acquitted') THEN 4
                    ELSE 8 END AS bit,
               COALESCE(lower(c.status_on_days), '0001-01-01') AS maybe_from,
               CASE WHEN c.status_on = '' THEN '0001-01-01'
                    ELSE COALESCE(upper(c.status_on_days) - 1, 'infinity') END AS sure_from
          FROM publishing p JOIN register_charge c ON c.entry_id = p.entry_id
         WHERE p.is_new_version AND c.article_id IS NOT NULL
    ), change AS (
        SELECT entry_id, maybe_from AS day FROM charge
        UNION
        SELECT entry_id, sure_from FROM charge WHERE sure_from < 'infinity'
    ), stretch AS (
        SELECT entry_id, day AS begins,
               lead(day, 1, '9999-12-31') OVER (PARTITION BY entry_id ORDER BY day) AS ends
          FROM change
    ), line AS (
        SELECT s.entry_id, s.begins, s.ends, c.article_id,
               bit_or(CASE WHEN c.sure_from <= s.begins THEN c.bit * 17 ELSE c.bit END) AS bits
          FROM stretch s JOIN charge c ON c.entry_id = s.entry_id AND c.maybe_from <= s.begins
         GROUP BY s.entry_id, s.begins, s.ends, c.article_id
    ), profile AS (
        SELECT entry_id, begins, ends, string_agg(article_id || ':' || bits, ',' ORDER BY article_id) AS content
          FROM line GROUP BY entry_id, begins, ends
    )
    SELECT entry_id, edition, 'charges', begins, ends, md5(content)::uuid, content FROM profile;
END $$;

-- Recognition: "organisation:criteria:bits" of each recognition that may have happened by the day. 1 says
-- that it surely has, 2 that it may be withdrawn, 4 that it surely is. What has no date had happened when
-- the register published it, and may have happened at any time before.
CREATE OR REPLACE FUNCTION publish_profiles_of_recognition(edition integer, published_on date) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO register_profile (entry_id, edition_from, subject, begins, ends, digest, content)
    WITH recognition AS (
        SELECT r.entry_id, r.organisation_id || ':' || array_to_string(r.criteria, '+') || ':' AS said,
               COALESCE(lower(r.recognised_on_days), '0001-01-01') AS maybe_from,
               COALESCE(upper(r.recognised_on_days) - 1, published_on) AS sure_from,
               CASE WHEN r.withdrawn_on = '' THEN 'infinity'
                    ELSE COALESCE(lower(r.withdrawn_on_days), '0001-01-01') END AS maybe_until,
               CASE WHEN r.withdrawn_on = '' THEN 'infinity'
                    ELSE COALESCE(upper(r.withdrawn_on_days) - 1, published_on) END AS sure_until
          FROM publishing p JOIN register_recognition r ON r.entry_id = p.entry_id
         WHERE p.is_new_version
    ), change AS (
        SELECT DISTINCT r.entry_id, day
          FROM recognition r, unnest(ARRAY[maybe_from, sure_from, maybe_until, sure_until]) AS day
         WHERE day < 'infinity'
    ), stretch AS (
        SELECT entry_id, day AS begins,
               lead(day, 1, '9999-12-31') OVER (PARTITION BY entry_id ORDER BY day) AS ends
          FROM change
    ), profile AS (
        SELECT s.entry_id, s.begins, s.ends,
               string_agg(said || (sure_from <= s.begins)::int + 2 * (maybe_until <= s.begins)::int
                                + 4 * (sure_until <= s.begins)::int, ',' ORDER BY said) AS content
          FROM stretch s JOIN recognition r ON r.entry_id = s.entry_id AND r.maybe_from <= s.begins
         GROUP BY s.entry_id, s.begins, s.ends
    )
    SELECT entry_id, edition, 'recognition', begins, ends, md5(content)::uuid, content FROM profile;
END $$;
