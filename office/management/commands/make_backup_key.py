import os

import pyrage
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = (
        "Make a pair of keys for backups. The file with the private key belongs on a stick in a safe, "
        "not on the server; the public key, which is printed, goes into BACKUP_RECIPIENTS."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")

    def handle(self, *, file, **options):
        key = pyrage.x25519.Identity.generate()
        try:
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(f"# public key: {key.to_public()}\n{key}\n")
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        self.stdout.write(str(key.to_public()))
