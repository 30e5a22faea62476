from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from office.accounts.naming import account_called
from office.audit.log import record
from office.logins import sessions


class Command(BaseCommand):
    help = (
        "Take all second factors from an account whose owner has lost them, recovery codes too. "
        "Its sessions end; a new factor is set up at the next log-in. Be sure who asks for it."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")

    @transaction.atomic
    def handle(self, *, username, **options):
        user = account_called(username)
        if user is None:
            raise CommandError(f"There is no account {username!r}.")
        factors = Authenticator.objects.filter(user=user)
        kinds = sorted(factors.values_list("type", flat=True))
        factors.delete()
        ended = sessions.end_all_of(user, by=None)
        record("factor_reset", about=user.get_username(), detail={"factors": kinds})
        self.stdout.write(
            f"{len(kinds)} factors taken from {user.get_username()}, {ended} sessions ended."
        )
