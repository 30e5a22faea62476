from reports import charts


def drawing(question, answer, size):
    """One bar for each kind of change."""
    rows = [
        {"label": str(headline.label), "figure": headline.figure} for headline in answer.headlines
    ]
    return charts.bars(rows, size, most=max(row["figure"].at_most for row in rows))
