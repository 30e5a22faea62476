"""The counts of a receipt, and what is strange about a file as a whole."""

from collections import defaultdict

from django.db import connection
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from core import seeing
from office.models import ImportLine, ImportRow


def finish(imported, profile):
    """Count, and say what is strange about the file as a whole."""
    remarks = list(imported.remarks)
    read = ImportLine.objects.filter(of=imported)
    refused, lines = read.filter(outcome="refused").count(), read.count()
    if lines and 100 * refused / lines > profile.most_refused:
        remarks.append(
            {"kind": "many_refused", "text": _("%(refused)d of %(lines)d lines are refused: more than %(most)g %%. Is it the right profile?")
             % {"refused": refused, "lines": lines, "most": profile.most_refused}}
        )  # fmt: skip
    imported.remarks = remarks
    imported.total = lines
    imported.counts = counts(imported)
    imported.save(update_fields=["remarks", "total", "counts"])


@seeing.as_system()
def counts(imported):
    """{outcome: lines, "rows": {table: {outcome: rows}}, "vanished": lines of the list not in the file}.

    Rows are those of lines that are written: what is held or refused is none yet.
    """
    found = dict.fromkeys(ImportLine.Outcome.values, 0)
    lines = ImportLine.objects.filter(of=imported)
    found |= dict(lines.order_by().values_list("outcome").annotate(n=Count("pk")))
    rows = defaultdict(dict)
    written = lines.filter(number=OuterRef("line"), outcome__in=["new", "changed"]).order_by()
    kept = ImportRow.objects.filter(Exists(written), of=imported).order_by()
    for table, outcome, number in kept.values_list("table", "outcome").annotate(n=Count("pk")):
        rows[table][outcome] = number
    return found | {
        "rows": rows,
        "people": lines.filter(outcome="new")
        .exclude(public_id="")
        .values("public_id")
        .distinct()
        .count(),
        "vanished": len(vanished(imported, limit=None)),
    }


def vanished(imported, limit=50):
    """Keys of the list that earlier files had and this one has not; nothing is done to them.

    Lines without a key of their own are not among them: one that was corrected is another.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT key FROM office_importedline i
             WHERE list_name = %s AND key NOT LIKE 'line:%%'
               AND NOT EXISTS (SELECT FROM office_importline l WHERE l.of_id = %s AND l.key = i.key)
             ORDER BY key LIMIT %s
            """,
            [imported.list_name, imported.pk, limit],
        )
        return [key for (key,) in cursor.fetchall()]
