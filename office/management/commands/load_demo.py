import time

import pghistory
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from office import demo_data
from office.demo_users import DEMO_USERS, make_demo_users
from register.publishing import publish
from sources.models import Record, TextPage


class Command(BaseCommand):
    help = (
        "Load the demonstration register through the import resources as the editor, and publish it "
        "as the reviewer. Does nothing in a database that has records."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--without-act",
            action="append",
            default=[],
            metavar="KEY",
            help="Leave out this act and the claims about it, as if they were not there yet.",
        )

    def handle(self, *, without_act, verbosity, **options):
        self.is_quiet = verbosity == 0
        if Record.objects.exists():
            self.say("The database has records: nothing done.")
            return
        editor, reviewer = self._users()
        begun = time.monotonic()
        with transaction.atomic():
            with pghistory.context(user=editor.pk, screen="load_demo"):
                self._load(without_act)
            with pghistory.context(user=reviewer.pk, screen="load_demo"):
                public_ids = list(Record.objects.values_list("public_id", flat=True))
                result = publish(public_ids, by=reviewer)
        self.say(
            f"{len(result.published)} records published as edition {result.edition}, "
            f"{time.monotonic() - begun:.0f} seconds in all."
        )

    def _users(self):
        if User.objects.filter(username__in=DEMO_USERS).count() < len(DEMO_USERS):
            make_demo_users()
        return [User.objects.get(username=name) for name in DEMO_USERS]

    def _load(self, without_acts):
        known = {line["act_key"] for line in demo_data.read_csv("clemency_acts.csv")}
        if unknown := set(without_acts) - known:
            raise CommandError(f"No such act: {', '.join(sorted(unknown))}.")
        for sheet in demo_data.SHEETS:
            lines = sheet.lines(without_acts)
            result = sheet.resource().import_data(demo_data.dataset_of(lines))
            self._refuse_errors(sheet, result)
            self.say(f"{sheet.path}: {result.totals['new'] + result.totals['update']} lines")
        pages = [TextPage(**page) for page in demo_data.pages()]
        TextPage.objects.bulk_create(pages)
        self.say(f"{len(pages)} text pages")

    def _refuse_errors(self, sheet, result):
        faults = [str(error.error) for error in result.base_errors]
        faults += [f"line {row.number}: {row.error_dict}" for row in result.invalid_rows]
        faults += [f"line {row.number}: {row.errors[0].error!r}" for row in result.error_rows]
        if faults:
            raise CommandError("\n".join([f"{sheet.path} was not loaded:", *faults]))

    def say(self, text):
        if not self.is_quiet:
            self.stdout.write(text)
            self.stdout.flush()
