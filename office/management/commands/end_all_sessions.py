from django.core.management.base import BaseCommand

from office.logins import sessions


class Command(BaseCommand):
    help = "End every session of everybody: all staff have to log in again, with both factors."

    def handle(self, **options):
        self.stdout.write(f"{sessions.end_all(by=None)} sessions ended.")
