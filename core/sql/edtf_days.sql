-- All days that a partial date may mean, as [first, day after the last).
--
-- Takes the EDTF forms (ISO 8601-2) that core/partial_dates.py describes, and must agree with it:
-- a test compares the two. '' is an unknown date and gives NULL. An open side is unbounded.
-- Anything else that is not a date raises invalid_datetime_format (22007), so that neither bulk
-- SQL nor COPY can store one.
--
-- search_path is fixed: generated columns call this while pg_restore runs with an empty one.
CREATE OR REPLACE FUNCTION edtf_days(edtf text) RETURNS daterange
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
    shown text := '"' || left(edtf, 60) || '"';
    bracket text[];
    side text;
    side_number integer := 0;
    parts text[];
    year integer;
    month integer;
    day integer;
    month_length integer;
    first_day date;
    day_after date;
    range_first date;
    range_after date;
BEGIN
    IF edtf = '' THEN
        RETURN NULL;
    END IF;

    -- Most dates are plain days, or years; the way below takes up to five times as long.
    IF edtf ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN
        year := left(edtf, 4);
        month := substr(edtf, 6, 2);
        day := substr(edtf, 9, 2);
        IF year BETWEEN 1 AND 9998 AND month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 28 THEN
            first_day := make_date(year, month, day);
            RETURN daterange(first_day, first_day + 1);
        END IF;
    END IF;

    IF edtf ~ '^[0-9]{4}$' AND edtf <> '0000' AND edtf <> '9999' THEN
        year := edtf;
        RETURN daterange(make_date(year, 1, 1), make_date(year + 1, 1, 1));
    END IF;

    IF edtf ~ '^[0-9]{3}X$' THEN
        year := left(edtf, 3)::integer * 10;
        IF year NOT BETWEEN 10 AND 9980 THEN
            RAISE invalid_datetime_format USING MESSAGE = shown || ' is not a date: it must lie in the years 0001 to 9998';
        END IF;
        RETURN daterange(make_date(year, 1, 1), make_date(year + 10, 1, 1));
    END IF;

    bracket := regexp_match(edtf, '^\[(.*)\.\.(.*)\]$');
    IF bracket = ARRAY['', ''] THEN
        RAISE invalid_datetime_format USING MESSAGE = shown || ' is not a date: give at least one side';
    END IF;

    FOREACH side IN ARRAY coalesce(bracket, ARRAY[edtf]) LOOP
        side_number := side_number + 1;
        CONTINUE WHEN side = '';

        parts := regexp_match(side, '^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%])?$');
        IF parts IS NULL THEN
            RAISE invalid_datetime_format USING
                MESSAGE = shown || ' is not a date',
                HINT = 'Write 2020-08-09, 2020-08, 2020, 202X, 2020-08~, [2020-08-01..2020-08-09], [..2021-03] or [2021-03..].';
        END IF;
        year := parts[1];
        month := parts[2];
        day := parts[3];

        IF year = 0 THEN
            RAISE invalid_datetime_format USING MESSAGE = shown || ' is not a date: there is no year 0000';
        END IF;
        IF month NOT BETWEEN 1 AND 12 THEN
            RAISE invalid_datetime_format USING MESSAGE = shown || ' is not a date: there is no month ' || parts[2];
        END IF;
        IF day IS NOT NULL THEN
            month_length := extract(day FROM make_date(year, month, 1) + interval '1 month' - interval '1 day');
            IF day NOT BETWEEN 1 AND month_length THEN
                RAISE invalid_datetime_format USING MESSAGE = format(
                    '%s is not a date: %s %s has %s days',
                    shown, to_char(make_date(year, month, 1), 'FMMonth'), year, month_length);
            END IF;
            first_day := make_date(year, month, day);
            day_after := first_day + 1;
        ELSIF month IS NOT NULL THEN
            first_day := make_date(year, month, 1);
            day_after := first_day + interval '1 month';
        ELSE
            first_day := make_date(year, 1, 1);
            day_after := make_date(year + 1, 1, 1);
        END IF;

        IF parts[4] IS NOT NULL THEN
            IF day IS NOT NULL THEN
                first_day := first_day - 3;
                day_after := day_after + 3;
            ELSIF month IS NOT NULL THEN
                first_day := first_day - interval '1 month';
                day_after := day_after + interval '1 month';
            ELSE
                first_day := first_day - interval '1 year';
                day_after := day_after + interval '1 year';
            END IF;
        END IF;

        IF first_day < make_date(1, 1, 1) OR day_after > make_date(9999, 1, 1) THEN
            RAISE invalid_datetime_format USING MESSAGE = shown || ' is not a date: it must lie in the years 0001 to 9998';
        END IF;

        IF side_number = 1 THEN
            range_first := first_day;
        END IF;
        IF side_number = 2 OR bracket IS NULL THEN
            range_after := day_after;
        END IF;
    END LOOP;

    IF range_first >= range_after THEN
        RAISE invalid_datetime_format USING MESSAGE = shown || ' is not a date: it ends before it begins';
    END IF;
    RETURN daterange(range_first, range_after);
END
$function$;
