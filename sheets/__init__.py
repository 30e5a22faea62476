"""Spreadsheets of strangers, read and written safely.

    with open_sheet(path, name="list.xlsx") as sheet:
        for number, cells in sheet.rows():
            ...

Reads CSV, XLSX, ODS, XLS and JSON row by row, in bounded memory, as texts; what cannot be read without
guessing raises FileRefused with one sentence for the person who brought the file. It knows files only;
what the columns mean is the business of imports.
"""

from sheets.opening import open_sheet
from sheets.reading import SURPLUS, Hints, Sheet
from sheets.refusals import FileRefused
from sheets.writing import NewSheet

__all__ = ["SURPLUS", "FileRefused", "Hints", "NewSheet", "Sheet", "open_sheet"]
