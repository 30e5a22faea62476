"""Numbers in texts that are counted when the page is read.

Staff write `{{ situation-today on=2024-12-09 sex=female }}` and readers see "between 18 and 20
people". The first word names a measure, `.died` behind it another of its figures; the rest is the
query string of its page, and `as=number` leaves the unit out. What the numbers are is said by the
app that counts them (`answer_with`), because texts lie below it.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
WRITTEN = re.compile(
    r"(?P<measure>[a-z][a-z0-9-]*)(?:\.(?P<figure>[a-z_]+))?(?P<query>(?:\s+\S+)*)"
)
MOST = 50  # placeholders in one text


class NumberNotUnderstood(ValueError):
    """A placeholder that asks for nothing that is counted here; the message says why."""


@dataclass(frozen=True)
class Placeholder:
    """What one placeholder asks for; `query` are (name, value) pairs."""

    measure: str
    figure: str
    query: tuple
    is_bare: bool = False

    @classmethod
    def read(cls, text):
        written = WRITTEN.fullmatch(text.strip())
        if written is None:
            raise NumberNotUnderstood(
                _("Write the name of a measure, such as situation-today, and then name=value.")
            )
        pairs = []
        for word in written["query"].split():
            name, equals, value = word.partition("=")
            if not (name and equals and value):
                raise NumberNotUnderstood(
                    _("“%(word)s” is not of the form name=value.") % {"word": word[:40]}
                )
            pairs.append((name, value))
        is_bare = ("as", "number") in pairs
        query = tuple(pair for pair in pairs if pair != ("as", "number"))
        return cls(written["measure"], written["figure"] or "", query, is_bare)

    @property
    def query_string(self):
        return urlencode(self.query)


_answer = None


def answer_with(answer):
    """`answer(placeholder, asked)` gives the words of a number, or raises NumberNotUnderstood.

    `asked` is what the page itself is asked about, None while a text is checked.
    """
    global _answer  # set once, when the apps are ready
    _answer = answer


def check(text):
    """Refuses a text with a placeholder that cannot be answered, each with its reason."""
    found = PLACEHOLDER.findall(text)
    problems = []
    if len(found) > MOST:
        problems.append(_("A text can hold at most %(most)d live numbers.") % {"most": MOST})
    for written in found[:MOST]:
        try:
            _answer(Placeholder.read(written), None)
        except NumberNotUnderstood as error:
            problems.append(f"{{{{{written[:60]}}}}}: {error}")
    if problems:
        raise ValidationError(problems)


def filled(text, asked, missing):
    """The text with its numbers; `missing(placeholder, error)` hears of each that cannot be had."""
    left = iter(range(MOST))

    def number(match):
        if next(left, None) is None:
            return ""
        try:
            return _answer(Placeholder.read(match[1]), asked)
        except Exception as error:
            # Whatever went wrong: a page without a number is better than no page, or a wrong one.
            missing(match[0], error)
            return ""

    return PLACEHOLDER.sub(number, text)
