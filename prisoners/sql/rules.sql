-- Refuse with a name that Python maps to a sentence in the reader's language (see sources/violations).
CREATE OR REPLACE FUNCTION refuse(rule text, message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = rule, MESSAGE = message;
END $$;

-- Nobody is arrested after death: the earliest possible arrest is later than the latest possible death.
CREATE OR REPLACE FUNCTION check_no_arrest_after_death(person bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM prisoners_detention d JOIN prisoners_death x USING (prisoner_id)
         WHERE d.prisoner_id = person AND d.began_on_days >> x.died_on_days
    ) THEN
        PERFORM refuse('no_arrest_after_death', 'This person cannot be arrested after death. Check both dates.');
    END IF;
END $$;

-- A stay lies within its detention, as far as the dates say.
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
