"""A person of whom every text column says something that stands nowhere else.

`CANARY` is in each text: whatever holds it after the erasure was forgotten. Found by introspection,
so that a new table or column is planted too.
"""

from django.contrib.postgres.fields import ArrayField
from django.core.files.base import ContentFile
from django.db import DatabaseError, connections, models, transaction

from core.fields import PartialDateField
from pardons.models import Beneficiary
from pardons.tests.builders import make_act
from prisoners.merging.links import depth, parents_of
from prisoners.models import NotSame, Photo, Relation, Tag
from prisoners.models.part import PrisonerPart
from prisoners.tests.builders import make_prisoner
from prisoners.tests.pictures import kept_photo
from sources.models import Evidence
from sources.tests.builders import make_citation, make_evidence, make_source
from tests.working_rows import ROWS

CANARY = "kanarek"
NAME = "Kanarekina Kanarekova"


def plant(editor):
    """(the person, [labels of the columns that say the canary]), with a row in every working table."""
    person = make_prisoner(display_name=NAME, born_on="1990-03")
    rows = [person, *parts_of(person)]
    citation = make_citation(person, source=make_source())
    evidence = make_evidence(source=citation.source)
    evidence.file.save(f"{CANARY}.pdf", ContentFile(f"%PDF {CANARY}".encode()), save=False)
    Evidence.objects.filter(pk=evidence.pk).delete()
    evidence.save(force_insert=True)
    about_row = make_citation(person, rows[1], source=citation.source)
    rows += [citation, citation.source, evidence, about_row]
    other = make_prisoner()
    rows.append(Relation.objects.create(prisoner=other, other=person, kind="co_defendant"))
    left, right = sorted([person, other], key=lambda each: each.pk)
    rows.append(NotSame.objects.create(left=left, right=right, judged_by=editor))
    rows.append(Beneficiary.objects.create(act=make_act(announced=3), prisoner=person))
    rows.append(person.assignments.create(user=editor))
    person.tags.add(Tag.objects.create(name="test tag"))
    planted = [label for row in rows for label in _fill(row)]
    Photo.objects.update(basis=Photo.Basis.PUBLIC)  # shown without a consent
    return person, planted


def parts_of(person):
    """A row of every table whose rows belong to one person, made as other tests make them."""
    made = {}
    parts = [model for model in ROWS if issubclass(model, PrisonerPart) and model is not Relation]
    for model in sorted(parts, key=depth):
        builder = kept_photo if model is Photo else ROWS[model][0]
        above = {field.name: made[field.remote_field.model] for field in parents_of(model)}
        made[model] = builder(**(above or {"prisoner": person}))
    return list(made.values())


def _fill(row):
    """Write the canary into each text column that takes it; the labels of those columns."""
    model = type(row)
    for field in model._meta.local_concrete_fields:
        value = _said(field)
        if value is None:
            continue
        try:
            with transaction.atomic():
                model.objects.filter(pk=row.pk).update(**{field.name: value})
        except DatabaseError:
            continue
        yield f"{model._meta.label}.{field.name}"


def _said(field):
    if field.generated or field.is_relation or field.choices or field.primary_key:
        return None
    if isinstance(field, ArrayField):
        inner = _said(field.base_field)
        return None if inner is None else [inner]
    if isinstance(field, models.FileField | PartialDateField) or field.name in (
        "sha256",
        "display_name",
    ):
        return None
    if isinstance(field, models.JSONField):
        return {CANARY: CANARY}
    if isinstance(field, models.URLField):
        return f"https://{CANARY}.example/"
    if isinstance(field, models.CharField | models.TextField):
        text = f"{CANARY} {field.name}"
        return text[: field.max_length] if (field.max_length or 99) >= len(CANARY) else None
    return None


def columns_with(text, *, using="owner"):
    """[table.column: rows] of every column of the database in which the text still stands."""
    found = {}
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns c "
            "JOIN information_schema.tables t USING (table_schema, table_name) "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for table, column in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" WHERE "{column}"::text ILIKE %s', [f"%{text}%"]
            )
            if rows := cursor.fetchone()[0]:
                found[f"{table}.{column}"] = rows
    return found
