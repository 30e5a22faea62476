"""Importing a spreadsheet from the list of what it holds: upload, preview, confirm (DESIGN §9).

Import publishes nothing. A line that cannot be taken is shown with its column, value and reason,
and then nothing of the file is taken.
"""

from import_export.admin import ImportMixin
from import_export.formats.base_formats import CSV, XLSX
from unfold.contrib.import_export.forms import ImportForm


class ImportsSheets(ImportMixin):
    import_form_class = ImportForm
    import_formats = [CSV, XLSX]
    skip_import_confirm = False
    # The history of every row says who imported it; a second log would repeat it.
    skip_admin_log = True
