-- The days on which custody is certain from the dates alone: those on which the person was held under
-- every reading of them. NULL when there is none. The day of release is a day of freedom.
--
-- It was going on by the latest possible arrest, and by the last confirmation at the latest. With an
-- end it lasted until the earliest possible one, and until the confirmation at least. Without an end
-- nothing is known after the arrest and the last confirmation, so of "2020" alone no day is certain.
CREATE OR REPLACE FUNCTION documented_custody(began text, ended text, confirmed text) RETURNS daterange
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN first_day < end_day THEN daterange(first_day, end_day) END
      FROM (SELECT LEAST(upper(b), upper(c)) - 1 AS first_day,
                   CASE WHEN ended = '' THEN GREATEST(lower(b), lower(c)) + 1
                        ELSE GREATEST(lower(e), lower(c)) END AS end_day
              FROM (SELECT public.edtf_days(began) AS b, public.edtf_days(ended) AS e,
                           public.edtf_days(confirmed) AS c) AS days) AS bounds
$$;
