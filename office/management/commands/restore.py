import shutil
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.bar import Bar
from office.audit import log
from office.backup import restoring
from office.backup.manifest import BadBackup
from office.backup.opening import open_file
from office.backup.reading import identities_of
from office.erasing import ledger
from office.erasing.erase import CannotErase


class Command(BaseCommand):
    help = (
        "Fill an empty system, whose database was just prepared, from a backup: everything or nothing. "
        "The site does not answer until it is done."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", metavar="FILE", help="A backup, or - for standard input."
        )
        parser.add_argument("--key", metavar="FILE", help="The file with the private key.")
        parser.add_argument(
            "--erasures", metavar="FILE", help="A kept copy of the list of erasures."
        )
        parser.add_argument(
            "--without-erasures",
            action="store_true",
            help="There is no list of erasures: nobody was erased since the backup.",
        )
        parser.add_argument(
            "--drop",
            action="store_true",
            help="Give up a restore that did not end, and empty the system.",
        )

    def handle(self, *, file, key, erasures, without_erasures, drop, verbosity, **options):
        bar = Bar(self, verbosity)
        try:
            if drop:
                restoring.drop()
                self.stdout.write("The restore was given up; the system is empty.")
                return
            self._find_erasures(erasures, without_erasures)
            if restoring.only_the_end_is_missing():
                found = restoring.finish()
            elif not file:
                raise BadBackup("Name the file with the backup.")
            else:
                with open_file(file) as opened:
                    keys = identities_of(key) if key else []
                    found = restoring.restore(opened, keys, progress=bar.show)
        except (BadBackup, ledger.LedgerBroken, CannotErase) as error:
            raise CommandError(str(error)) from error
        finally:
            bar.end()
        log.record("backup_restored", detail={"rows": found.rows} if found else {})
        if verbosity > 0:
            self.stdout.write(
                f"{found.rows:,} rows of {len(found.tables)} tables and {len(found.files)} files were restored "
                f"and compared in {bar.seconds:.0f} seconds."
                if found
                else "The restore that had not ended is done."
            )

    @staticmethod
    def _find_erasures(given, has_none):
        """The list of erasures has to be there, or somebody says that nobody was erased."""
        if given:
            ledger.read(given)
            if ledger.path().exists():
                raise BadBackup(f"There is a list of erasures here already: {ledger.path()}.")
            if not Path(given).exists():
                raise BadBackup(f"{given}: no such file.")
            shutil.copyfile(given, ledger.path())
        elif not ledger.path().exists() and not has_none:
            raise BadBackup(
                f"The list of erasures is not here ({ledger.path()}): whoever was erased after this backup "
                "would come back. Give a copy of it with --erasures, or say --without-erasures when nobody was."
            )
