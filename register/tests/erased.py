"""Somebody who was erased leaves nothing in the register.

No login may delete there: a function of the owner's does, in databases of tests alone.
"""

from django.apps import apps
from django.db import connection

from register.models.of_entry import OfEntry
from register.tests import owner

FUNCTION = """
CREATE OR REPLACE FUNCTION erase_for_tests(erased text) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    of_version text;
BEGIN
    FOREACH of_version IN ARRAY %(of_versions)s LOOP
        EXECUTE 'DELETE FROM ' || of_version || ' WHERE entry_id IN '
                '(SELECT id FROM register_entry WHERE public_id = $1)' USING erased;
    END LOOP;
    DELETE FROM register_entry WHERE public_id = erased;
    DELETE FROM register_identity WHERE public_id = erased;
    DELETE FROM register_name WHERE public_id = erased;
    DELETE FROM register_citation WHERE public_id = erased;
END $$;
"""


def install():
    """Make the function in the database of the tests."""
    models = [m for m in apps.get_app_config("register").get_models() if issubclass(m, OfEntry)]
    of_versions = [model._meta.db_table for model in reversed(models)]
    owner.make(FUNCTION, {"of_versions": of_versions}, name="erase_for_tests")


def erase(public_id):
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_for_tests(%s)", [public_id])
