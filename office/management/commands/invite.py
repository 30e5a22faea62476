from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from office.accounts.naming import account_called
from office.logins import invitations


class Command(BaseCommand):
    help = "Print a link that works once: to an account with a role, or to a new password."

    def add_arguments(self, parser):
        parser.add_argument("who", help="for whom: a nickname, or with --password the username")
        parser.add_argument("--role", help="the group that the new account gets")
        parser.add_argument("--password", action="store_true", help="a new password instead")

    def handle(self, *, who, role, password, **options):
        if password:
            account = account_called(who)
            if account is None:
                raise CommandError(f"There is no account {who!r}.")
            _invitation, secret = invitations.offer_password(account=account, by=None)
        else:
            group = Group.objects.filter(name=role).first()
            if group is None:
                known = ", ".join(Group.objects.order_by("name").values_list("name", flat=True))
                raise CommandError(f"--role must be one of: {known}.")
            _invitation, secret = invitations.invite(role=group, meant_for=who, by=None)
        host = settings.ADMIN_HOST or "(the address of the register)"
        self.stdout.write(f"{host}{reverse('office_invitation_link', args=[secret])}")
