from django.core.management.base import BaseCommand, CommandError

from core import seeing
from office.accounts.naming import account_called
from office.models import SealedCase
from office.sealing import deciding


class Command(BaseCommand):
    help = (
        "Let one more account see a sealed case, for when everybody whom it names is gone. "
        "Whom it names already stays named. It is logged; be sure who asks for it."
    )

    def add_arguments(self, parser):
        parser.add_argument("public_id")
        parser.add_argument("username")

    @seeing.as_system()
    def handle(self, *, public_id, username, **options):
        user = account_called(username)
        if user is None:
            raise CommandError(f"There is no account {username!r}.")
        sealed = SealedCase.objects.filter(record=public_id.strip().upper()).first()
        if sealed is None:
            raise CommandError(f"There is no sealed case {public_id!r}.")
        deciding.share(
            sealed,
            by=None,
            reason=sealed.reason,
            people=[*sealed.people.all(), user],
            groups=sealed.groups.all(),
        )
        self.stdout.write(f"{user.get_username()} may see {sealed.record_id}.")
