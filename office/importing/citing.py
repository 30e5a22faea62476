"""Sources that a line of one table names: citations of its row, or of the record that the row is."""

from django.utils.translation import gettext as _

from office.importing.line import Row
from office.importing.planning import FreshIds, Planned
from sources.models import Citation, Root

CITED = "cited"  # the kind of such rows in a line


def note(line, catalogues, text, split, column):
    """Note the sources of a line, by key or address; one that is not there stays out."""
    field = Citation._meta.get_field("source")
    for key in dict.fromkeys(piece.strip() for piece in text.split(split or ";")):
        if not key:
            continue
        if (found := catalogues.find(field, key)) is None:
            line.fault(column, key, _("no source has this key or address"))
            continue
        place = f"{CITED}:{len(line.rows)}"
        line.rows[place] = Row(place, Citation, {"source": key}, {"source_id": found})


class Citing:
    """Plans the citations of the lines of one file."""

    def __init__(self):
        self.ids = FreshIds()

    def plan(self, line, planned, record_id):
        """The citations that are not there yet of what the line is about, a row of this record."""
        code = None if issubclass(planned.row.model, Root) else planned.ident
        there = set() if planned.outcome == "new" else _there(record_id, code)
        return [
            self._planned(row, planned, record_id, code)
            for row in line.rows.values()
            if row.kind == CITED and row.values["source_id"] not in there
        ]

    def _planned(self, row, planned, record_id, code):
        row.values |= {"record_id": record_id, "row": code}
        found = Planned(row, self.ids.next(Citation), "new", row.values)
        found.owner, found.parent = record_id, planned.ident
        return found


def _there(record_id, code):
    cited = Citation.objects.filter(record=record_id, row=code, field="", stated_value="")
    return set(cited.values_list("source_id", flat=True))
