"""Profiles: how one kind of spreadsheet is read. Small TOML files; docs/import.md explains them.

A profile of this name that staff saved in the admin comes before the file in `import_profiles/`.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import tomlkit
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.importing import templates
from office.importing.line import TOLD, Doubt
from office.importing.targets import (
    IN_WORDS,
    TABLES,
    TargetUnknown,
    leads_to_people,
    target_of,
)
from prisoners.sentences.vocabulary import Vocabulary, VocabularyError
from sheets import Hints
from sources.models import Source

FOLDER = Path(settings.BASE_DIR) / "import_profiles"
DATE_STYLES = ("", "day-month", "month-day")
FIND = ("key", "public_id", "name")
UNKNOWN = ("refuse", "create", "leave")
VOCABULARY = ("iso", "en")
SECTIONS = {
    "title", "list", "rows", "key", "find", "missing", "most_refused", "accept", "vocabulary", "order",
    "file", "lines_are", "always", "columns", "ignore", "words", "source", "steps", "continues",
}  # fmt: skip
OPTIONS = {"to", "values", "dates", "split", "unknown", "list"}
ANY = "*"  # among the values of a column: every word that is not named there


class ProfileRefused(ValueError):
    """What is wrong in a profile, and where."""


@dataclass(frozen=True)
class Column:
    """One way in which a column is read.

    `to`: its targets, such as "detention.began_on"; `values`: what its words mean; `dates`: which of
    day and month comes first where a date alone does not tell; `split`: what divides several values;
    `unknown`: what to do with a court, facility … that is not in the catalogue; `list_name`: the list
    in which the keys of people are that stand here.
    """

    name: str
    to: tuple = ()
    values: dict = field(default_factory=dict)
    dates: str = ""
    split: str = ";"
    unknown: str = "refuse"
    list_name: str = ""

    def meaning(self, text):
        """The word that is meant by what stands in a cell; "" when it means nothing."""
        if not self.values:
            return text
        return self.values.get(text, self.values.get(ANY, text) if text else "")


@dataclass(frozen=True)
class Profile:
    name: str
    text: str
    title: str = ""
    list_name: str = ""
    rows: str = "people"
    lines_are: str = "people"
    key: tuple[str, ...] = ()
    find: tuple[str, ...] = ("key", "public_id", "name")
    missing: frozenset[str] = frozenset()
    most_refused: float = 5.0
    accept: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = VOCABULARY
    words: dict = field(default_factory=dict)
    order: str = "given-first"
    hints: Hints = Hints()
    always: dict = field(default_factory=dict)
    columns: dict = field(default_factory=dict)
    ignore: frozenset[str] = frozenset()
    source: dict = field(default_factory=dict)
    steps: dict = field(default_factory=dict)
    continues: str = ""

    def ways(self, name):
        """The `Column`s in which the column of this name is read; none when the profile does not say.

        A column that is called like a target goes there: our own formats need no profile. The key of
        a wide line goes nowhere else, though it may be called "name".
        """
        if found := self.columns.get(name):
            return found
        if name in self.ignore or (name in self.key and self.rows == "people"):
            return ()
        try:
            target_of(name, self.rows)
        except TargetUnknown:
            return ()
        return (Column(name, (name,)),)


def names():
    """All profiles, by name."""
    from office.models import ImportProfile

    saved = ImportProfile.objects.values_list("name", flat=True)
    return sorted({path.stem for path in FOLDER.glob("*.toml")} | set(saved))


def load(name):
    """The profile of this name; `ProfileRefused` when there is none or it cannot be read."""
    from office.models import ImportProfile

    if saved := ImportProfile.objects.filter(name=name).first():
        return read(saved.text, name)
    path = FOLDER / f"{name}.toml"
    if name not in {each.stem for each in FOLDER.glob("*.toml")}:
        raise ProfileRefused(
            _("There is no profile “%(name)s”. There are: %(names)s.")
            % {"name": name, "names": ", ".join(names())}
        )
    return read(path.read_text(encoding="utf-8"), name)


def read(text, name):
    """The profile that a TOML text describes; `ProfileRefused` says what is wrong."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileRefused(_("This is not TOML: %(error)s") % {"error": error}) from None
    return _Reading(found, text, name).profile()


def of_list(profile, list_name):
    """The same profile for another list; for those that name none."""
    said = tomlkit.parse(profile.text)
    said["list"] = list_name
    return read(tomlkit.dumps(said), profile.name)


class _Reading:
    def __init__(self, found, text, name):
        self.found, self.text, self.name = found, text, name

    def profile(self):
        self._known("", self.found, SECTIONS)
        rows = self._text("rows", "people")
        self._check_rows(rows)
        self.rows = rows
        self._check_texts()
        self._check_words()
        return Profile(
            name=self.name,
            text=self.text,
            title=self._text("title", self.name),
            list_name=self._text("list", self.name)[:60],
            rows=rows,
            lines_are=self._one("lines_are", ("people", "cases")),
            key=self._texts("key"),
            find=self._among("find", FIND, FIND),
            missing=frozenset(self._texts("missing")),
            most_refused=self._percent(),
            accept=self._among("accept", [kind for kind in Doubt if kind not in TOLD], ()),
            vocabulary=self._texts("vocabulary") or VOCABULARY,
            words=self._table("words"),
            order=self._one("order", ("given-first", "surname-first")),
            hints=self._hints(),
            always=self._always(),
            columns={name: self._ways(name, said) for name, said in self._table("columns").items()},
            ignore=frozenset(self._texts("ignore")),
            source=self._source(),
            steps=self._table("steps"),
            continues=self._text("continues"),
        )

    def _check_rows(self, rows):
        if rows != "people" and rows not in TABLES:
            self._refuse("rows", rows, ["people", *TABLES])

    def _check_texts(self):
        if any("\0" in text for text in _texts_in(self.found)):
            raise ProfileRefused(_("A profile may not hold the sign U+0000."))

    def _check_words(self):
        try:
            Vocabulary.load(*(self._texts("vocabulary") or VOCABULARY)).extended(
                self._table("words")
            )
        except VocabularyError as error:
            raise ProfileRefused(f"vocabulary: {error}") from None
        for step, said in self._table("steps").items():
            if not isinstance(said, dict):
                raise ProfileRefused(_("[%(where)s] must be a table.") % {"where": f"steps.{step}"})
            for target in said:
                self._target(f"steps.{step}", target)

    def _hints(self):
        said = self._table("file")
        self._known("file.", said, {"sheet", "encoding", "delimiter", "header_row"})
        return Hints(
            sheet=str(said.get("sheet", "")),
            encoding=str(said.get("encoding", "")),
            delimiter=str(said.get("delimiter", "")),
            header_row=self._row_number(said.get("header_row", 0)),
        )

    @staticmethod
    def _row_number(value):
        if not isinstance(value, int) or not 0 <= value <= 1_000_000:
            raise ProfileRefused(_("file.header_row is the number of a row."))
        return value

    def _always(self):
        found = {}
        for target, value in self._table("always").items():
            self._target(f"always.{target}", target)
            found[target] = str(value)
            if self.rows == "people":
                self._template(f"always.{target}", found[target])
        return found

    def _template(self, where, text):
        try:
            templates.check(text)
        except TargetUnknown as error:
            raise ProfileRefused(f"{where}: {error}") from None

    def _source(self):
        """The list as a source; it is entered when an import is written, so it has to be in order."""
        found = {key: str(value) for key, value in self._table("source").items()}
        fields = [each for each in Source._meta.concrete_fields if not each.is_relation]
        self._known("source.", found, [each.name for each in fields if not each.primary_key])
        try:
            Source(**{"key": "any", "title": "any"} | found).clean_fields()
        except ValidationError as error:
            name, sentences = next(iter(error.message_dict.items()))
            raise ProfileRefused(f"source.{name}: {sentences[0]}") from None
        return found

    def _ways(self, name, said):
        """A list that holds tables says several ways of reading one column; a text is a target."""
        is_several = isinstance(said, list) and any(isinstance(each, dict) for each in said)
        return tuple(self._column(name, each) for each in (said if is_several else [said]))

    def _column(self, name, said):
        where = f"columns.{name}"
        if isinstance(said, str | list):
            said = {"to": said}
        if not isinstance(said, dict):
            raise ProfileRefused(_("%(where)s: write a target or a table.") % {"where": where})
        self._known(f"{where}.", said, OPTIONS)
        to = said.get("to", [])
        to = [to] if isinstance(to, str) else to
        if not isinstance(to, list) or not all(isinstance(target, str) for target in to):
            raise ProfileRefused(_("%(where)s must be a list of texts.") % {"where": f"{where}.to"})
        for target in to:
            self._target(where, target)
        values = said.get("values", {})
        if not isinstance(values, dict):
            raise ProfileRefused(_("[%(where)s] must be a table.") % {"where": f"{where}.values"})
        values = {str(word): str(code) for word, code in values.items()}
        for option, known in (("dates", DATE_STYLES), ("unknown", UNKNOWN)):
            if said.get(option, known[0]) not in known:
                self._refuse(f"{where}.{option}", said[option], known)
        if said.get("unknown") == "leave":
            self._check_left(f"{where}.unknown", to)
        return Column(
            name,
            tuple(to),
            values,
            said.get("dates", ""),
            str(said.get("split", ";")),
            said.get("unknown", "refuse"),
            self._list_of(where, said.get("list", ""), to),
        )

    def _list_of(self, where, list_name, to):
        """Whose keys stand in a column that leads to people; for tables of their own."""
        if not isinstance(list_name, str):
            raise ProfileRefused(_("%(where)s must be a text.") % {"where": f"{where}.list"})
        for target in to if list_name else ():
            if self.rows == "people" or not leads_to_people(target, self.rows):
                raise ProfileRefused(
                    _("%(where)s.list: only a column that leads to a person has a list.")
                    % {"where": where}
                )
        return list_name

    def _check_left(self, where, to):
        """Only some links have a field beside them for the words that no catalogue has."""
        for target in map(target_of, to):
            if (target.kind, target.field) not in IN_WORDS:
                known = [".".join(each) for each in IN_WORDS]
                self._refuse(where, f"{target.kind}.{target.field}", known)

    def _target(self, where, target):
        try:
            target_of(target, self.rows)
        except TargetUnknown as error:
            raise ProfileRefused(f"{where}: {error}") from None

    # --- plain values ---

    def _text(self, key, default=""):
        value = self.found.get(key, default)
        if not isinstance(value, str):
            raise ProfileRefused(_("%(where)s must be a text.") % {"where": key})
        return value

    def _texts(self, key):
        value = self.found.get(key, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise ProfileRefused(_("%(where)s must be a list of texts.") % {"where": key})
        return tuple(value)

    def _table(self, key):
        value = self.found.get(key, {})
        if not isinstance(value, dict):
            raise ProfileRefused(_("[%(where)s] must be a table.") % {"where": key})
        return value

    def _among(self, key, known, default):
        values = self._texts(key) or default
        for value in values:
            if value not in known:
                self._refuse(key, value, known)
        return values

    def _one(self, key, known):
        value = self.found.get(key, known[0])
        if value not in known:
            self._refuse(key, value, known)
        return value

    def _percent(self):
        value = self.found.get("most_refused", 5.0)
        if not isinstance(value, int | float) or not 0 <= value <= 100:
            raise ProfileRefused(_("most_refused is a percentage, from 0 to 100."))
        return float(value)

    def _known(self, where, said, known):
        for key in said:
            if key not in known:
                self._refuse(f"{where}{key}", key, sorted(known))

    @staticmethod
    def _refuse(where, value, known):
        raise ProfileRefused(
            _("%(where)s: “%(value)s” is not one of: %(known)s.")
            % {"where": where, "value": value, "known": ", ".join(known)}
        )


def _texts_in(value):
    """All texts that stand in what TOML gives, names of tables included."""
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for each in value:
            yield from _texts_in(each)
    elif isinstance(value, str):
        yield value
