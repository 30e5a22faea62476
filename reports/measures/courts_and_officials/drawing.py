from register.models import Court
from reports import charts

SHOWN = 12


def drawing(question, answer, size):
    """One bar for each of the courts with the most verdicts."""
    rows = [row.cells for row in answer.tables[0].rows if isinstance(row.cells["court"], int)]
    courts = Court.objects.in_bulk(row["court"] for row in rows[:SHOWN])
    bars = [
        {"label": str(courts[row["court"]]), "figure": row["verdicts"]}
        for row in rows[:SHOWN]
        if row["court"] in courts
    ]
    if not bars:
        return None
    return charts.bars(bars, size, most=max(bar["figure"].at_most for bar in bars))
