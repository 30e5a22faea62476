"""People at work in the admin, for browser tests."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, User

from office.demo_users import make_groups
from office.logins.session_keys import SessionStore


def make_editor(name="editor"):
    """Somebody of the group of editors, without a password."""
    make_groups()
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name="editors"))
    return user


def sign_in(page, address, user):
    """Gives the browser a session, as the log-in page would."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.secret}
    page.context.add_cookies([cookie | {"url": f"{address}{settings.SESSION_COOKIE_PATH}"}])
