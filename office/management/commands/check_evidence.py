from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from office.archive.kept_files import kept_files
from office.evidence.checking import FileIsNotWhole, check
from office.evidence.folders import files_in


class Command(BaseCommand):
    help = (
        "Read every kept file and compare it with its SHA-256; an alarm for each that is not whole."
    )

    def handle(self, **options):
        files = kept_files("default")
        faults = 0
        for name, sha256 in files.items():
            try:
                check(name, sha256)
            except FileIsNotWhole as error:
                faults += 1
                self.stderr.write(f"{name}: {error}")
        for name in sorted(set(files_in(default_storage)).difference(files)):
            self.stderr.write(
                f"{name}: no row names this file; an upload that was not finished left it."
            )
        if faults:
            raise CommandError(f"{faults} of {len(files)} kept files are missing or altered.")
        self.stdout.write(f"{len(files)} kept files are what they were.")
