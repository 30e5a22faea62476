"""Run by sheets/xls.py: the sheets of an XLS file, then the rows of the one that is asked for."""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta

MEMORY = 1_500_000_000  # bytes
SECONDS = 120


def main(path):
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_path(path)
    except PasswordError:
        say("password")
        return
    sheets = book.sheets_metadata
    hidden = [sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible]
    say([[sheet.name for sheet in sheets], hidden])
    sys.stdout.flush()
    sheet = book.get_sheet_by_index(int(sys.stdin.readline()))
    # Its rows begin with the first of the sheet, its columns with the first that is used.
    _first_row, first_column = sheet.start or (0, 0)
    for row, cells in enumerate(sheet.iter_rows(), 1):
        if any(cell != "" for cell in cells):
            say([row, [""] * first_column + [shown(cell) for cell in cells]])
    say(None)


def shown(value):
    """Texts and numbers; JSON has nothing else for a cell."""
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            is_whole = value.time() == time()
            return value.date().isoformat() if is_whole else value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
    return value


def say(what):
    sys.stdout.write(json.dumps(what) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
