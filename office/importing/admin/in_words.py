"""Rows of an import as one reads them: what is added, and what changes from what to what.

What links lead to is fetched for a whole page at once, with one query for each kind of thing.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.date_words import in_words
from core.partial_dates import parse_edtf
from office.importing.catalogue import TO_BE_MADE
from office.importing.targets import is_date
from office.models import ImportRow
from prisoners.models import ExternalId, Name

EMPTY = (None, "", [])
NOT_SAID = {"code", "record", "prisoner", "act", "is_confidential", "script"}
NOT_SAID |= {"is_joined"}
TOLD_LAST = (Name, ExternalId)  # they mostly repeat the name and the key of the line


@dataclass(frozen=True)
class Said:
    """One field; `before` is None where nothing was there before."""

    label: str
    before: str | None
    after: str


@dataclass(frozen=True)
class RowInWords:
    kind: str
    is_new: bool
    fields: list


class Words:
    """Says the rows of one page."""

    def __init__(self, rows):
        self.rows = [row for row in rows if row.outcome != ImportRow.Outcome.SAME]
        self.linked = self._linked()

    def by_line(self):
        """{line number: [RowInWords]}"""
        found = defaultdict(list)
        for row in sorted(self.rows, key=lambda row: apps.get_model(row.table) in TOLD_LAST):
            model = apps.get_model(row.table)
            fields = list(self._fields(row, model))
            if fields:
                is_new = row.outcome == ImportRow.Outcome.NEW
                found[row.line].append(
                    RowInWords(capfirst(str(model._meta.verbose_name)), is_new, fields)
                )
        return found

    def _fields(self, row, model):
        is_new = row.outcome == ImportRow.Outcome.NEW
        for field in model._meta.concrete_fields:
            if field.name in NOT_SAID or field.attname not in row.values:
                continue
            value = row.values[field.attname]
            if is_new and (value in EMPTY or value == field.get_default()):
                continue
            before = None if is_new else self._value(field, row.before.get(field.attname))
            said = row.stated.get(field.name)
            after = self._value(field, value) if not (field.is_relation and said) else str(said)
            yield Said(capfirst(str(field.verbose_name)), before, after)

    def _value(self, field, value):
        if value in EMPTY:
            return "–"
        if field.is_relation:
            if str(value).startswith(TO_BE_MADE):
                return str(value).removeprefix(TO_BE_MADE)
            return self.linked.get((field.remote_field.model, value), str(value))
        if is_date(field):
            return in_words(parse_edtf(value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(field, ArrayField):
            choices = dict(field.base_field.flatchoices)
            return ", ".join(str(choices.get(each, each)) for each in value)
        return str(dict(field.flatchoices).get(value, value))

    def _linked(self):
        wanted = defaultdict(set)
        for row in self.rows:
            for field in apps.get_model(row.table)._meta.concrete_fields:
                if field.is_relation and field.name not in NOT_SAID:
                    ids = {row.values.get(field.attname), row.before.get(field.attname)}
                    wanted[field.remote_field.model] |= {pk for pk in ids if isinstance(pk, int)}
        return {
            (model, row.pk): str(row)
            for model, ids in wanted.items()
            if ids
            for row in model._base_manager.filter(pk__in=ids)
        }
