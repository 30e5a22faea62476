"""Rows of catalogues that a list names and nobody entered yet, made when it is written."""

from django.apps import apps

from office.importing.catalogue import TO_BE_MADE, values_of_new
from office.importing.targets import label_of
from office.models import Import, ImportRow
from sources.models import Source

KEYS = {"article": ("country", "law", "number", "part"), "source": ("key",)}


def make(imported, profile, known):
    """{"column name": primary key} of the courts, articles, sources … that the import links to, but `known`."""
    country = next((v for k, v in profile.always.items() if k.endswith(".country")), "")
    made = {}
    links = Import.objects.values_list("links", flat=True).get(pk=imported.pk)
    for table, attname, text, line in links:
        if f"{attname} {text}" in known:
            continue
        model = apps.get_model(table)._meta.get_field(attname).remote_field.model
        name = text.removeprefix(TO_BE_MADE)
        values = values_of_new(model, name, country)
        if model is Source:
            values = {"key": name, "title": name, **profile.source}
        made[f"{attname} {text}"] = _make(imported, model, values, name, line)
    return made


def _make(imported, model, values, name, line):
    row, is_new = model.objects.get_or_create(**_key(model, values), defaults=values)
    if is_new:
        ImportRow.objects.create(
            of=imported, line=line, position=0, place=f"{model._meta.model_name}:{name}"[:120],
            table=label_of(model), ident=str(row.pk), outcome="made", values=values, said={},
        )  # fmt: skip
    return row.pk


def _key(model, values):
    by_name = ("name", "country") if "country" in values else ("name",)
    return {name: values[name] for name in KEYS.get(model._meta.model_name, by_name)}
