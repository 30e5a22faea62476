"""django-tasks-db's worker; before it begins it takes up the imports that a killed one left."""

from django.core.management.base import CommandError
from django_tasks_db.management.commands import db_worker

from core import seeing
from office.backup import mark
from office.importing import background


class Command(db_worker.Command):
    def handle(self, **options):
        if mark.is_there():
            raise CommandError(mark.SENTENCE)
        with seeing.as_system():
            background.take_up()
            super().handle(**options)
