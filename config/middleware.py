from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect
from django.template.loader import render_to_string

from config.routers import public_database
from office.backup import mark

# Everything that a browser could hand to a page, off; staff log in with passkeys on their own pages.
OFF = (
    "accelerometer autoplay camera display-capture encrypted-media geolocation gyroscope "
    "magnetometer microphone midi payment picture-in-picture publickey-credentials-create "
    "publickey-credentials-get screen-wake-lock usb xr-spatial-tracking"
).split()
PASSKEYS = {"publickey-credentials-create": "(self)", "publickey-credentials-get": "(self)"}
PERMISSIONS = ", ".join(f"{name}=()" for name in OFF)
PERMISSIONS_OF_STAFF = ", ".join(f"{name}={PASSKEYS.get(name, '()')}" for name in OFF)


def is_admin(request):
    return request.path.startswith(settings.STAFF_PATH)


def is_login(request):
    """Whether it is a page of logging in, or of one's own account."""
    return request.path.startswith(f"{settings.STAFF_PATH}accounts/")


class Headers:
    """What stands on every answer, files and errors included, and no other setting says."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_staff = is_admin(request)
        # A page that others may frame is a page that others may load.
        reach = (
            "cross-origin" if getattr(response, "xframe_options_exempt", False) else "same-origin"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", reach)
        response["Permissions-Policy"] = PERMISSIONS_OF_STAFF if is_staff else PERMISSIONS
        if is_staff:
            # The next person at this computer finds nothing in the browser's memory.
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class Hosts:
    """With a host for staff, their pages are there alone, and nothing else is there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_theirs = split_domain_port(request.get_host())[0] == settings.ADMIN_HOST
        if is_theirs and request.path == "/":
            return redirect(settings.STAFF_PATH)
        if settings.ADMIN_HOST and is_admin(request) != is_theirs:
            raise Http404
        return self.get_response(request)


class ClosedWhileRestoring:
    """Nobody is shown what is half restored, nor whoever was erased since the backup."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if mark.is_there():
            page = render_to_string("503.html")
            return HttpResponse(page, status=503, headers={"Retry-After": "60"})
        return self.get_response(request)


class PublicDatabase:
    """Every page outside the admin uses the login that may read the register only."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_admin(request):
            return self.get_response(request)
        with public_database():
            response = self.get_response(request)
        if response.streaming:
            response.streaming_content = _streamed(response.streaming_content)
        return response


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy everywhere, and the admin's own in the admin, but for the pages of logging in."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if is_admin(request) and not report_only:
            policy = (
                settings.LOGIN_CONTENT_SECURITY_POLICY
                if is_login(request)
                else settings.ADMIN_CONTENT_SECURITY_POLICY
            )
            parts = PolicyParts(
                config=policy["DIRECTIVES"],
                update=parts.update,
                replace=parts.replace,
                nonce=parts.nonce,
            )
        return parts


def _streamed(content):
    """A streamed answer is made after the middleware has returned."""
    chunks = iter(content)
    while True:
        with public_database():
            try:
                chunk = next(chunks)
            except StopIteration:
                return
        yield chunk
