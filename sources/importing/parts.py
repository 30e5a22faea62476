"""Rows that one line of a spreadsheet makes beside its root: the detention, the verdict, …

A part is found again by its code, which is made from the public id and its place in the line, so
that the same spreadsheet loaded again changes the same rows and makes none twice. Rows that were
typed have random codes and are left alone. Nothing is deleted.
"""

import uuid
from dataclasses import dataclass

from django.db import models

PLACES = uuid.UUID("7c0f4a52-6a3e-5f0e-9d43-52b8ff6f4c1d")  # any fixed namespace


def code_of(public_id, place):
    """The code of the row that an import makes at `place`, such as "verdict", of one record.

    Made from the public id and not from names: the code is public, also of people who are withheld.
    """
    return uuid.uuid5(PLACES, f"{public_id}/{place}")


@dataclass(frozen=True)
class Part:
    """A row to be there: its place in the line, its values, and the place of the row that it is in.

    Where `same` names fields, a row with the same values in them is the one, whatever its code: a
    code that follows from a name would give the name away. `known_by` names the fields by which a
    row that another list made is known for the same (see `joining`).
    """

    place: str
    model: type[models.Model]
    values: dict
    within: tuple[str, str] | None = None
    same: tuple = ()
    known_by: tuple = ()


class Parts:
    """The parts that a line asks for beside those that one root has."""

    def __init__(self, root, parts, link):
        self.root, self.parts, self.link = root, parts, link
        self.rows = {}
        for model in {part.model: None for part in parts}:
            here = model.objects.filter(**{link: root}) if root.pk else []
            self.rows[model] = list(here)

    def find(self, part):
        if part.same:
            wanted = {name: part.values[name] for name in part.same}
        else:
            wanted = {"code": self.code(part)}
        for row in self.rows[part.model]:
            if all(getattr(row, name) == value for name, value in wanted.items()):
                return row
        return None

    def code(self, part):
        return code_of(self.root.record_id, part.place)

    def changes(self, row, values):
        """{field: value} of what the line changes in a row that is there."""
        return {name: value for name, value in values.items() if getattr(row, name) != value}

    def is_changing(self):
        return any(
            row is None or self.changes(row, part.values)
            for part, row in ((part, self.find(part)) for part in self.parts)
        )

    def write(self):
        """Insert what is missing and change what differs, parents before their children."""
        written, new = {}, []
        for part in self.parts:
            row = self.find(part)
            values = part.values
            if part.within:
                name, parent = part.within
                values = values | {name: written[parent]}
            if row is None:
                row = part.model(**{self.link: self.root})
                if not part.same:
                    row.code = self.code(part)
                _set(row, values)
                new.append(row)
            elif changes := self.changes(row, part.values):
                _set(row, changes)
                row.save()
            written[part.place] = row
        for model in self.rows:
            model.objects.bulk_create([row for row in new if type(row) is model])


def _set(row, values):
    for name, value in values.items():
        setattr(row, name, value)
    row.clean_fields(exclude={f.name for f in row._meta.fields if f.is_relation})
