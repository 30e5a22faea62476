"""Reading one cell. What cannot be read is refused with the column, the value and the reason."""

from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from core.fields import canonical
from core.partial_dates import DateNotUnderstood


class CellRefused(ValueError):
    """Why a value cannot be taken; the row adds the column."""


def text(row, column):
    """The cell without white space around it, "" when the column is not there."""
    value = row.get(column)
    return "" if value is None else str(value).strip()


def several(row, column):
    """The parts of a cell that holds several values, divided by semicolons."""
    return [part for part in (part.strip() for part in text(row, column).split(";")) if part]


def before_bracket(value):
    """ "Minsk Regional Court (trial opened 2023-05-22)" without what is added in brackets."""
    return value.partition(" (")[0]


def partial_date(value):
    try:
        return canonical(value)
    except DateNotUnderstood as error:
        raise CellRefused(str(error)) from error


def code(value, choices, words=None):
    """The code that `value` is or that `words` says it means; refuses everything else."""
    found = (words or {}).get(value, value)
    if found and found not in choices.values:
        raise CellRefused(
            _("not one of: %(choices)s") % {"choices": ", ".join(words or choices.values)}
        )
    return found


def codes(values, choices):
    return [code(value, choices) for value in values]


def number(value):
    if not value:
        return None
    if not value.isascii() or not value.isdigit():
        raise CellRefused(_("not a whole number"))
    return int(value)


def decimal(value):
    try:
        return Decimal(value) if value else None
    except InvalidOperation as error:
        raise CellRefused(_("not a number")) from error


def yes_or_no(value):
    """True, False, or None when the cell is empty."""
    if value.lower() not in ("", "yes", "no", "true", "false", "1", "0"):
        raise CellRefused(_("not yes or no"))
    return value.lower() in ("yes", "true", "1") if value else None


def refused(column, value, reason):
    """The sentence beside a column: what stands in it and why it is not taken."""
    return ValidationError(
        _("%(column)s “%(value)s”: %(reason)s"),
        params={"column": column, "value": value, "reason": reason},
    )


def refusal(column, value, reason):
    """The same as an error of one whole row."""
    return ValidationError({column: [refused(column, value, reason)]})


class Cell(Widget):
    """A widget of import-export made of one function that reads a text."""

    def __init__(self, read=str, **kwargs):
        super().__init__()
        self.read, self.kwargs = read, kwargs

    def clean(self, value, row=None, **kwargs):
        return self.read("" if value is None else str(value).strip(), **self.kwargs)

    def render(self, value, obj=None, **kwargs):
        if isinstance(value, list):
            return ";".join(str(part) for part in value)
        return "" if value is None else str(value)
