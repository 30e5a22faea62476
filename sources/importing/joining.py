"""A line of one list about a root that was here before: it fills what is empty and overwrites nothing.

What it states otherwise is told by `differences`, so that it can be kept beside.
"""

from django.utils.text import capfirst

from core.fields import PartialDateField
from core.partial_dates import parse_edtf
from sources.importing.parts import Parts, code_of

UNSAID = (None, "", "unknown", [], False)


def is_said(value):
    return value not in UNSAID


class SharedParts(Parts):
    """Rows of the list that made the root, after others joined: its empty cells empty nothing."""

    def changes(self, row, values):
        changes = super().changes(row, values)
        return {name: value for name, value in changes.items() if is_said(value)}


class JoiningParts(Parts):
    """Rows of a line beside rows that were typed or that another list made."""

    def __init__(self, root, parts, link, number):
        super().__init__(root, parts, link)
        self.number = number
        self.by_place = {part.place: part for part in parts}

    def code(self, part):
        """Of a row that only this list knows: lists must not meet in one code.

        By the number of the list among those that joined: codes are public, and its name would tell
        who has the list that a withheld person is in it.
        """
        return code_of(self.root.record_id, f"joined:{self.number}/{part.place}")

    def find(self, part):
        """The row that an earlier import of this list made, or one that says the same thing."""
        if row := super().find(part):
            return row
        if part.same:
            return None
        rows = [row for row in self.rows[part.model] if self._lies_within(row, part)]
        alike = [row for row in rows if self._is_known_by(row, part, len(rows))]
        return alike[0] if alike else None

    def changes(self, row, values):
        return {
            name: value
            for name, value in values.items()
            if is_said(value) and not is_said(getattr(row, name))
        }

    def differences(self):
        """What the line states otherwise than the rows that it found: ["Arrested on: 2020-08-10"]."""
        return [
            f"{capfirst(part.model._meta.get_field(name).verbose_name)}: {value}"
            for part in self.parts
            if (row := self.find(part)) and not part.same
            for name, value in part.values.items()
            if is_said(value) and is_said(getattr(row, name)) and getattr(row, name) != value
        ]

    def _lies_within(self, row, part):
        if not part.within:
            return True
        link, place = part.within
        parent = self.find(self.by_place[place])
        return parent is not None and getattr(row, f"{link}_id") == parent.pk

    def _is_known_by(self, row, part, rows):
        if not part.known_by:
            return rows == 1
        return all(self._is_alike(row, part, name, rows) for name in part.known_by)

    def _is_alike(self, row, part, name, rows):
        here, stated = getattr(row, name), part.values[name]
        if not isinstance(part.model._meta.get_field(name.removesuffix("_id")), PartialDateField):
            return here == stated
        if not (here and stated):
            return rows == 1
        return parse_edtf(here).overlaps(parse_edtf(stated))
