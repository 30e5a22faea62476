"""Kept files of an erased person: noted in the transaction, removed when it has ended."""

from django.apps import apps

from office.erasing import plan
from office.models import FileAlarm, FileToErase


def note(found):
    """`found` are [label of the model and field, name]; a file that another row names stays."""
    FileToErase.objects.bulk_create(
        FileToErase(storage=label, name=name)
        for label, name in found
        if not _is_named(_field(label), name)
    )


def remove():
    """Remove what was noted, now or before a crash; returns how many files are gone."""
    removed = 0
    for left in FileToErase.objects.all():
        _field(left.storage).storage.delete(left.name)
        FileAlarm.objects.filter(file=left.name).delete()
        left.delete()
        removed += 1
    return removed


def _field(label):
    model, _dot, name = label.rpartition(".")
    return apps.get_model(model)._meta.get_field(name)


def _is_named(field, name):
    return any(
        model.objects.filter(**{field.name: name}).exists()
        for model in plan.tables()
        if plan.subject_of(model) is field.model
    )
