from reports import charts
from reports.shown import catalogue_names

MOST = 12


def drawing(question, answer, size):
    """One bar for each organisation: how many people it had recognised by the day."""
    table = answer.tables[0]
    names = catalogue_names(table)["organisation"]
    rows = [
        {
            "label": names.get(row.cells["organisation"], ""),
            "figure": row.cells["recognised"],
        }
        for row in table.rows
        if not row.kind
    ][:MOST]
    if not rows:
        return None
    return charts.bars(rows, size, most=max(row["figure"].at_most for row in rows))
