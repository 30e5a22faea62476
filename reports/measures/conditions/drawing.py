from reports import charts


def drawing(question, answer, size):
    """One bar for each condition: of how many people it was reported."""
    table = answer.tables[0]
    rows = [
        {"label": str(table.columns[0].words(row.cells["kind"])), "figure": row.cells["people"]}
        for row in table.rows
        if not row.kind
    ]
    if not rows:
        return None
    return charts.bars(rows, size, most=max(row["figure"].at_most for row in rows))
