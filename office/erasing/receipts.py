"""What imports kept of an erased person, and what merges of others wrote down about them."""

import json

from django.db import connection

from office.erasing.function import links_to_person
from office.models import Import, ImportedLine, ImportLine, ImportRow
from pardons.models import Beneficiary
from prisoners.models import Merge


def forget_beneficiaries(ids):
    """Lines of lists of acts by which these people were named: the whole line was about them."""
    of_person = {"prisoner__record__in": ids}
    codes = [
        str(code)
        for model in (Beneficiary, Beneficiary.pgh_event_model)
        for code in model.objects.filter(**of_person).values_list("code", flat=True)
    ]
    if not codes:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH named AS (SELECT DISTINCT of_id, line FROM office_importrow WHERE ident = ANY(%s)),
            lines AS (DELETE FROM office_importline l USING named n
                       WHERE l.of_id = n.of_id AND l.number = n.line)
            DELETE FROM office_importrow r USING named n WHERE r.of_id = n.of_id AND r.line = n.line
            """,
            [codes],
        )
        cursor.execute(
            "DELETE FROM office_importedline WHERE owner NOT LIKE 'RC-%%' AND rows::text ~ %s",
            ["|".join(codes)],
        )


def forget(known, gone):
    """What is left after the rows are gone: links to the person, lines that wait, who it may have been."""
    for column in links_to_person():
        ImportRow.objects.filter(**{f"values__{column}__in": gone["pks"]}).delete()
    _forget_lines(known)
    marks = [*known.ids, *gone["codes"]]
    for model, name in ((ImportedLine, "rows"), (ImportLine, "before"), (ImportLine, "candidates")):
        for row in _mentioning(model, name, marks):
            setattr(row, name, _without(getattr(row, name), marks))
            row.digest = None
            row.save(update_fields=[name, "digest"])
    for merge in Merge.objects.iterator():
        _forget_steps(merge, marks, gone["pks"])
    for imported in Import.objects.iterator():
        _forget_in_receipt(imported, known)


def _forget_lines(known):
    """Lines whose cells are kept because they wait or were refused, when they are nobody else's."""
    waiting = ImportLine.objects.exclude(cells={}).filter(public_id__in=["", *known.ids])
    waiting |= ImportLine.objects.exclude(cells={}).filter(outcome=ImportLine.Outcome.NEW)
    for line in waiting.iterator(chunk_size=1_000):
        if known.is_called_in(" ".join(map(str, line.cells.values()))):
            ImportRow.objects.filter(of=line.of_id, line=line.number).delete()
            line.delete()


def _mentioning(model, name, marks):
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT id FROM {model._meta.db_table} WHERE "{name}"::text ~ %s', ["|".join(marks)]
        )
        return model.objects.filter(pk__in=[pk for (pk,) in cursor.fetchall()])


def _without(value, marks):
    """The value without the entries that mention somebody; what a line said before lies one deeper."""
    if isinstance(value, list):
        return [each for each in value if not _mentions(each, marks)]
    return {
        key: _without(each, marks) if key == "rows" else each
        for key, each in value.items()
        if key == "rows" or not _mentions([key, each], marks)
    }


def _mentions(value, marks):
    text = json.dumps(value, ensure_ascii=False)
    return any(mark in text for mark in marks)


def _forget_steps(merge, marks, pks):
    """A merge of others that moved a row which said something of the person cannot put it back."""

    def kept(steps):
        return [each for each in steps or () if not (_mentions(each, marks) or _links(each, pks))]

    journal, lost, stayed = kept(merge.journal), kept(merge.lost), kept(merge.not_restored)
    if (journal, lost, stayed) != (merge.journal, merge.lost, merge.not_restored):
        Merge.objects.filter(pk=merge.pk).update(journal=journal, lost=lost, not_restored=stayed)


def _links(step, pks):
    columns = {}
    for part in ("row", "before", "after"):
        columns |= step.get(part) or {} if isinstance(step, dict) else {}
    return any(columns.get(name) in pks for name in links_to_person())


def _forget_in_receipt(imported, known):
    """A file that is named after somebody, and remarks on it that name somebody."""
    remarks = [each for each in imported.remarks if not known.is_called_in(each.get("text", ""))]
    is_named = known.is_called_in(imported.file_name)
    if is_named or remarks != imported.remarks:
        name = "erased" if is_named else imported.file_name
        Import.objects.filter(pk=imported.pk).update(file_name=name, remarks=remarks)
