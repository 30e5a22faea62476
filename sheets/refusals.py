"""What is said when a file is not read."""

from django.utils.translation import gettext as _


class FileRefused(ValueError):
    """The file, or the rest of it, is not read. Its text is one sentence: what is wrong, and where."""


def damaged(row=0):
    """A FileRefused for a file that ends or breaks in the middle; `row` is the last one read."""
    if row:
        return FileRefused(
            _(
                "The file is damaged or cut off after row %(row)d. Save it anew in the program it "
                "comes from, or fetch it again."
            )
            % {"row": row}
        )
    return FileRefused(
        _(
            "The file is damaged or cut off. Save it anew in the program it comes from, or fetch "
            "it again."
        )
    )


def too_many_columns(row, most):
    return FileRefused(
        _("Row %(row)d has more than %(most)d columns.") % {"row": row, "most": most}
    )


def too_long_cell(row, column, most):
    return FileRefused(
        _("The cell in row %(row)d, %(column)s has more than %(most)d characters.")
        % {"row": row, "column": place(column), "most": most}
    )


def place(column):
    """“column C” for the number 2."""
    return _("column %(letters)s") % {"letters": letters(column)}


def letters(column):
    """How spreadsheet programs call a column: 0 is A, 26 is AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
