from reports import charts
from reports.measures.facilities.held import NOT_KNOWN
from reports.shown import catalogue_names

MOST = 12


def drawing(question, answer, size):
    """One bar for each of the places with the most people, and one for where it is not known."""
    table = answer.tables[0]
    names, words = catalogue_names(table)["facility"], table.columns[0].words
    held = [row.cells for row in table.rows if not row.kind and row.cells["held"].at_most]
    places = [cells for cells in held if cells["facility"] != NOT_KNOWN]
    rows = [
        {"label": names.get(cells["facility"], ""), "figure": cells["held"]}
        for cells in places[:MOST]
    ]
    rows += [
        {"label": words(NOT_KNOWN), "figure": cells["held"]}
        for cells in held
        if cells["facility"] == NOT_KNOWN
    ]
    if not rows:
        return None
    return charts.bars(rows, size, most=max(row["figure"].at_most for row in rows))
