"""From a file to the first draft of its profile."""

import re
from dataclasses import dataclass

from office.importing.drafting import keys, missing, writing
from office.importing.drafting.evidence import Evidence
from office.importing.drafting.order import order_of
from office.importing.drafting.placing import place
from office.importing.targets import TABLES, columns_of
from sheets import Hints, open_sheet
from sheets.guessing import guess

MOST_TEXTS = 2_000  # different ones of a column that are tried
SAME_PERSON = 0.01  # of the names stand there more than once


@dataclass(frozen=True)
class Draft:
    """`placed` columns have a target; `questions` are for the person who finishes it."""

    text: str
    lines: int
    placed: tuple
    left: tuple
    questions: int


class _Counted:
    """A sheet whose rows are counted as they pass."""

    def __init__(self, sheet):
        self.sheet, self.columns, self.lines = sheet, sheet.columns, 0

    def rows(self):
        for row in self.sheet.rows():
            self.lines += 1
            yield row


def name_for(file_name):
    """A name for a profile and its list: "Список 2024.xlsx" is `список-2024`."""
    words = re.findall(r"[^\W_]+", file_name.rpartition(".")[0] or file_name)
    return "-".join(words).casefold()[:60] or "list"


def draft(path, *, file_name, list_name, hints=None):
    """The first profile of a file; FileRefused when it cannot be read."""
    hints = hints or Hints()
    with open_sheet(path, name=file_name, hints=hints) as sheet:
        counted = _Counted(sheet)
        summaries = guess(counted, MOST_TEXTS)
    drafting = _Drafting(path, file_name, list_name, hints, sheet, summaries, counted.lines)
    return drafting.draft()


class _Drafting:
    def __init__(self, path, file_name, list_name, hints, sheet, summaries, lines):
        self.path, self.file_name, self.list_name, self.hints = path, file_name, list_name, hints
        self.sheet, self.summaries, self.lines = sheet, summaries, lines
        self.page = writing.Page()

    def draft(self):
        page = self.page
        self._top()
        if table := self._table():
            page.say("The columns are those of one table of ours.")
            page.set("rows", table)
            return Draft(page.finish(), self.lines, tuple(self.sheet.columns), (), page.questions)
        self._missing()
        said = [missing.without(each, self.says_nothing) for each in self.summaries]
        self.placed = place(said, Evidence(), self.lines)
        self.by_target = {each.fit.to: each for each in self.placed if each.fit}
        self._key()
        self._names()
        self._vocabulary()
        self._ignored()
        self._source()
        self._always()
        self._columns()
        left = tuple(each.name for each in self.left)
        placed = tuple(each.name for each in self.placed if each.fit)
        return Draft(page.finish(), self.lines, placed, left, page.questions)

    def _top(self):
        page, sheet = self.page, self.sheet
        page.say(
            f"A first draft, made of {writing.plain(self.file_name)}: {self.lines:,} lines, {len(sheet.columns)} columns."
        )
        read_as = [
            sheet.kind,
            sheet.encoding,
            f"divided by {sheet.delimiter!r}" if sheet.delimiter else "",
        ]
        page.say(
            f"Read as {', '.join(filter(None, read_as))}, with the header in row {sheet.header_row}."
        )
        if len(sheet.sheet_names) > 1:
            page.ask(
                f"Of the sheets {', '.join(sheet.sheet_names)} the first that is not hidden was read; [file] sheet = names another."
            )
        page.say(
            "What begins with ? is for you to decide. Then try it: manage.py import_records FILE --profile NAME"
        )
        page.gap()
        page.set("title", self.list_name)
        page.set("list", self.list_name[:60])

    def _table(self):
        names = set(self.sheet.columns)
        for table, model in TABLES.items():
            if len(names) > 2 and names <= columns_of(model).keys():
                return table
        return None

    def _missing(self):
        sure, maybe = missing.missing_texts(self.summaries)
        self.says_nothing = sure.keys()
        if sure:
            found = [(text, writing.cells(n)) for text, n in sure.most_common()]
            self.page.texts("missing", found)
        for text, n in maybe.most_common():
            self.page.ask(
                f"“{text}” stands in {writing.cells(n)}: does it mean nothing? Then add it to missing."
            )

    # --- the file as a whole ---

    def _key(self):
        page = self.page
        page.gap()
        names = {
            self.by_target[to].name
            for to in ("name", "surname", "given_name")
            if to in self.by_target
        }
        if lone := keys.lone_keys(self.summaries, self.lines, names):
            self.key = [lone[0].name]
            others = ", ".join(writing.plain(each.name) for each in lone[1:])
            page.say(
                "Filled in every line and never twice the same."
                + (f" So are: {others}." if others else "")
            )
        elif joint := self._joint_key():
            self.key = joint
            page.ask(
                "No column by itself names a line. These do together, in this file: will they in the next?"
            )
        else:
            self.key = []
            page.ask(
                "No columns tell all lines apart. Without a key the whole line is its own: a line that changes counts as a new one."
            )
            page.say('key = ["…"]')
            return
        page.set("key", self.key)
        if lone and keys.counts_lines(lone[0], self.lines):
            page.ask(
                f"“{writing.plain(lone[0].name)}” only counts the lines: does the next file give the same person the same number?"
            )

    def _joint_key(self):
        names = [self.by_target[to].name for to in keys.TOGETHER if to in self.by_target]
        if not names:
            return []
        with open_sheet(self.path, name=self.file_name, hints=self.hints) as sheet:
            return keys.joint_key(sheet, names)

    def _names(self):
        page = self.page
        if not {"name", "surname", "given_name", "person.display_name"} & self.by_target.keys():
            page.ask("No column names the person: every line will be refused until one does.")
            return
        if "surname" in self.by_target or "name" not in self.by_target:
            return
        name = self.by_target["name"]
        order, shown = order_of(name.summary.commonest)
        counts = f"{shown['given-first']:,} names show the given name first, {shown['surname-first']:,} the surname"
        if order:
            page.say(f"{counts}.")
            page.set("order", order)
        else:
            page.ask(
                f'{counts}. Without an answer the given name comes first; else: order = "surname-first"'
            )
        again = sum(n for _text, n in name.summary.commonest if n > 1)
        if again > SAME_PERSON * self.lines:
            page.ask(
                f'{again:,} lines share their name with another. Is a line a case, not a person? Then: lines_are = "cases"'
            )

    def _vocabulary(self):
        chosen = dict.fromkeys(
            name for each in self.placed if each.fit for name in each.fit.vocabularies
        )
        if chosen:
            self.page.say("Sentences in words are read with these.")
            self.page.set("vocabulary", [*chosen, "iso"])

    def _ignored(self):
        self.left = [each for each in self.placed if not each.fit and each.name not in self.key]
        if not self.left:
            return
        self.page.gap()
        self.page.ask("Where do these go? What stays here goes nowhere.")
        self.page.questions += len(self.left) - 1
        self.page.texts("ignore", [(each.name, self._of_ignored(each)) for each in self.left])

    def _of_ignored(self, each):
        summary = each.summary
        if not summary.filled:
            return each.why
        examples = ", ".join(
            f"“{writing.plain(text, 30)}” ({n:,})" for text, n in summary.commonest[:3]
        )
        return f"{each.why} {summary.filled:,} filled, {summary.distinct:,} different: {examples}"

    # --- what is always so ---

    def _source(self):
        page = self.page
        page.begin("source")
        page.ask("Who publishes the list? It is cited for every person once it has a key.")
        for line in (
            'key = ""',
            'title = ""',
            'publisher = ""',
            'url = ""',
            'kind = ""    # ngo, official, media, court …',
        ):
            page.say(line)

    def _always(self):
        page, places = self.page, {to.partition(".")[0] for to in self.by_target}
        page.begin("always")
        if "external_id:2.value" in self.by_target:
            page.set("external_id:2.scheme", f"{self.list_name[:50]}-page")
        if "act" in places:
            page.say("People of one day are of one act.")
            page.set("act.key", f"{self.list_name}-{{act.announced_on}}")
            page.ask("What kind of act, of which country?")
            page.say('"act.kind" = ""    # pardon, amnesty …')
            page.say('"act.country" = ""')
        wanted = {
            "detention.country": {"detention", "stay"},
            "prosecution.country": {
                "prosecution",
                "verdict",
                "charges",
                "sentence",
                "sentence_and_date",
                "steps",
                "part",
            },
        }
        missing = [
            to for to, needs in wanted.items() if needs & places and to not in self.by_target
        ]
        if missing:
            page.ask(
                "In which country? Two letters such as BY. New courts, places and articles are of this country too."
            )
            for to in missing:
                page.say(f'"{to}" = ""')

    def _columns(self):
        page = self.page
        page.begin("columns")
        for number, each in enumerate(each for each in self.placed if each.fit):
            if number:
                page.gap()
            writing.column(page, each, self.lines)
