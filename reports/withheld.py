"""What an answer says of single people, as far as it may be said today."""

from dataclasses import replace

from register.models import Identity


def of_today(answer):
    """The answer without the details of people whose name was withheld since it was kept."""
    if not any(column.is_detail for table in answer.tables for column in table.columns):
        return answer
    return replace(answer, tables=[_of_today(table) for table in answer.tables])


def _of_today(table):
    details = [column.name for column in table.columns if column.is_detail]
    record = next((column.name for column in table.columns if column.is_record), None)
    if not (details and record):
        return table
    named = {row.cells[record] for row in table.rows}
    withheld = set(
        Identity.objects.filter(pk__in=named, is_withheld=True).values_list("pk", flat=True)
    )
    rows = [
        replace(row, cells=row.cells | dict.fromkeys(details, ""))
        if row.cells[record] in withheld
        else row
        for row in table.rows
    ]
    return replace(table, rows=rows)
