import psycopg2
import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.utils import ProgrammingError
from pghistory.models import Event

from config import roles
from config.routers import public_database
from register.alerts import alert_staff
from register.models import Alert

ANY_WRITE = "INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER"


def tables_where(login, privileges):
    """The tables on which a login has at least one of the privileges, if only on a column."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            """
            SELECT relname FROM pg_class, unnest(string_to_array(%s, ', ')) AS privilege
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
              AND CASE WHEN privilege IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
                       THEN has_any_column_privilege(%s, oid, privilege)
                       ELSE has_table_privilege(%s, oid, privilege) END
            """,
            [privileges, login, login],
        )
        return {name for (name,) in cursor.fetchall()}


def tables_of(app):
    models = apps.get_app_config(app).get_models(include_auto_created=True)
    return {model._meta.db_table for model in models if not model._meta.proxy}


def login(alias):
    return settings.DATABASES[alias]["USER"]


def run(alias, query):
    with connections[alias].cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall() if cursor.description else None


def test_the_public_reads_the_register_and_nothing_else(committed_db):
    readable = tables_where(login("public"), "SELECT")
    writable = tables_where(login("public"), ANY_WRITE)

    assert (readable, writable) == (tables_of("register"), set())


@pytest.mark.parametrize(
    "escape",
    ["RESET ROLE", "RESET SESSION AUTHORIZATION", "DISCARD ALL"],
)
def test_the_public_stays_what_it_is_after_a_reset(committed_db, escape):
    run("public", escape)

    with pytest.raises(ProgrammingError, match="permission denied"):
        run("public", "SELECT * FROM auth_user")


@pytest.mark.parametrize("alias", ["default", "owner"])
def test_the_public_cannot_become_another_login(committed_db, alias):
    with pytest.raises(ProgrammingError, match="permission denied to set role"):
        run("public", f"SET ROLE {login(alias)}")


def test_the_public_may_alert_and_not_write_otherwise(committed_db):
    with public_database():
        alert_staff("books", "in-and-out?on=2024-12-09", 1)
        with pytest.raises(ProgrammingError, match="permission denied"):
            Alert.objects.all().delete()

    assert Alert.objects.get().times == 1


def test_every_login_needs_its_password(committed_db):
    connections["public"].ensure_connection()
    given = connections["public"].connection.get_dsn_parameters()

    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(
            host=given["host"], port=given["port"], dbname=committed_db, user=login("public")
        )


def test_a_public_page_that_reaches_for_a_working_record_is_refused_by_postgresql(committed_db):
    user = apps.get_model("auth", "User")

    with pytest.raises(ProgrammingError, match="permission denied"), public_database():
        user.objects.count()


def test_staff_add_to_the_history_and_never_change_it(committed_db):
    history = {model._meta.db_table for model in apps.get_models() if issubclass(model, Event)}
    history = {table for table in history if not table.startswith("pghistory_")}

    assert history <= tables_where(login("default"), "INSERT")
    assert not history & tables_where(login("default"), "UPDATE, DELETE, TRUNCATE")
    assert "pghistory_context" not in tables_where(login("default"), ANY_WRITE)


def test_staff_close_versions_of_the_register_and_change_nothing_else_in_them(committed_db):
    versions = {
        model._meta.db_table
        for model in apps.get_app_config("register").get_models()
        if getattr(model, "is_version_table", False)
    }
    query = """
        SELECT DISTINCT column_name FROM information_schema.column_privileges
        WHERE grantee = '{}' AND privilege_type = 'UPDATE' AND table_name = ANY('{{{}}}')
    """

    columns = {name for (name,) in run("owner", query.format(login("default"), ",".join(versions)))}

    assert columns == {"edition_to"}
    assert not versions & tables_where(login("default"), "DELETE, TRUNCATE")


@pytest.mark.parametrize("alias", ["default", "public"])
def test_no_login_makes_tables(committed_db, alias):
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(alias, "CREATE TABLE notes (id int)")


def test_the_public_keeps_nothing_even_for_a_moment(committed_db):
    with pytest.raises(ProgrammingError, match="permission denied"):
        run("public", "CREATE TEMPORARY TABLE notes (id int)")


def test_a_login_with_more_rights_than_ours_is_refused(committed_db):
    run("owner", f"CREATE ROLE rollcall_test_guest; GRANT rollcall_test_guest TO {login('public')}")
    try:
        with pytest.raises(ImproperlyConfigured, match="rollcall_test_public may do more"):
            roles.prepare()
    finally:
        run("owner", "DROP ROLE rollcall_test_guest")
