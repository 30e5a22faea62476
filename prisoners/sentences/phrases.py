"""Phrases with alternatives: "indult(at|ada) (per|de) la meitat" is four phrases."""

import re
from itertools import islice

LONGEST, MOST = 300, 2_000
CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


def alternatives(text):
    """All phrases that `text` stands for; None where it is too long, too rich or not closed."""
    if len(text) > LONGEST:
        return None
    found = list(islice(_expanded(text), MOST + 1))
    return found if len(found) <= MOST and not any("|" in phrase for phrase in found) else None


def _expanded(text):
    if not (choice := CHOICE.search(text)):
        yield text
        return
    for each in choice[1].split("|"):
        yield from _expanded(text[: choice.start()] + each + text[choice.end() :])
