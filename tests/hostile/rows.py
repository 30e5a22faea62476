"""Hostile texts in every text field of every working model, and in the files that they lead to."""

import itertools

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.fields import PartialDateField
from prisoners.models import ServedTimeRule
from tests.canaries.marks import Marks
from tests.canaries.planting import OWN, Planting
from tests.hostile import hostile

ADDRESSES = [
    "javascript:alert(18)",
    "data:text/html,<script>alert(19)</script>",
    "//elsewhere.example",
]


class HostileTexts(Marks):
    """Gives each field the next text of the lists; what cannot be stored at all is tried through forms."""

    def __init__(self, begin):
        super().__init__()
        storable = [text for text in hostile() if "\0" not in text]
        self.texts = itertools.islice(itertools.cycle(storable), begin, None)
        self.addresses = itertools.cycle(ADDRESSES)

    def value(self, field, where):
        if isinstance(field, PartialDateField) or field.choices:
            return None
        if isinstance(field, models.URLField):
            return next(self.addresses)
        if isinstance(field, models.EmailField | models.FileField | models.SlugField):
            return super().value(field, where)
        if isinstance(field, models.CharField | models.TextField):
            return next(self.texts)[: field.max_length]
        if isinstance(field, ArrayField):
            one = self.value(field.base_field, where)
            return None if one is None else [one]
        return None


def plant_hostile(number, staff):
    """A person, an act, a claim and a page with all that belongs to them; `number` says where to begin."""
    given = OWN | {ServedTimeRule: {"country": ("BY", "RU", "UA", "KZ")[number]}}
    return Planting(
        f"hostile {number}", HostileTexts(number * 29), staff, marked=_in_words, given=given
    )


def _in_words(model, field):
    return isinstance(field, models.CharField | models.TextField | ArrayField)
