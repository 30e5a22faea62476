-- The adopted numbers of one act and its people fit together, as far as bounds allow.
CREATE OR REPLACE FUNCTION check_act_adds_up(of_act bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    most integer;
    known integer;
    parts record;
BEGIN
    SELECT upper INTO most FROM pardons_announcedcount
     WHERE act_id = of_act AND category = 'total' AND is_adopted;
    IF most IS NULL THEN
        RETURN;
    END IF;

    SELECT count(*) INTO known FROM pardons_beneficiary WHERE act_id = of_act;
    IF known > most AND NOT (SELECT is_undercounted FROM pardons_clemencyact WHERE id = of_act) THEN
        PERFORM refuse('beneficiaries_within_announced', format(
            '%s people are entered, but at most %s were announced. Correct one of the two, or mark the act as undercounted.',
            known, most), jsonb_build_object('known', known, 'most', most));
    END IF;

    -- Nobody is in two of the categories that exclude each other, so their lower bounds add up.
    -- A category that overlaps with others stands alone.
    SELECT array_agg(category ORDER BY id) AS names, sum(lower) AS least INTO parts
      FROM pardons_announcedcount
     WHERE act_id = of_act AND is_adopted AND category <> 'total'
     GROUP BY CASE WHEN category IN ('women', 'men') THEN 'sex'
                   WHEN category IN ('under_25', 'over_50') THEN 'age'
                   ELSE id::text END
    HAVING sum(lower) > most
     LIMIT 1;
    IF FOUND THEN
        PERFORM refuse('categories_within_total', format(
            '%s: at least %s, but at most %s were announced in all.',
            array_to_string(parts.names, ' + '), parts.least, most),
            jsonb_build_object('categories', parts.names, 'least', parts.least, 'most', most));
    END IF;
END $$;
