"""A whole answer as JSON: what was asked, how it was counted, and every figure with its bounds."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from register.figures import Figure
from reports.answers import HIDDEN
from reports.shown import catalogue_names, numbers


def as_json(report, question, answer, asked, address):
    """`address` makes a path of this site a whole address. Codes in cells are those of the CSV."""
    page = f"{reverse('reports:report', args=[report.slug])}?{urlencode(question.pinned())}"
    edition = asked.edition
    return {
        "report": report.slug,
        "title": str(report.title),
        "question": str(report.asks),
        "unit": str(report.unit),
        "method": str(report.method),
        "method_version": report.version,
        "limits": [str(limit) for limit in report.limits],
        "asked": _asked(question),
        "edition": question.edition,
        "edition_published_at": edition.published_at.isoformat() if edition else None,
        "permalink": address(page),
        "licence": settings.DATA_LICENCE or None,
        "language": asked.language,
        "figures": [
            {"label": str(line.label), **_value(line.figure), "note": str(line.note)}
            for line in answer.headlines
        ],
        "tables": [_table(table) for table in answer.tables],
    }


def _asked(question):
    """Day, edition and what the report asks besides; each filter with all its values."""
    filters = question.whom.query()
    return dict(pair for pair in question.pinned() if pair not in filters) | {
        "filters": {
            name: [value for its, value in filters if its == name] for name, _value in filters
        }
    }


def _table(table):
    named = catalogue_names(table)
    return {
        "name": table.name,
        "caption": str(table.caption),
        "columns": [
            {"name": column.name, "heading": str(column.heading)} for column in table.columns
        ],
        "rows": [
            {
                "kind": row.kind,
                **{
                    column.name: _cell(row.cells[column.name], named.get(column.name))
                    for column in table.columns
                },
            }
            for row in table.rows
        ],
        "why_not_summed": str(table.why_not),
    }


def _cell(value, names):
    """`names` are those of the catalogue that the column is of: its rows are given with their number."""
    if value is HIDDEN:
        return {"at_least": None, "at_most": None, "is_hidden": True}
    if names is None:
        return _value(value)
    known = [{"id": number, "name": names[number]} for number in numbers(value) if number in names]
    return (known if isinstance(value, tuple) else known[0]) if known else _value(value)


def _value(value):
    """Numbers as numbers, days as ISO dates, codes as they are; null where nothing is known."""
    match value:
        case Figure():
            return {
                "at_least": _value(value.at_least),
                "at_most": _value(value.at_most),
                "unit": value.unit,
            }
        case date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case None | bool() | int() | float():
            return value
    return str(value)
