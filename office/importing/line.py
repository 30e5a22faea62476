"""A row of a file as it was understood: the rows that it asks for, what could not be read, what is doubtful."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.db import models

# The column that the download of refused rows adds; it is not read when the file comes back.
REASONS = "Refused because"


class Doubt(StrEnum):
    """Why a line is held for review (DESIGN: never silently taken). The sentences are in `words`."""

    FUTURE = "future_date"
    DEATH = "death"
    RELEASE = "release"
    LIKELY_SAME = "likely_same"
    EDITED = "edited_here"
    UNSAID = "not_said_any_more"
    OTHER_DEATH = "other_death"
    ERASED = "erased"


# Nothing of the list is taken that staff would have to decide: these are only told.
TOLD = frozenset({Doubt.EDITED, Doubt.UNSAID, Doubt.OTHER_DEATH})


@dataclass
class Row:
    """A row of a working table. `said`: {field: value}, links as the words by which they are found.

    `values` holds the same as the database takes it. `within` is the place of the row above.
    """

    place: str
    model: type[models.Model]
    said: dict = field(default_factory=dict)
    values: dict = field(default_factory=dict)
    within: str = ""

    def __post_init__(self):
        self.kind = self.place.partition(":")[0]


@dataclass
class Line:
    """`faults` are [column, value, reason]; one that makes the line unusable sets `is_refused`."""

    number: int
    cells: dict
    key: str = ""
    public_id: str = ""
    rows: dict = field(default_factory=dict)  # {place: Row}, above before below
    faults: list = field(default_factory=list)
    doubts: list = field(default_factory=list)
    names: list = field(default_factory=list)
    name_key: int | None = None  # of lines that share a name
    continues: bool = False
    is_again: bool = False  # says word for word what it said (`said_again`), and was not read
    is_provisional: bool = False  # the same cells may mean something else another day
    is_refused: bool = False
    is_forgotten: bool = False

    def fault(self, column, value, reason, *, refuses=False):
        self.faults.append([column, str(value)[:300], str(reason)])
        self.is_refused |= refuses

    def forget(self, reason):
        """Refuse the line and keep nothing of what it says."""
        self.cells, self.rows, self.names, self.name_key, self.key = {}, {}, [], None, ""
        self.doubts, self.faults, self.is_refused = [], [["", "", str(reason)]], True
        self.is_forgotten = True

    def doubt(self, kind, column="", value=""):
        self.doubts.append([str(kind), column, str(value)[:300]])
