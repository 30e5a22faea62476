"""Which tables the list of a model leads to: itself, and those whose rows belong to its rows."""

from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from pghistory.models import Event

from config.roles import WORKING_APPS
from core.columns import columns_of
from pardons.models import ActPart
from prisoners.models import Assignment
from prisoners.models.computed import Computed
from prisoners.models.part import PrisonerPart
from sources.models import Citation, Evidence, Record, Root


@dataclass(frozen=True)
class Table:
    """`belongs_by` is the lookup from its rows to those of the list; "pk" for the list itself."""

    model: type[models.Model]
    belongs_by: str = "pk"

    @property
    def name(self):
        return self.model._meta.label_lower

    @property
    def title(self):
        return capfirst(str(self.model._meta.verbose_name_plural))

    @property
    def columns(self):
        return columns_of(self.model)

    def rows(self, listed):
        """The rows that belong to those of the list, in the order in which they were made."""
        by = "record" if self.belongs_by == "record" and listed.model is not Record else "pk"
        wanted = listed.order_by().values(by)
        return self.model._base_manager.filter(**{f"{self.belongs_by}__in": wanted}).order_by("pk")


def tables_of(model):
    """The table of a model first, then those of its parts and of its citations."""
    found = [Table(model)]
    for relation in model._meta.related_objects:
        part = relation.related_model
        if issubclass(part, Event) or relation.many_to_many:
            continue
        is_part = issubclass(part, PrisonerPart | ActPart | Assignment)
        if (is_part and relation.field.name in ("prisoner", "act")) or part is Evidence:
            found.append(Table(part, relation.field.name))
    if issubclass(model, Root):
        found.append(Table(Citation, "record"))
    return found


def exported_models():
    """Every model whose table can be exported: what staff enter, and what the office keeps of it."""
    return [
        model
        for app in WORKING_APPS
        for model in apps.get_app_config(app).get_models()
        if not issubclass(model, Event | Computed) and not model._meta.proxy
    ]
