import time

import pghistory
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from office import demo_data
from office.demo_users import DEMO_USERS, make_demo_users
from office.models import ImportLine
from register.publishing import publish
from sources.models import Record, TextPage

WORDS = "charges"  # the column in which what is not understood is kept word for word


class Command(BaseCommand):
    help = (
        "Import the files of the demonstration register as the editor, and publish it as the "
        "reviewer. Does nothing in a database that has records."
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
                self._load(without_act, editor)
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
        return [User.objects.get(username=name) for name in ("editor", "reviewer")]

    def _load(self, without_acts, editor):
        known = {line["act_key"] for line in demo_data.read_csv("clemency_acts.csv")}
        if unknown := set(without_acts) - known:
            raise CommandError(f"No such act: {', '.join(sorted(unknown))}.")
        for name in demo_data.FILES:
            imported = demo_data.load(name, by=editor, without_acts=without_acts)
            self._refuse_faults(imported)
            self.say(f"{name}.csv: {imported.counts['new'] + imported.counts['changed']} lines")
        pages = [TextPage(**page) for page in demo_data.pages()]
        TextPage.objects.bulk_create(pages)
        self.say(f"{len(pages)} text pages")

    def _refuse_faults(self, imported):
        """All of a file of ours is taken, and words of charges may stay words; else the load stops."""
        faults = [remark["text"] for remark in imported.remarks]
        lines = ImportLine.objects.filter(of=imported)
        for line in lines.order_by("number"):
            others = [fault for fault in line.faults if fault[0] != WORDS]
            faults += [f"row {line.number}, {' '.join(fault)}" for fault in others]
        for line in lines.filter(outcome=ImportLine.Outcome.HELD):
            faults.append(f"row {line.number} is held: {line.doubts}")
        if faults:
            raise CommandError("\n".join([f"{imported.file_name} was not loaded:", *faults]))

    def say(self, text):
        if not self.is_quiet:
            self.stdout.write(text)
            self.stdout.flush()
