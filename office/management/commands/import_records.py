"""Import a spreadsheet on the command line: the same code as in the admin."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from core.bar import Bar
from office.importing import applying, profiles, receipts, undoing, words
from office.importing.line import TOLD, Doubt
from office.models import Import, ImportLine
from sheets import FileRefused

MOST_FAULTS = 20
REFUSALS = (
    profiles.ProfileRefused, FileRefused, applying.CannotWrite, undoing.CannotUndo, receipts.GivenUp,
)  # fmt: skip


class Command(BaseCommand):
    help = (
        "Read a spreadsheet by a profile and say what it would change; with --write, change it. "
        "docs/import.md says how profiles are written."
    )

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", type=Path, nargs="?")
        what.add_argument(
            "--resume",
            metavar="IMPORT",
            help="Go on with an import that was interrupted or read before.",
        )
        what.add_argument("--undo", metavar="IMPORT", help="Take a whole import back.")
        parser.add_argument("--profile", help="A name in import_profiles/ or of the admin.")
        parser.add_argument("--list", help="Whose list it is, where the profile names none.")
        parser.add_argument("--write", action="store_true", help="Write it.")
        parser.add_argument("--by", metavar="USER", help="In whose name; recorded in the history.")
        parser.add_argument(
            "--accept", action="append", default=[], choices=[str(kind) for kind in Doubt if kind not in TOLD],
            help="Take lines with this doubt instead of holding them for review.",
        )  # fmt: skip

    def handle(self, *, file, resume, undo, profile, write, by, accept, verbosity, **options):
        self.bar, self.is_quiet = Bar(self, verbosity), verbosity == 0
        user = _user(by)
        try:
            if undo:
                undoing.undo(_import(undo), by=user)
                self.say("Undone: everything is as it was before.")
                return
            if resume:
                imported = _import(resume)
            else:
                imported = self.begin(file, profile, options["list"], user, accept)
            self.say(f"Import {imported.pk}")
            if imported.state == Import.State.READING and write:
                receipts.prepare_and_write(imported, by=user, progress=self.progress)
            elif imported.state == Import.State.READING:
                receipts.prepare(imported, progress=self.progress)
            elif write:
                applying.write(
                    imported,
                    by=user,
                    progress=lambda done, total: self.progress("writes", done, total),
                )
        except REFUSALS as error:
            raise CommandError(str(error)) from None
        self.bar.end()
        self.report(imported)

    def begin(self, file, name, list_name, user, accept):
        if not file.is_file():
            raise CommandError(f"{file} is not a file.")
        if not name:
            raise CommandError(f"Say which --profile reads it: {', '.join(profiles.names())}.")
        profile = profiles.load(name)
        if list_name:
            profile = profiles.of_list(profile, list_name)
        return receipts.begin(file, name=file.name, profile=profile, by=user, accept=accept)

    def progress(self, step, done, total):
        self.bar.show(done, total, str(step))

    def report(self, imported):
        """What happened, or would, in a table; the first faults; what waits."""
        counts, is_done = imported.counts, imported.state == Import.State.DONE
        self.say("Written." if is_done else "Nothing is written yet.")
        for outcome in ImportLine.Outcome:
            self.say(f"{counts.get(outcome, 0):>9,}  {outcome.label}")
        if counts.get("vanished"):
            self.say(f"{counts['vanished']:>9,}  In earlier files of the list and not in this one")
        for table, numbers in sorted(counts.get("rows", {}).items()):
            said = ", ".join(f"{number:,} {outcome}" for outcome, number in sorted(numbers.items()))
            self.say(f"           {table}: {said}")
        for kind in TOLD:
            if number := ImportLine.objects.filter(of=imported, doubts__contains=[[kind]]).count():
                self.say(f"{number:>9,}  {words.DOUBTS[kind]}")
        for remark in imported.remarks:
            self.say(f"- {remark['text']}")
        self.say_faults(imported)
        if not is_done:
            self.say(f"To write it: manage.py import_records --resume {imported.pk} --write")

    def say_faults(self, imported):
        lines = ImportLine.objects.filter(of=imported).exclude(faults=[]).order_by("number")
        for line in lines[:MOST_FAULTS]:
            for column, value, reason in line.faults:
                self.say(f"row {line.number}, {column or 'the line'} “{value}”: {reason}")
        if (more := lines.count() - MOST_FAULTS) > 0:
            self.say(
                f"… and {more:,} more lines with faults; the receipt in the admin has all of them."
            )

    def say(self, text):
        if not self.is_quiet:
            self.stdout.write(text)


def _user(name):
    if not name:
        return None
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"There is no user “{name}”.")
    return user


def _import(pk):
    try:
        return Import.objects.get(pk=pk)
    except (Import.DoesNotExist, ValidationError):
        raise CommandError(f"There is no import “{pk}”.") from None
