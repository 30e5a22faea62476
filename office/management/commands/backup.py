import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.bar import Bar
from office.audit import log
from office.backup.manifest import BadBackup
from office.backup.writing import new_file, recipients_of, write_backup
from office.erasing.ledger import LedgerBroken


class Command(BaseCommand):
    help = (
        "Write everything, the database and all kept files, into one file, encrypted with age to the "
        "public keys in BACKUP_RECIPIENTS or given with --to."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="A new file, or - for standard output.")
        parser.add_argument(
            "--to", action="append", metavar="KEY", help="A public key (age1… or ssh-…)."
        )
        parser.add_argument(
            "--unencrypted",
            action="store_true",
            help="In plain: whoever has the file has everything that is confidential.",
        )

    def handle(self, *, file, to, unencrypted, verbosity, **options):
        keys = to or settings.BACKUP_RECIPIENTS
        if to and unencrypted:
            raise CommandError("Either --to or --unencrypted.")
        if not keys and not unencrypted:
            raise CommandError(
                "Say to whose public keys the backup is encrypted: BACKUP_RECIPIENTS, or --to KEY. "
                "manage.py make_backup_key makes a pair."
            )
        bar = Bar(self, verbosity)
        try:
            recipients = [] if unencrypted else recipients_of(keys)
            if file == "-":
                found = write_backup(sys.stdout.buffer, recipients, progress=bar.show)
                sys.stdout.buffer.flush()
            else:
                with new_file(file) as out:
                    found = write_backup(out, recipients, progress=bar.show)
        except (BadBackup, LedgerBroken) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror or error}") from error
        finally:
            bar.end()
        log.record("backup_made", detail={"rows": found.rows, "files": len(found.files)})
        if verbosity > 0:
            self.stderr.write(
                f"{found.rows:,} rows of {len(found.tables)} tables and {len(found.files)} files "
                f"in {bar.seconds:.0f} seconds."
            )
