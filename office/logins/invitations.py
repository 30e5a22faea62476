"""Links that work once: to a new account with a role, or to a new password.

A link is passed on by a channel that both trust, or mailed where there is a mail server. Opening it
uses nothing up (messengers open links to preview them); sending the form does.
"""

import hashlib
import secrets

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from office.audit.log import record
from office.models import Invitation, Profile


class NoInvitation(Exception):
    """It is used up, taken back, over, or never was: the one who asks is not told which."""


@transaction.atomic
def invite(*, role, meant_for, by, email=""):
    """An invitation and its secret, which is kept nowhere else."""
    invitation, secret = _make(role=role, meant_for=meant_for, email=email, invited_by=by)
    record("invited", by=by, about=meant_for, detail={"role": role.name})
    return invitation, secret


@transaction.atomic
def offer_password(*, account, by):
    """The same for a new password of an account; a link that was made before stops working."""
    for earlier in Invitation.objects.filter(account=account, taken_at=None, revoked_at=None):
        revoke(earlier, by=by)
    invitation, secret = _make(
        account=account, meant_for=account.get_username(), email=account.email, invited_by=by
    )
    record("invited", by=by, about=account.get_username(), detail={"for": "password"})
    return invitation, secret


def find(secret):
    """The open invitation of a link."""
    invitation = Invitation.objects.filter(link_digest=_digest(secret)).first()
    if invitation is None or not invitation.is_open:
        raise NoInvitation
    return invitation


@transaction.atomic
def take_up(secret, *, password, username="", alias=""):
    """Make the account, or give it the password; the account comes back. Of two at once one is refused."""
    invitation = Invitation.objects.select_for_update().filter(link_digest=_digest(secret)).first()
    if invitation is None or not invitation.is_open:
        raise NoInvitation
    user = invitation.account or User(
        username=username, email=invitation.email, is_staff=True, is_active=True
    )
    user.set_password(password)
    user.save()
    if invitation.role:
        user.groups.add(invitation.role)
        Profile.objects.create(user=user, alias=alias)
    invitation.taken_at, invitation.taken_by = timezone.now(), user
    invitation.save(update_fields=["taken_at", "taken_by"])
    kind = "invitation_taken" if invitation.role else "password_changed"
    record(kind, by=user, about=user.get_username(), detail={"invitation": invitation.pk})
    return user


@transaction.atomic
def revoke(invitation, *, by):
    """Take it back; whether it was still open comes back."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_open:
        return False
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record("invitation_revoked", by=by, about=invitation.meant_for)
    return True


def _make(**fields):
    secret = secrets.token_urlsafe(32)
    expires_at = timezone.now() + settings.INVITATION_LASTS
    invitation = Invitation(link_digest=_digest(secret), expires_at=expires_at, **fields)
    invitation.save()
    return invitation, secret


def _digest(secret):
    return hashlib.sha256(secret.encode()).hexdigest()
