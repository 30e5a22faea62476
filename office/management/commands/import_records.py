"""Import a spreadsheet on the command line: the same code as in the admin."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from core.bar import Bar
from office.importing import applying, profiles, receipts, words
from sheets import FileRefused


class Command(BaseCommand):
    help = "Read a spreadsheet by a profile and say what it would change; with --write, change it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--profile", required=True, help="A name in import_profiles/ or of the admin."
        )
        parser.add_argument("--write", action="store_true", help="Write it, after trying it out.")
        parser.add_argument("--by", metavar="USER", help="In whose name; recorded in the history.")
        parser.add_argument(
            "--accept", action="append", default=[], choices=[str(kind) for kind in words.DOUBTS],
            help="Take lines with this doubt instead of holding them for review.",
        )  # fmt: skip

    def handle(self, *, file, profile, write, by, accept, verbosity, **options):
        user = None
        if by:
            user = get_user_model().objects.filter(username=by).first()
            if user is None:
                raise CommandError(f"There is no user “{by}”.")
        if not file.is_file():
            raise CommandError(f"{file} is not a file.")
        bar = Bar(self, verbosity)
        try:
            imported = receipts.begin(
                file, name=file.name, profile=profiles.load(profile), by=user, accept=accept
            )
            receipts.prepare(
                imported,
                progress=lambda step, done, total: bar.show(done, total, step),
                is_rehearsed=not write,
            )
            if write:
                applying.write(
                    imported, by=user, progress=lambda done, total: bar.show(done, total, "writes")
                )
        except (profiles.ProfileRefused, FileRefused, applying.CannotWrite) as error:
            raise CommandError(str(error)) from None
        bar.end()
        self.stdout.write(str(imported.counts))
