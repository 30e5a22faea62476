from datetime import date

from django.core.management.base import BaseCommand, CommandError

from office.audit import chain


class Command(BaseCommand):
    help = (
        "Check the chain of the audit log and print the hash of each day, to be kept elsewhere. "
        "Ends with 1 when the log is not what was written."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--kept",
            nargs="+",
            default=[],
            metavar="DAY=HASH",
            help="Hashes that were kept elsewhere, such as 2026-11-20=4f0c…",
        )

    def handle(self, *, kept, verbosity, **options):
        found = chain.faults(kept=dict(map(_kept, kept)))
        if verbosity > 0:
            for each in chain.days(newest_first=False):
                self.stdout.write(f"{each.day} {each.hash} {each.events:,} events")
        if found:
            first = found[0]
            which = f", event {first.event}" if first.event else ""
            raise CommandError(
                f"The audit log is not what was written. First on {first.day}{which}: {first.what} "
                f"({len(found)} in all)"
            )
        if verbosity > 0:
            self.stdout.write("The chain is whole.")


def _kept(text):
    day, _sign, its_hash = text.partition("=")
    try:
        return date.fromisoformat(day), its_hash.strip().lower()
    except ValueError:
        raise CommandError(f"Write a kept hash as 2026-11-20=4f0c…, not {text}.") from None
