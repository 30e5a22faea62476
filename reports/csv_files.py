"""A table as CSV: stable English columns and codes, figures as two columns, numbers without grouping."""

import csv

from django.http import HttpResponse
from django.utils.translation import gettext as _

from core.formulas import neutral
from register.asked import NotUnderstood
from register.figures import Figure
from reports.shown import catalogue_names, numbers


def csv_file(report, question, answer, name):
    """The table called `name` (the first when empty) with the day and the edition in its file name."""
    tables = {table.name: table for table in answer.tables}
    if answer.refusal:
        raise NotUnderstood("from", str(answer.refusal))
    if name and name not in tables:
        raise NotUnderstood(
            "table",
            _("There is no table “%(name)s” here, only: %(names)s.")
            % {"name": name[:40], "names": ", ".join(tables)},
        )
    table = tables[name] if name else answer.tables[0]
    file = f"{report.slug}-{table.name}-{question.on.isoformat()}-edition-{question.edition}.csv"
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )
    writer = csv.writer(response)
    writer.writerow(heading for column in table.columns for heading in headings(column))
    named = catalogue_names(table)
    for row in table.rows:
        writer.writerow(
            cell
            for column in table.columns
            for cell in cells(column, row.cells[column.name], named.get(column.name))
        )
    return response


def headings(column):
    if column.is_figure:
        return [f"{column.name}_at_least", f"{column.name}_at_most"]
    if column.of:
        return [f"{column.name}_id", column.name]
    return [column.name]


def cells(column, value, names=None):
    """What stands in the columns of one value; empty where nothing is known, or nothing bounds it."""
    if column.is_figure:
        return [value.at_least, value.at_most] if isinstance(value, Figure) else ["", ""]
    if column.of:
        known = [number for number in numbers(value) if number in names]
        if not known:
            return ["", value]
        return ["; ".join(map(str, known)), neutral("; ".join(names[number] for number in known))]
    return ["" if value is None else value]
