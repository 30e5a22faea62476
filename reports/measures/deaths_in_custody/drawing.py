from reports import charts


def drawing(question, answer, size):
    """One column for each year: full for at least, pale for at most, with its number above."""
    values = [
        {
            "year": str(row.cells["year"]),
            "least": row.cells["in_custody"].at_least,
            "most": row.cells["in_custody"].at_most,
            "words": charts.in_short(row.cells["in_custody"]),
        }
        for row in answer.tables[0].rows
        if isinstance(row.cells["year"], int)
    ]
    if not values:
        return None
    x = {
        "field": "year",
        "type": "ordinal",
        "axis": {"title": None, "labelAngle": 0, "ticks": False, "labelOverlap": "greedy"},
        "scale": {"paddingInner": 0.35},
    }
    y = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, max(value["most"] for value in values) * 1.15 + 0.1]},
    }
    return {
        "data": {"values": values},
        "width": charts.SIZES[size],
        "height": 240,
        "layer": [
            {
                "mark": {"type": "bar", "color": charts.WASH},
                "encoding": {"x": x, "y": y | {"field": "most"}},
            },
            {
                "mark": {"type": "bar", "color": charts.ACCENT},
                "encoding": {"x": x, "y": y | {"field": "least"}},
            },
            {
                "mark": {"type": "text", "baseline": "bottom", "dy": -4, "fontWeight": 600},
                "encoding": {"x": x, "y": y | {"field": "most"}, "text": {"field": "words"}},
            },
        ],
    }
