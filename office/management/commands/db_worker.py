"""django-tasks-db's worker; before it begins it takes up the imports that a killed one left."""

from django_tasks_db.management.commands import db_worker

from office.importing import background


class Command(db_worker.Command):
    def handle(self, **options):
        background.take_up()
        super().handle(**options)
