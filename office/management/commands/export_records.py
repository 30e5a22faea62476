import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.columns import columns_of
from office.exporting.tables import exported_models
from office.exporting.writing import FORMATS, TooLarge, export


class Command(BaseCommand):
    help = (
        "Write one working table into a CSV, XLSX or JSON file that import_records reads back. "
        "For tables that are too large for the site; the log of exports keeps it too."
    )

    def add_arguments(self, parser):
        parser.add_argument("table", metavar="TABLE", help="For example prisoners.detention.")
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--reason", required=True, help="Who gets it, and what for.")

    def handle(self, *, table, file, reason, verbosity, **options):
        models = {model._meta.label_lower: model for model in exported_models()}
        if table not in models:
            raise CommandError(
                f"There is no table {table}. There are: {', '.join(sorted(models))}."
            )
        kind = file.suffix.removeprefix(".")
        if kind not in FORMATS:
            raise CommandError(f"The name ends in none of: {', '.join(FORMATS)}.")
        rows = models[table]._base_manager.order_by("pk")
        try:
            with open(file, "xb+", opener=_for_the_owner) as out:
                log = export(rows, columns_of(models[table]), out, file_format=kind, reason=reason)
        except FileExistsError:
            raise CommandError(f"{file} exists already. Choose another name.") from None
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror or error}") from error
        except TooLarge as error:
            file.unlink()
            raise CommandError(str(error)) from error
        if verbosity > 0:
            self.stdout.write(f"{log.rows:,} rows, SHA-256 {log.sha256}")


def _for_the_owner(path, flags):
    return os.open(path, flags, 0o600)
