"""Build the indexes of names anew: those of the public site and those of staff."""

from django.core.management.base import BaseCommand

from prisoners.searching import rebuild as rebuild_working
from register.publishing.searched import rebuild as rebuild_published

OWNER = "owner"


class Command(BaseCommand):
    help = (
        "Build the indexes of names anew. Done by itself when Rollcall is updated and reads names "
        "in another way than before; needs the login that owns the tables."
    )

    def handle(self, *args, verbosity=1, **options):
        for title, rebuild in (("published", rebuild_published), ("working", rebuild_working)):
            names = rebuild(using=OWNER)
            if verbosity:
                self.stdout.write(f"{names} {title} names are indexed.")
