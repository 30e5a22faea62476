"""What follows from rows that a test wrote straight into the register, as publishing would fill it.

The rows were written by the staff's login, which may not change them: a function of the owner's does,
in databases of tests alone.
"""

from django.db import connection

from register.models import Span, Term, derived_models
from register.tests import owner
from register.tests.builders import PUBLISHED_AT

FUNCTION = """
CREATE OR REPLACE FUNCTION derive_for_tests(published_on date) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    filled text;
BEGIN
    IF to_regclass('pg_temp.publishing') IS NOT NULL THEN
        RETURN;  -- the test has published its rows
    END IF;
    CREATE TEMPORARY TABLE publishing AS SELECT id AS entry_id, true AS is_new_version FROM register_entry;
    UPDATE register_span s
       SET status_before = COALESCE(beside.status_before, ''),
           status_after = COALESCE(beside.status_after, ''),
           reason_after = COALESCE(beside.reason_after, '')
      FROM (SELECT one.id, before.status AS status_before, after.status AS status_after,
                   after.reason AS reason_after
              FROM register_span one
              LEFT JOIN register_span before ON before.entry_id = one.entry_id AND before.ends = one.begins
              LEFT JOIN register_span after ON after.entry_id = one.entry_id AND after.begins = one.ends
           ) beside
     WHERE beside.id = s.id;
    UPDATE register_span s
       SET sex = e.sex, countries_key = key_of_list(e.countries), regions_key = key_of_list(e.regions),
           recognised_by_key = key_of_list(e.recognised_by)
      FROM register_entry e WHERE e.id = s.entry_id;
    FOREACH filled IN ARRAY %(filled)s LOOP
        EXECUTE 'DELETE FROM ' || filled;
    END LOOP;
    PERFORM publish_presences(1), publish_profiles_of_charges(1), publish_lags(1), publish_reaches(1),
            publish_profiles_of_recognition(1, published_on), publish_served(1),
            publish_spells(1);
    FOREACH filled IN ARRAY %(filled)s LOOP
        EXECUTE 'UPDATE ' || filled || ' made SET edition_from = e.edition_from, edition_to = e.edition_to '
                'FROM register_entry e WHERE e.id = made.entry_id';
    END LOOP;
    DROP TABLE publishing;
END $$;
"""


def install():
    """Make the function in the database of the tests."""
    filled = [model._meta.db_table for model in derived_models() if model not in (Span, Term)]
    owner.make(FUNCTION, {"filled": filled}, name="derive_for_tests")


def derive():
    """Fill the tables that follow from the entries, their parts, spans and terms; what was in them goes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT derive_for_tests(%s)", [PUBLISHED_AT.date()])
