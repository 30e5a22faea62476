"""Which tables an archive holds, in the order in which they can be filled, and what is left out.

Every table of the apps that keep working records and the register is in it, with its history, unless
it stands in `LEFT_OUT`; of the tables of other packages those in `ACCOUNTS` are.
"""

import hashlib
from dataclasses import dataclass

import pghistory.models
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import models

from config.roles import WORKING_APPS

ARCHIVED_APPS = (*WORKING_APPS, "register")
# History and approvals name who did something; groups say what that person may do.
ACCOUNTS = (
    User,
    Group,
    User.groups.through,
    User.user_permissions.through,
    Group.permissions.through,
    pghistory.models.Context,
)
# label of a model: why an archive does not hold its table
LEFT_OUT = {
    "admin.LogEntry": "The history of every row says who changed what; this log repeats it.",
    "auth.Permission": "Made by the installation; accounts and groups name theirs by codename.",
    "account.EmailAddress": "Not used: an account has one address, in its own row.",
    "account.EmailConfirmation": "Not used.",
    "mfa.Authenticator": "Closed with the secret key of this installation; everybody sets theirs up anew.",
    "usersessions.UserSession": "Who is logged in here is logged in nowhere else.",
    "office.Attempts": "What was tried against this installation in the last hour.",
    "office.Invitation": "Links to this installation; the audit log says who invited whom.",
    "office.Device": "Known by a cookie that this installation signed.",
    "django_tasks_database.DBTaskResult": "What waits to be done here is done here.",
    "contenttypes.ContentType": "Made by the installation, with numbers of its own.",
    "sessions.Session": "Who is logged in here is logged in nowhere else.",
    "office.AuditEvent": "Tells of this installation; another has a log of its own. A backup holds it.",
    "office.AuditLink": "Tells of this installation; another has a log of its own. A backup holds it.",
    "office.FileAlarm": "About files of this installation; check_evidence finds them again.",
    "office.FileToErase": "What is still to be removed here is removed here.",
    "prisoners.DuplicateSearch": "Computed: find_duplicates begins anew.",
    "prisoners.LikelyPair": "Computed: find_duplicates finds them again.",
    "prisoners.WordCount": "Computed: find_duplicates counts them again.",
    "prisoners.NameToIndex": "Computed: the import indexes all names.",
    "prisoners.NameWord": "Computed: the import indexes all names.",
    "prisoners.SearchedName": "Computed: the import indexes all names.",
    "register.Alert": "About figures that this installation did not show.",
    "register.NameWord": "Computed: the import indexes all names.",
    "register.SearchedName": "Computed: the import indexes all names.",
    "register.Stamp": "Names the state of this installation; every change makes another.",
}
# table: {column that is left out: the value that it gets instead}
WITHOUT = {
    # Nobody can log in with this until `manage.py changepassword` gives a new one.
    "auth_user": {"password": "!", "last_login": None},
}
# Permissions have other numbers in every installation, so those who have them name them in words.
NAMED_PERMISSION = """
    SELECT t.{owner}, c.app_label, c.model, p.codename
      FROM {table} t JOIN auth_permission p ON p.id = t.permission_id
      JOIN django_content_type c ON c.id = p.content_type_id
     ORDER BY t.{owner}, c.app_label COLLATE "C", c.model COLLATE "C", p.codename COLLATE "C"
"""


@dataclass(frozen=True)
class Table:
    """One table: its columns in the archive, and `select`, the rows in the order of the archive.

    `owner` is the column of the account or group where the table says who has which permission;
    `numbered_by` the column that gets its numbers from a sequence.
    """

    name: str
    columns: tuple[str, ...]
    select: str
    owner: str = ""
    numbered_by: str = ""

    @property
    def instead(self):
        return WITHOUT.get(self.name, {})


def archived_models():
    """The models whose tables an archive holds; those that others point to come first."""
    ours = [
        model
        for app in ARCHIVED_APPS
        for model in tables_of(app)
        if model._meta.label not in LEFT_OUT
    ]
    left, ordered = [*ACCOUNTS, *ours], []
    while left:
        ready = [model for model in left if not _needs(model) & (set(left) - {model})]
        if not ready:
            raise ValueError(f"Tables point to each other in a circle: {left}")
        ordered += ready
        left = [model for model in left if model not in ready]
    return ordered


def archived_tables(connection):
    return [_table(model, connection) for model in archived_models()]


def tables_of(app):
    """The models of an app that have a table of their own, links of many to many included."""
    models = apps.get_app_config(app).get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy]


def fingerprint(connection):
    """A text that differs between databases whose archived tables are not made alike."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                   || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
                   || CASE WHEN a.attgenerated = '' THEN '' ELSE ' generated' END
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY(%s)
               AND a.attnum > 0 AND NOT a.attisdropped
            """,
            [[model._meta.db_table for model in archived_models()]],
        )
        described = "\n".join(sorted(line for (line,) in cursor.fetchall()))
    return hashlib.sha256(described.encode()).hexdigest()


def _needs(model):
    return {
        field.remote_field.model
        for field in model._meta.local_fields
        if field.is_relation and field.db_constraint
    }


def _table(model, connection):
    meta = model._meta
    owners = [field.column for field in meta.local_fields if field.is_relation]
    if meta.auto_created and "permission_id" in owners:
        owner = next(column for column in owners if column != "permission_id")
        return Table(
            name=meta.db_table,
            columns=(owner, "app_label", "model", "codename"),
            select=NAMED_PERMISSION.format(owner=owner, table=meta.db_table),
            owner=owner,
        )
    columns = tuple(
        field.column
        for field in meta.local_fields
        if not field.generated and field.column not in WITHOUT.get(meta.db_table, {})
    )
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    collation = ' COLLATE "C"' if isinstance(meta.pk, models.CharField) else ""
    return Table(
        name=meta.db_table,
        columns=columns,
        select=f"SELECT {quoted} FROM {meta.db_table} ORDER BY {meta.pk.column}{collation}",
        numbered_by=meta.pk.column if isinstance(meta.pk, models.AutoField) else "",
    )
