"""What is kept about readers: nothing. Public pages get no cookie to read, and none to set."""

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.http.request import split_domain_port
from django.middleware.security import SecurityMiddleware

from config.middleware import is_admin

READING = ("GET", "HEAD", "OPTIONS")
WRITING_TO_STAFF = "register:tell"


def is_onion(request):
    return split_domain_port(request.META.get("HTTP_HOST", ""))[0].endswith(".onion")


class Readers:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_admin(request):
            return self.get_response(request)
        # What no page is given, no page can depend on or pass on.
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        if response.status_code == 302:
            # Django's way to the reader's language names the cookie that it looked for.
            response["Vary"] = response.get("Vary", "").replace(", Cookie", "")
        if settings.ONION_LOCATION and not is_onion(request):
            response["Onion-Location"] = settings.ONION_LOCATION + request.get_full_path()
        return response

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name or request.resolver_match.route
        # For the access log, which tells what kind of page was asked for, and not which.
        request.META["rollcall.route"] = f"{_method(request)} {name}"
        if not is_admin(request) and request.method not in READING and name != WRITING_TO_STAFF:
            return HttpResponseNotAllowed(READING)
        return None


class Security(SecurityMiddleware):
    """An onion address is encrypted from end to end without https, and has no certificate to insist on."""

    def process_request(self, request):
        return None if is_onion(request) else super().process_request(request)

    def process_response(self, request, response):
        response = super().process_response(request, response)
        if is_onion(request):
            response.headers.pop("Strict-Transport-Security", None)
        return response


def _method(request):
    return request.method if request.method in (*READING, "POST") else "-"
