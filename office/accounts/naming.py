"""What staff see of each other. Every screen shows an account as `str(user)`, and that is `shown`.

Where STAFF_SHOWN_AS is "alias", colleagues see the alias; administrators see both, and everybody
their own name. Whoever is not known to be looking, such as a file that is made later, sees the alias.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from office.models import Profile

# The request of the page that is made, and what was looked up for it.
_looking = ContextVar("looking", default=None)
ADMINISTRATES = "auth.change_user"


def account_called(name):
    """The account that logs in with this name, in capitals or not; None."""
    return User.objects.filter(username__iexact=name.replace("\0", "")).first()


@contextmanager
def seen_by(request):
    """Within this block accounts are shown as the person who asks may see them."""
    token = _looking.set({"request": request})
    try:
        yield
    finally:
        _looking.reset(token)


def shown(user):
    """An account as the person who looks may see it."""
    name = user.get_username()
    if settings.STAFF_SHOWN_AS == "name":
        return name
    looking = _looking.get() or {}
    viewer = getattr(looking.get("request"), "user", None)
    if viewer is not None and viewer.pk == user.pk:
        return name
    alias = _aliases(looking).get(user.pk) or _("colleague %s") % user.pk
    may_see_both = viewer is not None and viewer.has_perm(ADMINISTRATES)
    return f"{alias} ({name})" if may_see_both else alias


def _aliases(looking):
    """{account: alias}, read once for a page: staff are few, and a page may name many of them."""
    if "aliases" not in looking:
        looking["aliases"] = dict(Profile.objects.values_list("user_id", "alias"))
    return looking["aliases"]
