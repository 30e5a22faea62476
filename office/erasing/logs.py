"""Logs, sessions, messages of readers and queued work that name an erased person."""

import json

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from office.models import Tip
from prisoners.models import Prisoner
from register.models import Alert
from sources.models import Evidence, Source


def forget(known, gone):
    _forget_admin_log(known, gone)
    for tip in Tip.objects.exclude(text="", note="").iterator():
        if known.is_called_in(f"{tip.text} {tip.note}"):
            tip.delete()
    for alert in Alert.objects.iterator():
        if known.is_called_in(alert.place):
            alert.delete()
    for task in DBTaskResult.objects.iterator():
        said = [task.args_kwargs, task.return_value, task.exception_class_path, task.traceback]
        if known.is_called_in(json.dumps(said, ensure_ascii=False, default=str)):
            task.delete()
    for session in Session.objects.iterator():
        # Messages that nobody has read yet say whose record was saved.
        if known.is_called_in(json.dumps(session.get_decoded(), ensure_ascii=False, default=str)):
            session.delete()


def _forget_admin_log(known, gone):
    person, source = (ContentType.objects.get_for_model(model) for model in (Prisoner, Source))
    of_person = Q(content_type=person, object_id__in=map(str, gone["pks"]))
    of_source = Q(content_type=source, object_id__in=map(str, gone["sources"]))
    of_evidence = Q(
        content_type=ContentType.objects.get_for_model(Evidence),
        object_repr__in=[name for _label, name in gone["files"]],
    )
    LogEntry.objects.filter(of_person | of_source | of_evidence).delete()
    for entry in LogEntry.objects.iterator():
        if known.is_called_in(f"{entry.object_repr} {entry.change_message}"):
            entry.delete()
