"""Browsers that people have logged in with before: known by a signed cookie, and by what kind they are.

A known device is what tells a colleague from somebody who tries passwords, and a new one is told to
the owner of the account on all others.
"""

import hashlib
import re
import secrets

from django.conf import settings
from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from office.audit.log import record
from office.logins import mail
from office.models import Device

IN_SESSION = "office_device"
# In this order: most browsers name several others.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iOS",
    "iPad": "iOS",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def browser_of(user_agent):
    """Family and system, such as "Firefox on Windows": enough to know one's own, not to tell people apart."""
    return f"{_first(BROWSERS, user_agent)} on {_first(SYSTEMS, user_agent)}"


def _first(names, text):
    return next((name for sign, name in names.items() if re.search(rf"\b{sign}\b", text)), "other")


def known_device(request, *, username=None):
    """The digest of the device that asks if somebody (or this account) has logged in with it; else ""."""
    digest = _digest(_id_in_cookie(request))
    known = Device.objects.filter(digest=digest)
    if username is not None:
        known = known.filter(user__username__iexact=username)
    return digest if digest and known.exists() else ""


def greet(request, response, user):
    """After a log-in: remember the device, and tell the owner of the account when it is a new one."""
    device_id = _id_in_cookie(request) or secrets.token_urlsafe(24)
    browser = browser_of(request.headers.get("User-Agent", ""))
    had_others = Device.objects.filter(user=user).exists()
    device, is_new = Device.objects.get_or_create(
        user=user, digest=_digest(device_id), defaults={"browser": browser}
    )
    if is_new or device.browser != browser:
        # A cookie that came to another browser is as good as a new device.
        Device.objects.filter(pk=device.pk).update(
            browser=browser, first_at=Now(), told_until=Now()
        )
        if had_others:
            _tell(request, user, browser)
    Device.objects.filter(pk=device.pk).update(last_at=Now())
    request.session[IN_SESSION] = device.pk
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        _signer().sign(device_id),
        max_age=settings.DEVICE_COOKIE_AGE,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def news(request):
    """Devices of this account that logged in after this one was last told: not yet known here."""
    mine = _of_session(request)
    if mine is None:
        return Device.objects.none()
    return Device.objects.filter(user=request.user, first_at__gt=mine.told_until).exclude(
        pk=mine.pk
    )


def has_seen_news(request):
    """This device was told; on the others the news stays until it is seen there."""
    Device.objects.filter(user=request.user, pk=request.session.get(IN_SESSION)).update(
        told_until=Now()
    )


def _of_session(request):
    pk = request.session.get(IN_SESSION)
    return Device.objects.filter(user=request.user, pk=pk).first() if pk else None


def _tell(request, user, browser):
    record("new_device", by=user, about=user.get_username(), detail={"browser": browser})
    messages.warning(
        request, _("This device is new for your account; your other devices are told of it.")
    )
    mail.send(
        user.email,
        _("A new device logged in to your account"),
        _(
            "Your account of the register was used on a device that it does not know: %s.\n"
            "If it was you, there is nothing to do. If not, end all your sessions, change your "
            "password, and tell an administrator."
        )
        % browser,
    )


def _id_in_cookie(request):
    try:
        return _signer().unsign(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))
    except BadSignature:
        return ""


def _signer():
    return Signer(salt="office.device")


def _digest(device_id):
    return hashlib.sha256(device_id.encode()).hexdigest() if device_id else ""
