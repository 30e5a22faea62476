-- The adopted numbers of one act and its people fit together, as far as bounds allow:
-- no more beneficiaries than the upper bound of the announced total (unless the act is marked
-- undercounted), and women + men do not exceed it.
CREATE OR REPLACE FUNCTION check_act_adds_up(of_act bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    most integer;
    known integer;
    by_sex integer;
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
            known, most));
    END IF;

    SELECT sum(lower) INTO by_sex FROM pardons_announcedcount
     WHERE act_id = of_act AND category IN ('women', 'men') AND is_adopted;
    IF by_sex > most THEN
        PERFORM refuse('exclusive_categories_within_total', format(
            'Women and men together are at least %s, but at most %s were announced.', by_sex, most));
    END IF;
END $$;
