from reports import charts


def drawing(question, answer, size):
    """One bar for each band of ages at arrest, those whose age is not known last."""
    words = answer.tables[0].columns[0].words
    rows = [
        {"label": words(row.cells["age_at_arrest"]), "figure": row.cells["people"]}
        for row in answer.tables[0].rows
        if not row.kind
    ]
    if not rows:
        return None
    return charts.bars(rows, size, most=max(row["figure"].at_most for row in rows))
