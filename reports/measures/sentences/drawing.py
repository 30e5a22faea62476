from reports import charts


def drawing(question, answer, size):
    """One bar for each band of years, then life, death and lengths that are not known."""
    words = answer.tables[0].columns[0].words
    rows = [
        {"label": words(row.cells["sentence"]), "figure": row.cells["people"]}
        for row in answer.tables[0].rows
        if not row.kind
    ]
    return charts.bars(rows, size, most=max(row["figure"].at_most for row in rows))
