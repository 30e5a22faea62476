"""Whole pages, kept for the next reader while nothing in the register changes."""

import hashlib
import zlib

from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from register.cached import A_DAY, key_of, read_stamp


def kept_page(request, make):
    """The page that `make(stamp=…)` gives, or gave before; 304 to a reader who has it already.

    Browsers and proxies ask each time whether the page is still the same: a name may be withheld at
    any moment.
    """
    stamp = read_stamp()
    if stamp is None or request.method not in ("GET", "HEAD"):
        return make(stamp=stamp)
    key = key_of("page", stamp, *_asked(request))
    found = cache.get(key)
    if found is None:
        response = make(stamp=stamp)
        if response.status_code != 200 or not _may_be_kept(request, response):
            return response
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["Cache-Control"] = "no-cache"
        cache.set(key, (zlib.compress(response.content, 1), dict(response.items())), A_DAY)
    else:
        body, headers = found
        response = HttpResponse(zlib.decompress(body), headers=headers)
    return get_conditional_response(request, etag=response["ETag"], response=response)


def _asked(request):
    """All that a page may differ by. The language stands in the path; the day is today where none is asked."""
    return (
        timezone.localdate(),
        request.scheme,
        request.get_host(),
        request.path,
        request.GET.urlencode(),
    )


def _may_be_kept(request, response):
    """Whether nothing in the page is of one reader only (no cookie, no session), and nothing is missing."""
    is_of_one_reader = response.streaming or response.cookies or request.session.accessed
    return not (is_of_one_reader or request.asked.gaps)
