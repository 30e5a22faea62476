-- Rules across the rows of one person. Partial dates: only what no reading allows is refused, so
-- "after" is >>: the earliest possible day of one is later than the latest possible day of the other.

-- Birth comes first, and nothing happens to the living after death.
CREATE OR REPLACE FUNCTION check_life(person bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    born daterange;
    died daterange;
BEGIN
    SELECT p.born_on_days, d.died_on_days INTO born, died
      FROM prisoners_prisoner p LEFT JOIN prisoners_death d ON d.prisoner_id = p.id
     WHERE p.id = person;

    IF born IS NOT NULL AND (born >> died OR EXISTS (
        SELECT FROM prisoners_detention WHERE prisoner_id = person AND born >> began_on_days
    )) THEN
        PERFORM refuse('birth_comes_first', 'This person was born after the arrest or death. Check the dates.');
    END IF;

    IF died IS NULL THEN
        RETURN;
    END IF;
    IF EXISTS (SELECT FROM prisoners_detention WHERE prisoner_id = person AND began_on_days >> died) THEN
        PERFORM refuse('no_arrest_after_death', 'This person cannot be arrested after death. Check both dates.');
    END IF;
    IF EXISTS (SELECT FROM prisoners_detention WHERE prisoner_id = person AND ended_on_days >> died) THEN
        PERFORM refuse('no_release_after_death', 'The detention ends after the death. Check both dates.');
    END IF;
    IF EXISTS (SELECT FROM prisoners_detention WHERE prisoner_id = person AND last_confirmed_on_days >> died) THEN
        PERFORM refuse('no_custody_after_death', 'Custody was last confirmed after the death. Check both dates.');
    END IF;
    IF EXISTS (SELECT FROM prisoners_detention
                WHERE prisoner_id = person AND end_reason = 'death' AND ended_on_days << died) THEN
        PERFORM refuse('no_end_by_death_before_death', 'The detention ended by death, but before the death. Check both dates.');
    END IF;
    IF EXISTS (SELECT FROM prisoners_contact WHERE prisoner_id = person AND happened_on_days >> died) THEN
        PERFORM refuse('no_contact_after_death', 'A sign of life is later than the death. Check both dates.');
    END IF;
    IF EXISTS (SELECT FROM prisoners_condition WHERE prisoner_id = person AND began_on_days >> died) THEN
        PERFORM refuse('no_condition_after_death', 'A condition begins after the death. Check both dates.');
    END IF;
END $$;

-- A stay lies within its detention.
CREATE OR REPLACE FUNCTION check_stays_within_detention(of_detention bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM prisoners_stay s JOIN prisoners_detention d ON d.id = s.detention_id
         WHERE d.id = of_detention
           AND (s.began_on_days << d.began_on_days OR s.ended_on_days << d.began_on_days
             OR s.began_on_days >> d.ended_on_days OR s.ended_on_days >> d.ended_on_days)
    ) THEN
        PERFORM refuse('stay_within_detention', 'A stay lies outside its detention. Check the dates of both.');
    END IF;
END $$;

-- Whether a name is withheld: by decision, and by default while the person may be under 18 under any
-- reading of the birth date. Who was born "in 2007 or later" may be a child; of whom nothing is known is not.
CREATE OR REPLACE FUNCTION is_withheld(by_decision boolean, is_minor_shown boolean, born daterange)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT by_decision OR (NOT is_minor_shown AND born IS NOT NULL AND NOT isempty(born)
        AND (upper_inf(born) OR upper(born) - 1 > CURRENT_DATE - interval '18 years'))
$$;
