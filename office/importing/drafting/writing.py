"""A draft as TOML, with the counts and the open questions in comments."""

import tomlkit
from tomlkit.items import KeyType, SingleKey

MOST_LEFT, MOST_OPEN = 5, 40
LONGEST = 70


class Page:
    """A TOML document that is written from top to bottom. `questions` counts those that are open."""

    def __init__(self):
        self.document, self.questions = tomlkit.document(), 0
        self.table = self.document

    def say(self, text):
        self.table.add(tomlkit.comment(plain(text, 400)))

    def ask(self, text):
        self.questions += 1
        self.say(f"? {text}")

    def set(self, key, value):
        self.table.add(quoted(key) if self.table is not self.document else key, value)

    def gap(self):
        self.table.add(tomlkit.nl())

    def begin(self, name):
        """A table; what is said from now on stands in it."""
        self.gap()
        self.table = tomlkit.table()
        self.document.add(name, self.table)

    def texts(self, key, texts):
        """A list, one text a line, each with what is to be said of it."""
        found = tomlkit.array().multiline(True)
        for text, comment in texts:
            found.add_line(text, comment=plain(comment, 400) if comment else None)
        found.add_line(indent="")
        self.document.add(key, found)

    def finish(self):
        return tomlkit.dumps(self.document)


def column(page, placed, lines):
    """One column: what it holds, what cannot be read, where it goes."""
    summary, fit = placed.summary, placed.fit
    more = "" if summary.is_distinct_all else "at least "
    page.say(
        f"“{plain(summary.name)}”: {summary.filled:,} of {lines:,} cells are filled, {more}{summary.distinct:,} different; "
        f"{percent(fit.share)} can be read."
    )
    for remark in fit.remarks:
        page.say(remark)
    for question in fit.questions:
        page.ask(question)
    if placed.others:
        page.say(f"Could also be {', '.join(placed.others)}.")
    if fit.left:
        page.say(f"{fit.why_left}, {len(fit.left):,} different:")
        for text, n in fit.left[:MOST_LEFT]:
            page.say(f"    “{plain(text)}” ({n:,})")
    _open_values(page, fit)
    page.set(summary.name, _said(fit))


def _open_values(page, fit):
    if not fit.open_values:
        return
    codes = ", ".join(fit.codes)
    page.ask(f"What do these mean? Add them to values. There are: {codes}.")
    for text, n in fit.open_values[:MOST_OPEN]:
        page.say(f'    {quoted(plain(text)).as_string()} = ""    {cells(n)}')
    if (more := len(fit.open_values) - MOST_OPEN) > 0:
        page.say(f"    and {more:,} more")


def _said(fit):
    if not fit.options:
        return fit.to
    found = tomlkit.inline_table()
    found.append("to", fit.to)
    for option, value in fit.options.items():
        if isinstance(value, dict):
            words = tomlkit.inline_table()
            for text, code in value.items():
                words.append(quoted(text), code)
            value = words
        found.append(option, value)
    return found


def quoted(text):
    return SingleKey(text, KeyType.Basic)


def plain(text, longest=LONGEST):
    """On one line, without signs that a comment may not hold."""
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split(" "))
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def cells(number):
    return "1 cell" if number == 1 else f"{number:,} cells"


def percent(share):
    """Never 100 % where something is left."""
    if share in (0, 1):
        return f"{share:.0%}"
    return f"{min(max(share, 0.001), 0.999):.1%}"
