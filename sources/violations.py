"""What the database refused, in the reader's language.

Forms check the constraints of one row before they save. Rules across rows, and every rule when rows
are written in bulk, are refused by PostgreSQL itself; `explain` gives the same sentences for those.
"""

import json
import re

from django.apps import apps
from django.db import connections, transaction
from django.utils.translation import gettext as _

from core.partial_dates import DateNotUnderstood, parse_edtf

NOT_NULL, FOREIGN_KEY, CHECK = "23502", "23503", "23514"
TOO_LONG, OUT_OF_RANGE, NOT_A_DATE = "22001", "22003", "22007"
# Deadlock, lost race, waited too long for a lock.
AT_THE_SAME_TIME = {"40P01", "40001", "55P03"}


def check_now(using="default", *, savepoint=True):
    """Check the rules across rows now, not at the end of the transaction.

    Raises IntegrityError when one is broken; the rows that break it are still there then, so the
    transaction has to be rolled back. Without a savepoint, outside of all others, PostgreSQL forgets
    what has been checked: within one it remembers every row until the transaction ends.
    """
    with (
        transaction.atomic(using=using, savepoint=savepoint),
        connections[using].cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def explain(error):
    """One sentence for the person typing, for any DatabaseError that their data may cause."""
    cause = error if hasattr(error, "diag") else error.__cause__
    diag = getattr(cause, "diag", None)
    if diag is None:
        return _("Something else still refers to this, or what it refers to is gone.")
    return (
        _of_named_rule(diag)
        or _of_field(diag)
        or _of_code(cause)
        or _("The database refused this: %(reason)s") % {"reason": diag.message_primary}
    )


def sentence_of(name):
    """The sentence of the constraint of this name in a model's Meta, or None."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return None


def _of_named_rule(diag):
    """The sentence of a constraint in a model's Meta or of a rule kept by triggers."""
    name = diag.constraint_name
    if sentence := sentence_of(name):
        return sentence
    for app in apps.get_app_configs():
        if sentence := getattr(app, "refusals", {}).get(name):
            facts = json.loads(diag.message_detail or "{}")
            return sentence(facts) if callable(sentence) else sentence % facts
    return None


def _of_field(diag):
    """The sentence of what a field's own definition refuses: empty, taken, negative."""
    for model in apps.get_models():
        if model._meta.db_table != diag.table_name or model._meta.proxy:
            continue
        for field in model._meta.local_concrete_fields:
            label = {"field": field.verbose_name}
            named_after_it = f"{model._meta.db_table}_{field.column}_"
            if diag.column_name == field.column:
                return _("“%(field)s” is missing.") % label
            if not (diag.constraint_name or "").startswith(named_after_it):
                continue
            if diag.sqlstate == CHECK:
                return _("“%(field)s” cannot be negative.") % label
            if field.unique and diag.sqlstate != FOREIGN_KEY:
                return model().unique_error_message(model, (field.name,)).messages[0]
    return None


def _of_code(cause):
    """The sentence of errors that PostgreSQL does not tie to a field."""
    if cause.pgcode == FOREIGN_KEY:
        return _("Something else still refers to this, or what it refers to is gone.")
    if cause.pgcode == TOO_LONG:
        return _("A text is longer than its field takes.")
    if cause.pgcode == OUT_OF_RANGE:
        return _("A number is too large.")
    if cause.pgcode == NOT_A_DATE:
        return _why_not_a_date(cause.diag.message_primary)
    if cause.pgcode in AT_THE_SAME_TIME:
        return _("Somebody else is saving this record at the same time. Please save again.")
    return None


def _why_not_a_date(message):
    """edtf_days quotes the text; the Python twin gives the reason in the reader's language."""
    if quoted := re.match(r'"(.*)" is not a date', message, re.DOTALL):
        try:
            parse_edtf(quoted[1])
        except DateNotUnderstood as error:
            return str(error)
    return None
