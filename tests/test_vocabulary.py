"""docs/vocabulary.md says what every code means: no code is missing there, and none is left over."""

import inspect
import pkgutil
import re
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db.models import TextChoices

import prisoners.facts

MODULES = ["sources.facts", "pardons.facts"] + [
    f"prisoners.facts.{module.name}" for module in pkgutil.iter_modules(prisoners.facts.__path__)
]


def vocabularies():
    """{its name in the code: its codes in order}"""
    found = {}
    for name in MODULES:
        module = import_module(name)
        holders = [module] + [
            thing
            for _, thing in inspect.getmembers(module, inspect.isclass)
            if thing.__module__ == name
        ]
        for holder in holders:
            for _, thing in inspect.getmembers(holder, inspect.isclass):
                if issubclass(thing, TextChoices) and thing.__module__ == name:
                    found[f"{name}.{thing.__qualname__}"] = thing.values
    return found


def documented():
    page = (Path(settings.BASE_DIR) / "docs" / "vocabulary.md").read_text()
    sections = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    return {
        re.search(r"^`([\w.]+)`", section, re.MULTILINE)[1]: re.findall(
            r"^\| `(\w+)` \| \S", section, re.MULTILINE
        )
        for section in sections
    }


def test_every_code_is_documented_and_nothing_else():
    assert documented() == vocabularies()


def test_every_code_says_where_it_is_from():
    page = (Path(settings.BASE_DIR) / "docs" / "vocabulary.md").read_text()
    rows = re.findall(r"^\| `\w+` \| [^|]+ \| ([^|]*) \| [^|]*\|$", page, re.MULTILINE)

    assert len(rows) == sum(map(len, vocabularies().values()))
    assert all(origin.strip() for origin in rows)
