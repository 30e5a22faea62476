"""XLS, the format of Excel 97 to 2003, read by calamine in a process of its own.

Calamine keeps whole sheets in memory; where a damaged file makes it ask for more than there is, the
process ends. So it has its own, with a limit of memory and of time.
"""

import json
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from sheets import refusals
from sheets.refusals import FileRefused, damaged
from sheets.values import number
from sheets.workbooks import chosen

PROGRAM = Path(__file__).with_name("xls_program.py")


class XlsReader:
    encoding = delimiter = ""
    columns, has_widths = None, False
    place = staticmethod(refusals.place)

    def __init__(self, path, *, hints, limits, closing):
        self._longest = 6 * (limits.row + limits.columns)  # as JSON, in which a sign may take six
        self._process = closing.enter_context(_Program(path))
        names, hidden = self._line()
        self.sheet_names = names
        self.sheet = chosen(names, hints.sheet, hidden)
        self._process.say(names.index(self.sheet))

    def rows(self):
        row = 0
        while (found := self._line(row)) is not None:
            row, cells = int(found[0]), found[1]
            yield row, cells

    def _line(self, row=0):
        line = self._process.line(self._longest)
        try:
            found = json.loads(line, parse_float=number, parse_int=number)
        except ValueError:
            raise damaged(row) from None
        if found == "password":
            raise FileRefused(_("The file has a password. Save it without one."))
        return found


class _Program:
    """The process that reads the file, and writes it line by line as JSON."""

    def __init__(self, path):
        self._path = path

    def __enter__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-I", PROGRAM, self._path.absolute()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self

    def say(self, number):
        self._process.stdin.write(f"{number}\n".encode())
        self._process.stdin.flush()

    def line(self, longest):
        return self._process.stdout.readline(longest)

    def __exit__(self, *error):
        self._process.kill()
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()
