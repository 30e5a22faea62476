-- The terms of the new versions of a batch: which prison sentence holds on which days.
--
-- In: the temporary table `publishing` and the register's rows of its entries. Out: rows of
-- register_term, which do not overlap within an entry and a basis.
--
-- In force: of one case the verdicts that are marked so; before the first of them, the verdict that
-- they replaced. Where the dates of two verdicts leave open which came first, or whether one had been
-- pronounced, both readings count: `least` is the lighter, `most` the heavier. A verdict without a
-- date may have been pronounced on any day, and surely on none. As first pronounced: the verdicts of
-- first instance and those of new cases in prison. Terms of several cases add up.
CREATE OR REPLACE FUNCTION publish_terms(edition integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO register_term (entry_id, edition_from, basis, begins, ends, kind_least, kind_most,
                               days_least, days_most, tried_earliest, tried_latest, country, regime)
    WITH pronounced AS (
        SELECT v.id, v.entry_id, v.prosecution_id, v.instance, v.is_in_force, v.outcome,
               v.prison_days AS days,
               array_position('{term,unknown,life,death}', v.prison::text) AS weight,
               COALESCE(lower(v.decided_on_days), '0001-01-01') AS earliest,
               COALESCE(upper(v.decided_on_days) - 1, 'infinity') AS latest
          FROM publishing p JOIN register_verdict v ON v.entry_id = p.entry_id
         WHERE p.is_new_version
    ), verdict AS (
        SELECT 'in_force' AS basis, id, entry_id, prosecution_id, instance, is_in_force, days,
               COALESCE(weight, 0) AS weight, earliest, latest,
               bool_or(is_in_force) OVER (PARTITION BY prosecution_id) AS has_final
          FROM pronounced WHERE weight IS NOT NULL OR outcome <> 'upheld'
        UNION ALL
        SELECT 'first', id, entry_id, prosecution_id, instance, true, days, COALESCE(weight, 0),
               earliest, latest, true
          FROM pronounced WHERE instance IN ('first', 'new_case')
    ), change AS (
        SELECT basis, entry_id, earliest AS day FROM verdict
        UNION
        SELECT basis, entry_id, latest FROM verdict WHERE latest < 'infinity'
        UNION  -- an appeal that changed nothing ends the time before trial
        SELECT 'in_force', entry_id, unnest(ARRAY[earliest, latest]) FROM pronounced
         WHERE weight IS NULL AND outcome = 'upheld' AND latest < 'infinity'
    ), stretch AS (
        SELECT basis, entry_id, day AS begins,
               lead(day, 1, '9999-12-31') OVER (PARTITION BY basis, entry_id ORDER BY day) AS ends
          FROM change
    ), reading AS (
        SELECT s.begins, s.ends, v.*, v.latest <= s.begins AS is_sure
          FROM stretch s JOIN verdict v USING (basis, entry_id)
         WHERE v.earliest <= s.begins
    ), last AS (  -- in force, or not replaced yet; in two parts, which are joined and not tried row by row
        SELECT * FROM reading WHERE is_in_force
        UNION ALL
        SELECT * FROM reading r
         WHERE NOT r.is_in_force AND NOT EXISTS (
            SELECT FROM reading later
             WHERE later.basis = r.basis AND later.prosecution_id = r.prosecution_id
               AND later.begins = r.begins AND later.is_sure AND later.id <> r.id
               AND (later.is_in_force OR later.earliest > r.latest
                    OR (r.instance = 'first' AND later.instance <> 'first')
                    OR (later.id > r.id AND later.earliest = r.latest AND r.earliest = r.latest)))
    ), standing AS (
        SELECT last.*, bool_or(is_sure AND is_in_force)
                   OVER (PARTITION BY basis, prosecution_id, begins) AS is_settled
          FROM last
    ), prosecution AS (
        SELECT basis, entry_id, begins, ends,
               CASE WHEN is_settled THEN max(weight) FILTER (WHERE is_in_force AND is_sure)
                    WHEN bool_or(is_sure) AND bool_and(has_final) THEN min(weight)
                    ELSE 0 END AS least,
               max(weight) AS most,
               CASE WHEN is_settled
                    THEN COALESCE(sum(days) FILTER (WHERE is_in_force AND is_sure), min(days))
                    ELSE min(days) END AS days_least,
               GREATEST(sum(days) FILTER (WHERE is_in_force),
                        max(days) FILTER (WHERE NOT is_in_force)) AS days_most
          FROM standing GROUP BY basis, entry_id, begins, ends, prosecution_id, is_settled
    ), term AS (
        SELECT basis, entry_id, begins, ends, max(least) AS least, max(most) AS most,
               COALESCE(sum(days_least) FILTER (WHERE least > 0), min(days_least)) AS days_least,
               sum(days_most) AS days_most
          FROM prosecution GROUP BY basis, entry_id, begins, ends
        HAVING max(most) > 0
    ), tried AS (  -- case by case
        SELECT t.*, v.prosecution_id, max(v.earliest) AS earliest, max(v.latest) AS latest
          FROM term t
          LEFT JOIN pronounced v ON v.entry_id = t.entry_id AND v.earliest <= t.begins
                                AND v.instance IN ('first', 'appeal', 'unknown')
         GROUP BY t.basis, t.entry_id, t.begins, t.ends, t.least, t.most, t.days_least, t.days_most,
                  v.prosecution_id
    ), trial AS (
        SELECT basis, entry_id, begins, ends, least, most, days_least, days_most,
               min(earliest) AS earliest, min(latest) AS latest
          FROM tried GROUP BY basis, entry_id, begins, ends, least, most, days_least, days_most
    ), country AS (
        SELECT entry_id, array_agg(DISTINCT country) AS all_of_them FROM (
            SELECT v.entry_id, c.country
              FROM pronounced v JOIN register_prosecution c ON c.id = v.prosecution_id
            UNION ALL
            SELECT v.entry_id, d.country FROM pronounced v JOIN register_detention d USING (entry_id)
        ) stated WHERE country <> '' GROUP BY entry_id
    ), regime AS (
        SELECT v.entry_id, array_agg(DISTINCT s.regime) AS all_of_them
          FROM pronounced v JOIN register_sentencepart s ON s.verdict_id = v.id
         WHERE s.kind = 'imprisonment' AND v.is_in_force
         GROUP BY v.entry_id
    )
    SELECT t.entry_id, edition, t.basis, t.begins, t.ends,
           COALESCE(('{term,unknown,life,death}'::text[])[t.least], ''),
           ('{term,unknown,life,death}'::text[])[t.most], t.days_least, t.days_most,
           NULLIF(t.earliest, '0001-01-01'), NULLIF(t.latest, 'infinity'),
           CASE WHEN cardinality(c.all_of_them) = 1 THEN c.all_of_them[1] ELSE '' END,
           CASE WHEN cardinality(r.all_of_them) = 1 AND r.all_of_them[1] NOT IN ('unknown', 'other')
                THEN r.all_of_them[1] ELSE '' END
      FROM trial t
      LEFT JOIN country c USING (entry_id)
      LEFT JOIN regime r USING (entry_id);
END $$;
