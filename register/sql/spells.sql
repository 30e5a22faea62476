-- The days of the detentions in custody of the people of a batch.
--
-- In: the temporary table `publishing` and the register's rows of its entries. Out: rows of register_spell.
CREATE OR REPLACE FUNCTION publish_spells(edition integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO register_spell (entry_id, edition_from, is_dated, begins_earliest, begins_latest,
                                is_ended, ends_earliest, ends_latest, end_reason)
    SELECT d.entry_id, edition, d.began_on_days IS NOT NULL,
           LEAST(COALESCE(lower(d.began_on_days), e.first_reported_on), upper(d.began_on_days) - 1,
                 lower(d.last_confirmed_on_days), upper(d.ended_on_days) - 1),
           upper(d.began_on_days) - 1,
           d.ended_on_days IS NOT NULL,
           COALESCE(lower(d.ended_on_days), lower(d.began_on_days)),
           upper(d.ended_on_days) - 1,
           d.end_reason
      FROM publishing p
      JOIN register_entry e ON e.id = p.entry_id
      JOIN register_detention d ON d.entry_id = p.entry_id
     WHERE p.is_new_version AND d.form <> 'restriction';
END $$;
