"""How much of a file is read at most; docs/settings.md has the settings."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Limits:
    bytes: int  # of the file as it is
    inflated: int  # bytes of what is packed in it
    rows: int
    columns: int
    cell: int  # characters

    @property
    def row(self):
        """Characters of one line of a text file, or of one row over several lines."""
        return 10 * self.cell


def current():
    return Limits(
        bytes=settings.SHEET_MOST_BYTES,
        inflated=settings.SHEET_MOST_INFLATED_BYTES,
        rows=settings.SHEET_MOST_ROWS,
        columns=settings.SHEET_MOST_COLUMNS,
        cell=settings.SHEET_LONGEST_CELL,
    )
