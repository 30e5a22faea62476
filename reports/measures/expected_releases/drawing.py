from core.partial_dates import parse_edtf
from reports import charts
from reports.measures.expected_releases.months import LATER, PASSED


def drawing(question, answer, size):
    """One column for each month of the table: full colour for at least, pale for at most."""
    rows = [row.cells for row in answer.tables[0].rows if not row.kind]
    rows = [row for row in rows if row["month"] not in (PASSED, LATER)]
    if not any(row["people"].at_most for row in rows):
        return None
    days = [parse_edtf(row["month"]).earliest for row in rows]
    values = [
        {"month": f"{day:%Y-%m-01}", "least": row["people"].at_least, "most": row["people"].at_most}
        for day, row in zip(days, rows, strict=True)
    ]
    x = {
        "field": "month",
        "type": "temporal",
        "timeUnit": "yearmonth",
        "axis": charts.years_axis(days),
        "bandPosition": 0.5,
    }
    y = {
        "type": "quantitative",
        "title": None,
        "scale": {"nice": True},
        "axis": {"tickMinStep": 1, "format": ",d"},
    }
    width = max(3, charts.SIZES[size] * 0.7 / len(values))
    return {
        "data": {"values": values},
        "width": charts.SIZES[size],
        "height": 260,
        "layer": [
            {
                "mark": {"type": "bar", "color": colour, "width": width},
                "encoding": {"x": x, "y": y | {"field": name}},
            }
            for name, colour in (("most", charts.WASH), ("least", charts.ACCENT))
        ],
    }
