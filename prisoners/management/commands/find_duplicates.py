from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from core.bar import Bar
from prisoners.duplicates import find
from prisoners.models import LikelyPair


class Command(BaseCommand):
    help = (
        "Find records that may be about one person, and put the pairs into the queue of the office. "
        "Compares what changed since the last run; may be stopped and run again at any time."
    )

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="Compare everybody.")
        which.add_argument(
            "--since",
            type=_moment,
            metavar="DATE",
            help="Compare what changed since then: 2025-01-31 or 2025-01-31T12:00.",
        )

    def handle(self, *, all, since, verbosity, **options):
        bar = Bar(self, verbosity)
        since = None if all else since or find.last_finished()
        find.find_all(since=since, progress=bar.show)
        bar.end()
        waiting = LikelyPair.objects.waiting(timezone.localdate()).count()
        if verbosity > 0:
            self.stdout.write(f"{bar.seconds:.0f} seconds; {waiting} likely pairs wait.")


def _moment(text):
    try:
        moment = parse_datetime(text) or parse_date(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"“{text}” is not a date such as 2025-01-31 or 2025-01-31T12:00.")
    if not hasattr(moment, "hour"):
        moment = timezone.datetime(moment.year, moment.month, moment.day)
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
