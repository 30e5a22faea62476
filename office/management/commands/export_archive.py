from django.core.management.base import BaseCommand, CommandError

from core.bar import Bar
from office.archive.writing import CannotExport, write_archive
from office.audit.kinds import Kind
from office.audit.log import record


class Command(BaseCommand):
    help = (
        "Write the whole working database, its history, the register and all kept files into one "
        "file, to move to another installation or to leave. It holds everything confidential."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE.zip")
        parser.add_argument(
            "--accept-missing",
            action="store_true",
            help="Write the archive although kept files are missing; it says which.",
        )

    def handle(self, *, file, accept_missing, verbosity, **options):
        bar = Bar(self, verbosity)
        try:
            manifest = write_archive(file, accept_missing=accept_missing, progress=bar.show)
        except CannotExport as error:
            raise CommandError(str(error)) from error
        finally:
            bar.end()
        rows = sum(table.rows for table in manifest.tables)
        record(Kind.ARCHIVE_EXPORTED, detail={"rows": rows})
        if verbosity > 0:
            missing = sum(kept.is_missing for kept in manifest.files)
            self.stdout.write(
                f"{rows:,} rows of {len(manifest.tables)} tables and "
                f"{len(manifest.files) - missing} files in {bar.seconds:.0f} seconds"
                + (f"; {missing} files are missing." if missing else ".")
            )
