from django.core.management.base import BaseCommand

from office.demo_users import make_demo_users


class Command(BaseCommand):
    help = "Make the demonstration's editor and reviewer and print their passwords."

    def handle(self, **options):
        for name, password in make_demo_users().items():
            self.stdout.write(f"{name} {password}")
