from django.utils.translation import gettext as _

from reports import charts


def drawing(question, answer, size):
    """One bar for each status and for each sex in custody."""
    rows = []
    for row in answer.tables[0].rows:
        cells = row.cells
        is_part_of_custody = row.kind == "part" and cells["status"] == "in_custody"
        if row.kind == "part" and not is_part_of_custody:
            continue
        status = str(answer.tables[0].columns[0].words(cells["status"]))
        label = status
        if is_part_of_custody:
            sex = answer.tables[0].columns[1].words(cells["of_whom"])
            label = _("%(status)s, %(sex)s") % {"status": status, "sex": sex}
        rows.append({"label": label, "figure": cells["people"]})
    most = max((row["figure"].at_most for row in rows), default=1)
    return charts.bars(rows, size, most=most)
