"""What each database login may do. Granted table by table: what is not named here is refused.

The owner makes tables. The staff's login works on the working records, adds to their history and
never changes it, and adds to the register's versions and closes them. The public's login reads the
register and nothing else. Neither is a member of another role, so `SET ROLE` leads nowhere.
"""

import zlib
from collections import defaultdict

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction
from pghistory.models import Event
from psycopg2 import sql

from config import sealing
from office.erasing.function import definition as erase_person

WORKING_APPS = ("sources", "prisoners", "pardons", "office")
ACCOUNT_APPS = (
    *("auth", "admin", "contenttypes", "sessions"),
    *("account", "mfa", "usersessions"),  # allauth's
)
QUEUE_APPS = ("django_tasks_database",)
ADVISORY_LOCK = zlib.crc32(b"rollcall: prepare_database")

EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"
APPEND = "SELECT, INSERT"


def prepare(using="owner"):
    """Make the logins and set their rights anew, in one transaction; two at once wait in turn."""
    staff, public = settings.DATABASES["default"], settings.DATABASES["public"]
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        for login in (staff, public):
            _make_login(cursor, login["USER"], login["PASSWORD"])
        for statement in statements(
            database=connections[using].settings_dict["NAME"],
            staff=staff["USER"],
            public=public["USER"],
            # A model whose migration is still to be made has no table to grant.
            present=set(connections[using].introspection.table_names(cursor)),
        ):
            cursor.execute(statement.as_string(cursor.connection))


def fingerprint():
    """A text that changes when `prepare` would do something else. Holds passwords: never show it."""
    owner, staff, public = (settings.DATABASES[alias] for alias in ("owner", "default", "public"))
    made = statements(database=owner["NAME"], staff=staff["USER"], public=public["USER"])
    return f"{list(made)} {staff['PASSWORD']} {public['PASSWORD']}"


def statements(*, database, staff, public, present=None):
    """The rights of both logins, as SQL statements to run in order; on `present` tables, or all."""
    names = {
        "database": sql.Identifier(database),
        "staff": sql.Identifier(staff),
        "public": sql.Identifier(public),
    }
    yield sql.SQL(CLEAN_SLATE).format(**names)
    for privileges, tables, login in _grants():
        granted = [table for table in tables if present is None or table in present]
        if granted:
            yield sql.SQL("GRANT {privileges} ON {tables} TO {login}").format(
                privileges=sql.SQL(privileges),
                tables=sql.SQL(", ").join(map(sql.Identifier, granted)),
                login=names[login],
            )
    yield sql.SQL(HISTORY_CONTEXT).format(**names)
    yield sql.SQL(STATISTICS).format(**names)
    yield sql.SQL(ALERTS).format(**names)
    yield sql.SQL(TIPS).format(**names)
    yield sql.SQL(AUDIT).format(**names)
    yield sql.SQL(SEALING).format(**names)
    yield from sealing.statements(WORKING_APPS, present)
    if present is None or "office_erasure" in present:
        yield sql.SQL(erase_person())
        yield sql.SQL(ERASE).format(**names)


def _grants():
    """(privileges, tables, login) of every table that a login may touch."""
    working = [model for app in WORKING_APPS for model in _models(app)]
    history = [model for model in working if issubclass(model, Event)]
    records = [model for model in working if not issubclass(model, Event)]
    accounts = [model for app in (*ACCOUNT_APPS, *QUEUE_APPS) for model in _models(app)]
    register = _models("register")
    versions = [model for model in register if _is_version(model)]
    current = [model for model in register if not _is_version(model)]
    closable = [model for model in versions if _has_field(model, "edition_to")]
    return [
        *_of_records(records),
        (EVERYTHING, _tables(accounts + current), "staff"),
        (APPEND, _tables(history + versions), "staff"),
        ("UPDATE (edition_to)", _tables(closable), "staff"),
        ("SELECT", ["pghistory_context", "django_migrations"], "staff"),
        ("SELECT", _tables(register), "public"),
    ]


def _of_records(models):
    """A model that the staff's login may not change at will says in `staff_may` what it may do."""
    tables = defaultdict(list)
    for model in models:
        tables[getattr(model, "staff_may", EVERYTHING)].append(model)
    return [(privileges, _tables(models), "staff") for privileges, models in tables.items()]


def _models(app):
    """The models of an app that have a table of their own, links of many to many included."""
    models = apps.get_app_config(app).get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy]


def _tables(models):
    return sorted(model._meta.db_table for model in models)


def _is_version(model):
    return getattr(model._meta.auto_created or model, "is_version_table", False)


def _has_field(model, name):
    return any(field.name == name for field in model._meta.get_fields())


def _make_login(cursor, name, password):
    """Make or update a login. One that was made by hand, and that we may not change, stays as it is."""
    cursor.execute(
        """
        SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb,
               ARRAY(SELECT roleid::regrole::text FROM pg_auth_members WHERE member = pg_roles.oid)
        FROM pg_roles WHERE rolname = %s
        """,
        [name],
    )
    is_too_strong, groups = cursor.fetchone() or (False, None)
    if is_too_strong or groups:
        raise ImproperlyConfigured(
            f"The database login {name} may do more than its rights on tables say "
            f"({', '.join(groups) or 'superuser, or makes roles or databases'}): give the site a plain login."
        )
    if groups is None or _may_change_roles(cursor):
        statement = sql.SQL("{verb} ROLE {role} LOGIN NOINHERIT PASSWORD {password}").format(
            verb=sql.SQL("CREATE" if groups is None else "ALTER"),
            role=sql.Identifier(name),
            password=sql.Literal(password),
        )
        cursor.execute(statement.as_string(cursor.connection))


def _may_change_roles(cursor):
    cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    return cursor.fetchone()[0]


CLEAN_SLATE = """
    REVOKE ALL ON DATABASE {database} FROM PUBLIC, {staff}, {public};
    REVOKE ALL ON SCHEMA public FROM PUBLIC, {staff}, {public};
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {staff}, {public};
    REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {staff}, {public};
    GRANT CONNECT ON DATABASE {database} TO {staff}, {public};
    GRANT TEMPORARY ON DATABASE {database} TO {staff};  -- publishing works in temporary tables
    GRANT USAGE ON SCHEMA public TO {staff}, {public};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {staff};
"""

# django-pghistory writes down who acts by an upsert, which would need the right to change contexts.
# Run as the owner, the function does that one thing and the login keeps the right to read.
HISTORY_CONTEXT = """
    ALTER FUNCTION _pgh_attach_context() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
    REVOKE ALL ON FUNCTION _pgh_attach_context() FROM PUBLIC, {public};
    GRANT EXECUTE ON FUNCTION _pgh_attach_context() TO {staff};
"""

# Only the owner of a table may ask for its statistics anew, which publishing needs half way, or have its
# indexes put in order, which whoever writes names needs at the end.
STATISTICS = """
    REVOKE ALL ON FUNCTION analyze_register(), settle_indexes(regclass) FROM PUBLIC, {public};
    GRANT EXECUTE ON FUNCTION analyze_register(), settle_indexes(regclass) TO {staff};
"""

# A public page that finds a figure wrong says so to staff, and can do nothing else with that table.
ALERTS = """
    REVOKE ALL ON FUNCTION alert_staff(text, text, integer) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION alert_staff(text, text, integer) TO {staff}, {public};
"""

# Forgetting is part of an erasure, which only the owner does. The chain grows by itself.
AUDIT = """
    REVOKE ALL ON FUNCTION audit_forget(text), audit_chain() FROM PUBLIC, {staff}, {public};
"""

# A reader's message goes in, and nobody who serves readers can get it out again.
TIPS = """
    REVOKE ALL ON FUNCTION receive_tip(text, text, text, text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION receive_tip(text, text, text, text) TO {staff}, {public};
"""

# Which records are hidden from the one who asks; the policies of config/sealing.py call these.
SEALING = """
    REVOKE ALL ON FUNCTION hidden_records(), hidden_rows(regclass), hidden_sources(), hidden_log_entries(),
        sealed_cases() FROM PUBLIC, {public};
    GRANT EXECUTE ON FUNCTION hidden_records(), hidden_rows(regclass), hidden_sources(), hidden_log_entries(),
        sealed_cases() TO {staff};
"""

# The one way to delete from the register and from history: for whom two people decided to erase.
ERASE = """
    REVOKE ALL ON FUNCTION erase_person(text[], text[]) FROM PUBLIC, {public};
    GRANT EXECUTE ON FUNCTION erase_person(text[], text[]) TO {staff};
"""
