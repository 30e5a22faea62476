"""Forms of one name that no rule of sound connects: Mikalai and Nikolai, Lee and 李, Ahmed and احمد."""

from functools import cache
from pathlib import Path

from names.letters import words

FILE = Path(__file__).parent / "tables" / "aliases.txt"


NONE = frozenset()


@cache
def _table():
    """{word without case and accents: numbers of the groups that it belongs to}."""
    table = {}
    if not FILE.exists(): return table
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines()):
        for form in [] if line.startswith("#") else line.split():
            for word in words(form)[:1]:
                table.setdefault(word.text, set()).add(number)
    return table


def groups(word):
    """The numbers of the groups of a `letters.Word`: a set, mostly empty."""
    return _table().get(word.text, NONE)
