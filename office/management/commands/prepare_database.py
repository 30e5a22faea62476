from django.core.management.base import BaseCommand

from config import roles
from office.roles.permissions import make_groups


class Command(BaseCommand):
    help = (
        "Make the staff's and the public's database logins and set their rights (as the owner), and "
        "those of the roles of staff."
    )

    def handle(self, **options):
        roles.prepare()
        make_groups()
