"""A whole import taken back, as long as nothing that it wrote was changed since."""

from dataclasses import dataclass
from functools import cache

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import seeing
from office.importing import history, many
from office.importing.statements import MODELS
from office.importing.targets import CATALOGUES, is_named_by_ident, label_of
from office.models import Import, ImportedLine, ImportRow
from pardons.models import ClemencyAct
from prisoners.models import Prisoner
from sources.models import Record
from sources.touching import touched_once
from sources.violations import check_now, explain

MOST_NAMED = 50
ROOTS = (Prisoner, ClemencyAct)


class CannotUndo(Exception):
    """What stands in the way."""


@dataclass(frozen=True)
class Obstacle:
    """A record that cannot be put back, and why."""

    public_id: str
    reason: str


def obstacles(imported):
    """What stands in the way of undoing: records changed or published since, newer imports of the list.

    It names no record that the one who asks may not see; whoever does not see all of the import cannot
    undo it.
    """
    touched = _touched(imported)
    records = Record.objects.filter(pk__in=touched.values("owner")).order_by("pk")
    found = [
        Obstacle(public_id, _("changed since"))
        for public_id in records.filter(changed_at__gt=imported.written_at).values_list(
            "pk", flat=True
        )[:MOST_NAMED]
    ]
    new = touched.filter(outcome="new", table__in=[label_of(model) for model in ROOTS])
    public = records.filter(pk__in=new.values("owner"), published_revision__isnull=False)
    public = public.exclude(state__in=["withdrawn", "merged"])
    found += [
        Obstacle(public_id, _("published; withdraw it first"))
        for public_id in public.values_list("pk", flat=True)[:MOST_NAMED]
    ]
    later = ImportedLine.objects.filter(
        list_name=imported.list_name, last__written_at__gt=imported.written_at
    ).exclude(last=imported)
    if later.exists():
        found.append(Obstacle("", _("a newer file of the same list was imported; undo that first")))
    if _is_partly_hidden(imported):
        found.append(Obstacle("", _("you do not see all of it; somebody who does has to undo it")))
    return found


def _touched(imported):
    return ImportRow.objects.filter(of=imported).exclude(outcome="same").exclude(owner="")


def _is_partly_hidden(imported):
    def owners():
        return _touched(imported).values("owner").distinct().count()

    seen = owners()
    with seeing.as_system():
        return owners() > seen


def undo(imported, *, by):
    """Put everything back as it was; `CannotUndo` names what stands in the way, and nothing is done."""
    with transaction.atomic(), history.context(imported, by):
        imported = Import.objects.select_for_update(no_key=True).get(pk=imported.pk)
        if imported.state != Import.State.DONE:
            raise CannotUndo(_("Only an import that was written can be undone."))
        if found := obstacles(imported):
            first = found[0]
            raise CannotUndo(
                _("%(record)s: %(reason)s. It is one of %(number)d that stand in the way.")
                % {
                    "record": first.public_id or imported.list_name,
                    "reason": first.reason,
                    "number": len(found),
                }
            )
        try:
            with seeing.as_system(), touched_once():
                _put_back(imported)
                check_now()
        except DatabaseError as error:
            raise CannotUndo(explain(error)) from error
        imported.state = Import.State.UNDONE
        imported.undone_by, imported.undone_at = by, timezone.now()
        imported.save()
    return imported


def _put_back(imported):
    given = {"of": str(imported.pk)}
    with connection.cursor() as cursor:
        for model in MODELS:
            cursor.execute(_restore(model), given | {"table": label_of(model)})
            many.put_back(cursor, given | {"table": label_of(model)}, model)
        for model in reversed(MODELS):
            cursor.execute(_remove(model), given | {"table": label_of(model)})
        _restore_what_was_said(cursor, given)
        for model in CATALOGUES:
            _remove_unused(cursor, imported, model)


@cache
def _restore(model):
    table = model._meta.db_table
    fields = [f for f in model._meta.concrete_fields if not f.generated and not f.primary_key]
    columns = ", ".join(f'"{f.column}"' for f in fields)
    return f"""
        UPDATE {table} t SET ({columns}) = (SELECT {columns} FROM jsonb_populate_record(t, r.before))
          FROM office_importrow r JOIN office_importline l ON l.of_id = r.of_id AND l.number = r.line
         WHERE {is_named_by_ident(model)} AND r.of_id = %(of)s AND r."table" = %(table)s
           AND r.outcome = 'changed' AND l.outcome IN ('new', 'changed')
    """


@cache
def _remove(model):
    table = model._meta.db_table
    rows = """
        SELECT r.ident, r.owner, r.values FROM office_importrow r
          JOIN office_importline l ON l.of_id = r.of_id AND l.number = r.line
         WHERE r.of_id = %(of)s AND r."table" = %(table)s AND r.outcome = 'new'
           AND l.outcome IN ('new', 'changed')
    """
    return f"DELETE FROM {table} t USING ({rows}) r WHERE {is_named_by_ident(model)}"


def _restore_what_was_said(cursor, given):
    cursor.execute(
        """
        UPDATE office_importedline i SET rows = l.before -> 'rows', digest = NULL, last_id = (l.before ->> 'last')::uuid
          FROM office_importline l WHERE l.of_id = %(of)s AND l.key = i.key AND l.before IS NOT NULL
           AND i.last_id = l.of_id
        """,
        given,
    )
    cursor.execute("DELETE FROM office_importedline WHERE last_id = %(of)s", given)


def _remove_unused(cursor, imported, model):
    """Rows of catalogues that the import made, where nothing else uses them by now."""
    made = ImportRow.objects.filter(of=imported, table=label_of(model), outcome="made")
    for pk in made.values_list("ident", flat=True):
        try:
            with transaction.atomic():
                cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [int(pk)])
                check_now()
        except DatabaseError:
            continue
