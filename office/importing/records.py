"""The records that an import made or changed, and the imports that made or changed a record."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from office.importing.targets import label_of
from office.models import Import, ImportLine, ImportRow
from pardons.models import ClemencyAct
from prisoners.models import Prisoner
from sources.models import CountClaim, Record

ROOTS = [label_of(model) for model in (Prisoner, ClemencyAct, CountClaim)]
WRITTEN = [ImportLine.Outcome.NEW, ImportLine.Outcome.CHANGED]


@dataclass(frozen=True)
class Mention:
    """An import that wrote something of a record; `made`: the record itself."""

    imported: Import
    made: bool


def new_records(imported):
    """The records that this import made."""
    rows = _written(ImportRow.objects.filter(of=imported, table__in=ROOTS, outcome="new"))
    return Record.objects.filter(pk__in=rows.values("ident"))


def imports_of(record):
    """`Mention`s of a record and of those that became part of it, newest first."""
    public_ids = [record.pk, *record.all_absorbed().values_list("pk", flat=True)]
    rows = _written(
        ImportRow.objects.filter(owner__in=public_ids).exclude(outcome=ImportRow.Outcome.SAME)
    )
    rows = rows.filter(of=OuterRef("pk")).order_by()
    found = Import.objects.filter(
        Exists(rows), state__in=[Import.State.DONE, Import.State.UNDONE]
    ).annotate(made=Exists(rows.filter(Q(table__in=ROOTS) & Q(outcome="new"))))
    return [Mention(each, each.made) for each in found.select_related("written_by")]


def _written(rows):
    """Those of lines that are written: what is held or refused is in no record."""
    line = ImportLine.objects.filter(
        of=OuterRef("of"), number=OuterRef("line"), outcome__in=WRITTEN
    ).order_by()
    return rows.filter(Exists(line)).order_by()
