-- The days on which custody is certain from the dates alone: from the latest possible arrest to the
-- earliest possible end; without an end, through the earliest possible day of the last confirmation.
-- NULL when nothing is certain. The day of release is a day of freedom.
CREATE OR REPLACE FUNCTION documented_custody(began text, ended text, confirmed text) RETURNS daterange
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN first_day < end_day THEN daterange(first_day, end_day) END
      FROM (SELECT upper(public.edtf_days(began)) - 1 AS first_day,
                   CASE WHEN ended <> '' THEN lower(public.edtf_days(ended))
                        ELSE GREATEST(upper(public.edtf_days(began)), lower(public.edtf_days(confirmed)) + 1)
                   END AS end_day) AS bounds
$$;
