from django.core.management.base import BaseCommand, CommandError

from core.bar import Bar
from office.backup.manifest import BadBackup
from office.backup.opening import open_file
from office.backup.reading import check, identities_of


class Command(BaseCommand):
    help = "Read a backup to its end and say whether it is whole and unchanged. Touches nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="A backup, or - for standard input.")
        parser.add_argument("--key", metavar="FILE", help="The file with the private key.")

    def handle(self, *, file, key, verbosity, **options):
        bar = Bar(self, verbosity)
        try:
            with open_file(file) as opened:
                backup = check(opened, identities_of(key) if key else [], progress=bar.show)
        except BadBackup as error:
            raise CommandError(str(error)) from error
        finally:
            bar.end()
        if verbosity > 0:
            found = backup.manifest
            self.stdout.write(
                f"A good backup of Rollcall {backup.about.rollcall}, written at {backup.about.written_at}: "
                f"{found.rows:,} rows of {len(found.tables)} tables and {len(found.files)} files.\n"
                f"The audit log in it ends with {found.audit or 'nothing'}."
            )
