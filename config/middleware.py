from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.urls import reverse

from config.routers import public_database
from core import seeing


def is_admin(request):
    return request.path.startswith(reverse("admin:index"))


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


class SealedCases:
    """What a page of the office reads is what the person before it may see."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_admin(request):
            return self.get_response(request)
        with seeing.as_person(request.user.pk):
            return self.get_response(request)


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy everywhere, and the admin's own in the admin."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if is_admin(request) and not report_only:
            parts = PolicyParts(
                config=settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"],
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
