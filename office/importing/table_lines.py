"""A line of one table: a row, and the sources that are cited for it."""

from django.utils.translation import gettext as _

from core.columns import CannotRead, columns_of
from core.public_ids import public_id_in
from office.importing import citing
from office.importing.catalogue import Catalogues
from office.importing.keys import key_in, key_of_content, shortened
from office.importing.line import Line, Row
from office.importing.links import NOT_SAID, Links, check_field, cited_row
from office.importing.planning import plain
from office.importing.profiles import Column
from office.importing.tables import PREFIXES, attributes_of_key, ident_of
from office.importing.targets import SOURCES, TABLES
from sheets import SURPLUS
from sources.models import Citation


class TableReader:
    """Reads the lines of a file of one table."""

    def __init__(self, profile, columns, catalogues=None):
        self.profile, self.model = profile, TABLES[profile.rows]
        self.catalogues = catalogues or Catalogues()
        self.known = {column.name: column for column in columns_of(self.model)}
        self.ident, self.keys = ident_of(self.model), attributes_of_key(self.model)
        self.plan, self.unread = {}, []  # {target: [(name of a column, way of reading it)]}
        for name in columns:
            ways = profile.ways(name)
            for way in ways:
                for target in way.to or (name,):
                    self.plan.setdefault(target, []).append((name, way))
            if not ways and name not in (*profile.ignore, *profile.key):
                self.unread.append(name)
        for target in profile.always:
            self.plan.setdefault(target, [])
        self.missing = [name for name in (*profile.columns, *profile.key) if name not in columns]
        self.links = Links(self.model, self.catalogues, profile.always.get("country", ""))

    def read(self, number, cells):
        line = Line(number, {name: text for name, text in cells.items() if name is not SURPLUS})
        if surplus := cells.get(SURPLUS):
            line.fault("", "; ".join(surplus), _("more cells than there are columns"), refuses=True)
        row = line.rows[self.profile.rows] = Row(self.profile.rows, self.model)
        for target in self.plan:
            name, way, text = self._said(cells, target)
            if target == SOURCES:
                citing.note(line, self.catalogues, text, way.split, name)
            elif target == "row" and self.model is Citation:
                row.said["row"] = text
            else:
                self._take(line, row, self.known[target], name, way, text)
        if self.model is Citation:
            self._name_cited_row(line, row)
        self._key(line)
        return line

    def _said(self, cells, target):
        """(column, way, text) of the first column that says something of a target."""
        found = (target, Column(target), self.profile.always.get(target, ""))
        for name, way in reversed(self.plan[target]):
            text = cells.get(name, "")
            text = way.meaning("" if text in self.profile.missing else text)
            if text or not found[2]:
                found = (name, way, text)
        return found

    def _take(self, line, row, column, name, way, text):
        try:
            value = self._value(column, way, text)
        except CannotRead as error:
            is_needed = bool(column.key_fields) or column.attname in self.keys
            line.fault(name, text, error, refuses=is_needed)
            return
        row.said[column.name] = text
        if value is not NOT_SAID:
            row.values[column.attname] = value

    def _value(self, column, way, text):
        if column.attname == self.ident:
            return self._identity(column, text)
        if not column.key_fields:
            return plain(column.read(text))
        return self.links.find(column, text, way.list_name)

    def _identity(self, column, text):
        """The code or public id of the row, which need not be there yet; a new row may have none."""
        if text == "":
            return NOT_SAID
        if not column.key_fields:
            return plain(column.read(text))
        prefix = PREFIXES[self.profile.rows]
        if (found := public_id_in(text, prefix)) is None:
            raise CannotRead(_("not a public id such as %(id)s") % {"id": f"{prefix}-7K3M9Q"})
        return found

    def _name_cited_row(self, line, row):
        """What a citation is of: the row, by its code or by its kind, and the field of it."""
        text, record_id = row.said.get("row"), row.values.get("record_id")
        if record_id is None or text is None:
            return
        try:
            row.values["row"] = cited_row(record_id, text) if text else None
        except CannotRead as error:
            line.fault("row", text, error, refuses=True)
        try:
            if field := row.said.get("field"):
                check_field(record_id, text, field)
        except CannotRead as error:
            line.fault("field", field, error, refuses=True)

    def _key(self, line):
        names = self.profile.key
        if key := key_in(line.cells, names):
            line.key = shortened(key)
            return
        if names:
            line.fault(", ".join(names), "", _("the key of the line is missing"), refuses=True)
        line.key = key_of_content(line.cells)
