from django.core.management.base import BaseCommand

from config import roles


class Command(BaseCommand):
    help = "Make the staff's and the public's database logins and set their rights (as the owner)."

    def handle(self, **options):
        roles.prepare()
