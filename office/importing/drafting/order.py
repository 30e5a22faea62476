"""Which comes first in the names of a column: the surname or the given name."""

from names import aliases
from names.parts import name_of

ENOUGH, SURE = 5, 0.9  # names that show it, and the share of them that agree


def order_of(texts):
    """("given-first", "surname-first" or "", how many names show the one and the other)."""
    found = {"given-first": 0, "surname-first": 0}
    for text, _n in texts:
        if shown := _shown(text):
            found[shown] += 1
    total = sum(found.values())
    best = max(found, key=found.get)
    is_sure = total >= ENOUGH and found[best] >= SURE * total
    return (best if is_sure else ""), found


def _shown(text):
    """By a comma, by where a patronymic stands, by which end is a given name that is known."""
    before, comma, after = text.partition(",")
    if comma:
        return "surname-first" if _is_given(after) and not _is_given(before) else ""
    name = name_of(text)
    if name.patronymic is not None and len(name.words) == 3:
        return {1: "given-first", 2: "surname-first"}.get(name.patronymic, "")
    if len(name.words) < 2:
        return ""
    first, last = (bool(aliases.groups(word)) for word in (name.words[0], name.words[-1]))
    if first == last:
        return ""
    return "given-first" if first else "surname-first"


def _is_given(text):
    words = name_of(text).words
    return bool(words and aliases.groups(words[0]))
