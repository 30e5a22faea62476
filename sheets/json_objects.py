"""JSON: a list of objects, an object with such a list in it, or one object on each line.

The columns are the names in all objects, so the file is read twice. What is inside an object gets a
name with a dot (`birth.year`), plain values of a list are joined by "; ", lists of objects stay JSON.
"""

import json
import re

import ijson
from django.utils.translation import gettext as _

from sheets import encodings
from sheets.reading import NOT_TEXT
from sheets.refusals import FileRefused
from sheets.values import decimal
from sheets.workbooks import chosen

DEEPEST = 20
CHUNK = 64 * 1024
LONGEST_ESCAPE = 12
# Escapes one after the other: both halves of a sign beyond U+FFFF, a half alone, anything else.
ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.|$)",
    re.DOTALL,
)
DIGITS = re.compile("[0-9]{2000}")  # half of them, for they may stand in two pieces
BEGINS = {"start_map", "start_array"}
IN_LIST = ["start_map", "start_array"]
ENDS = {"end_map", "end_array"}


class JsonReader:
    delimiter = ""
    has_widths = True

    def __init__(self, path, *, hints, limits, closing):
        self._limits = limits
        self.encoding = encodings.of(path, hints.encoding)
        self._file = closing.enter_context(path.open(encoding=self.encoding, newline=""))
        self._number = 0
        self._is_list, self.sheet_names = self._outline()
        self.sheet = chosen(self.sheet_names, hints.sheet) if self.sheet_names else ""
        self.columns = self._columns()

    def place(self, index):
        return f"“{self.columns[index]}”"

    def rows(self):
        for number, cells in self._objects():
            yield number, [cells.get(column, "") for column in self.columns]

    # --- what is where --------------------------------------------------------------------------

    def _outline(self):
        """(whether the file is a list, the names of the lists of objects in its only object)."""
        names, values, path = [], 0, []
        for event, value in self._events():
            if not path:
                if event == "start_array":
                    return True, []
                values += 1
                if values > 1:
                    return False, []
            elif event == "map_key" and len(path) == 1:
                name = value
            elif event == "start_map" and path == IN_LIST and name not in names[-1:]:
                names.append(name)
            if event in BEGINS:
                path.append(event)
            elif event in ENDS:
                path.pop()
        return False, names

    def _columns(self):
        columns = {}
        for number, cells in self._objects():
            columns.update(dict.fromkeys(cells))
            if len(columns) > self._limits.columns:
                raise FileRefused(
                    _("Up to object %(number)d there are more than %(most)d different names.")
                    % {"number": number, "most": self._limits.columns}
                )
        if not columns:
            raise FileRefused(_("There are no objects with values in this JSON."))
        return list(columns)

    def _objects(self):
        """(number, {name: text}) of each object of the list, or of each line."""
        self._number = 0
        events = self._events()
        if self._is_list or self.sheet_names:
            self._go_to_list(events)
        for event, _value in events:
            if event == "end_array":
                break
            if event != "start_map":
                raise FileRefused(
                    _("What follows object %(number)d is no object, but a single value or a list.")
                    % {"number": self._number}
                )
            cells = _Flat(self._number + 1, self._limits).read(events)
            self._number += 1
            yield self._number, cells
        for _event in events:
            if self._is_list:
                raise self._broken()

    def _go_to_list(self, events):
        depth, is_named = 0, self._is_list
        for event, value in events:
            if event == "start_array" and is_named and depth == (0 if self._is_list else 1):
                return
            if event == "map_key" and depth == 1:
                is_named = value == self.sheet
            if event in BEGINS:
                depth += 1
            elif event in ENDS:
                depth -= 1

    def _events(self):
        """(event, value) of the whole file; FileRefused where it is no JSON."""
        self._file.seek(0)
        events = ijson.basic_parse(
            _AsUtf8(self._file, self._refused), multiple_values=True, buf_size=CHUNK
        )
        try:
            yield from events
        except FileRefused:
            raise
        except UnicodeDecodeError:
            raise self._refused(
                _(
                    "After object %(number)d there are bytes that are not text in the encoding "
                    "%(encoding)s."
                )
            ) from None
        except (ijson.JSONError, ValueError, ArithmeticError):
            raise self._broken() from None

    def _broken(self):
        return self._refused(_("The JSON is broken or cut off after object %(number)d."))

    def _refused(self, sentence):
        return FileRefused(sentence % {"number": self._number, "encoding": self.encoding})


class _Flat:
    """One object as {name: text}; its events are read to the end of it."""

    def __init__(self, number, limits):
        self._number, self._most, self._room = number, limits.row, limits.row
        self._cells = {}

    def read(self, events, *, within="", depth=0):
        for event, value in events:
            if event == "end_map":
                return self._cells
            name = self._name(within, value)
            event, value = next(events)
            if event == "start_map":
                self._refuse_depth(depth)
                self.read(events, within=f"{name}.", depth=depth + 1)
            else:
                self._put(name, self._text(event, value, events, depth))
        return self._cells

    def _name(self, within, written):
        self._take(len(written))
        name = within + " ".join(written.split())
        if NOT_TEXT.search(name) or not written.strip():
            raise self._refused(_("Object %(number)d has a value without a proper name."))
        return name

    def _put(self, name, text):
        if name in self._cells:
            raise self._refused(_("Object %(number)d has “%(name)s” twice."), name=name)
        self._cells[name] = text

    def _text(self, event, value, events, depth):
        if event != "start_array":
            return self._scalar(event, value)
        items = self._list(events, depth)
        if all(isinstance(item, str) for item in items):
            return "; ".join(item for item in items if item)
        return json.dumps(items, ensure_ascii=False)

    def _list(self, events, depth):
        self._refuse_depth(depth)
        items = []
        for event, value in events:
            if event == "end_array":
                break
            if event == "start_array":
                items.append(self._list(events, depth + 1))
            elif event == "start_map":
                items.append(self._map(events, depth + 1))
            else:
                items.append(self._scalar(event, value))
        return items

    def _map(self, events, depth):
        self._refuse_depth(depth)
        found = {}
        for event, value in events:
            if event == "end_map":
                break
            self._take(len(value))
            key, (event, value) = value, next(events)
            if event == "start_array":
                found[key] = self._list(events, depth + 1)
            elif event == "start_map":
                found[key] = self._map(events, depth + 1)
            else:
                found[key] = self._scalar(event, value)
        return found

    def _scalar(self, event, value):
        if event == "null":
            text = ""
        elif event == "boolean":
            text = "yes" if value else "no"
        elif event == "number":
            text = decimal(value)
        else:
            text = value
        self._take(len(text))
        return text

    def _take(self, length):
        """An object has as much room as a row of a text file."""
        self._room -= length + 1
        if self._room < 0:
            raise self._refused(_("Object %(number)d has more than %(most)d characters."))

    def _refuse_depth(self, depth):
        if depth >= DEEPEST:
            raise self._refused(_("Object %(number)d has too many objects within one another."))

    def _refused(self, sentence, **blanks):
        return FileRefused(sentence % {"number": self._number, "most": self._most, **blanks})


class _AsUtf8:
    """What the parser reads: bytes in UTF-8, without what it would not notice.

    It turns half a sign into a question mark, and raises the exception for a number with more than
    4,300 digits at some other place.
    """

    def __init__(self, file, refused):
        self._file, self._refused, self._rest = file, refused, ""

    def read(self, size):
        if not size:
            return b""
        text = self._rest + self._file.read(size)
        self._rest = ""
        is_last = len(text) < size
        for escape in ESCAPE.finditer(text):
            if not is_last and escape.start() > len(text) - LONGEST_ESCAPE:
                text, self._rest = text[: escape.start()], text[escape.start() :]
                break
            if escape["half"]:
                raise self._refused(
                    _("After object %(number)d there is half of a sign that takes two codes.")
                )
        if DIGITS.search(text):
            raise self._refused(_("After object %(number)d there is a number of endless digits."))
        return text.encode("utf-8", "surrogatepass")
