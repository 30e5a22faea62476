"""One wide line while it is being read: what its cells say goes into rows."""

from office.importing.cells import PLAIN
from office.importing.line import Line, Row
from office.importing.targets import PLACES
from office.importing.values import CellRefused


class LineReading:
    """`names` are (text, kind) as they come; sentences and their parts wait for the whole line.

    `placed` are the places to which columns lead: other names stand beside those.
    """

    def __init__(self, reader, number, cells):
        self.profile, self.today, self.meanings = reader.profile, reader.today, reader.meanings
        self.placed = reader.placed
        self.line = Line(number, cells)
        self.rows = self.line.rows
        self.names, self.surname, self.given = [], "", ""
        self.sentences = {}  # {number of the verdict: (column, text, is_dated)}
        self.terms, self.regimes = [], []  # (number of the verdict, …)
        self.afterwards = ("", "")  # column and text of what became of the sentence
        self.row("person")

    def row(self, place):
        row = self.rows.get(place)
        if row is None:
            row = self.rows[place] = Row(place, PLACES[place.partition(":")[0]].model)
        return row

    def say(self, target, text, column=PLAIN):
        """Note what the line says of a field; a refused value is a fault and the field stays out."""
        try:
            meaning = self.meanings.of(target, text, column)
        except CellRefused as refused:
            self.line.fault(column.name or f"{target.place}.{target.field}", text, refused)
            return
        if meaning is None:
            return
        self.line.is_provisional |= meaning.may_change
        row = self.row(target.place)
        row.said[meaning.name] = meaning.said
        row.values[meaning.attname] = meaning.value

    def set(self, place, /, **values):
        """Note values that are of the right kind already."""
        row = self.row(place)
        row.said |= values
        row.values |= values
        return row
