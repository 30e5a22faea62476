"""Ending sessions: one, all of a person, all of everybody."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from office.audit.log import record


def end(session, *, by):
    """End one listed session."""
    session.end()
    record("sessions_ended", by=by, about=session.user.get_username(), detail={"sessions": 1})


def end_all_of(user, *, by, but=None):
    """End all sessions of a person, listed or not, but for the one with the key `but`; how many comes back."""
    keys = [key for key in _keys_of(user) if key != but]
    ended, _by_model = Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=user).exclude(session_key=but).delete()
    if ended:
        record("sessions_ended", by=by, about=user.get_username(), detail={"sessions": ended})
    return ended


def forget_those_over():
    """Rows of sessions that are over; strangers at the door make some, too."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def end_all(*, by):
    """End every session of everybody, the asker's too; how many comes back."""
    ended, _by_model = Session.objects.all().delete()
    UserSession.objects.all().delete()
    record("sessions_ended", by=by, about="everybody", detail={"sessions": ended})
    return ended


def _keys_of(user):
    """Whose a session is stands inside of it; there are as many as staff have browsers."""
    return [
        session.session_key
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
