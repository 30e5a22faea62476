from reports import charts


def drawing(question, answer, size):
    """One bar for each stretch of days, the people of whom nothing is known last."""
    words = answer.tables[0].columns[0].words
    rows = [
        {"label": words(row["days_without_contact"]), "figure": row["people"]}
        for row in answer.rows
    ]
    return charts.bars(rows, size, most=max(row["figure"].at_most for row in rows))
