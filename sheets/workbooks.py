"""What all files with several sheets have in common."""

from django.utils.translation import gettext as _

from sheets.refusals import FileRefused


def chosen(names, asked, hidden=()):
    """The sheet that was asked for, else the first that is not hidden."""
    if asked:
        if asked in names:
            return asked
        raise FileRefused(
            _("There is no sheet “%(asked)s”. There are: %(sheets)s.")
            % {"asked": asked, "sheets": ", ".join(names)}
        )
    return next((name for name in names if name not in hidden), names[0])
