from django.core.management.base import BaseCommand, CommandError

from core.bar import Bar
from office.archive.loading import load
from office.archive.manifest import CannotImport
from office.archive.reading import Archive
from office.audit.kinds import Kind
from office.audit.log import record
from office.roles.permissions import make_groups


class Command(BaseCommand):
    help = (
        "Fill an empty database, just prepared, from a file that export_archive wrote: everything "
        "or nothing. Needs the login that owns the tables."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE.zip")

    def handle(self, *, file, verbosity, **options):
        bar = Bar(self, verbosity)
        try:
            with open(file, "rb") as opened:
                archive = Archive(opened)
                archive.check(progress=bar.show)
                load(archive, progress=bar.show)
                rows = sum(table.rows for table in archive.manifest.tables)
                make_groups()
                record(Kind.ARCHIVE_IMPORTED, detail={"rows": rows})
        except CannotImport as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror or error}") from error
        finally:
            bar.end()
        if verbosity > 0:
            self.stdout.write(
                f"{rows:,} rows of {len(archive.manifest.tables)} tables and "
                f"{len(archive.manifest.files)} files in {bar.seconds:.0f} seconds.\n"
                "Nobody has a password yet: manage.py changepassword NAME. "
                "Likely pairs are found again by: manage.py find_duplicates"
            )
