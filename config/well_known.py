"""What programs ask every site for: whom to tell about a hole in it, and what search engines leave alone."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

# Filters make more addresses than anybody reads, and every search for a name is one.
ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /*/find/
Disallow: /*/tell/
Disallow: /*/prisoners/?
Disallow: /*/explore/?
"""


@require_safe
def robots(request):
    return _text(ROBOTS)


@require_safe
def security(request):
    """RFC 9116. Not there without a contact, and not there any more when its day is over."""
    expires = settings.SECURITY_EXPIRES
    if not settings.SECURITY_CONTACT or expires <= timezone.now():
        raise Http404
    languages = ", ".join(code for code, _name in settings.LANGUAGES)
    lines = [
        *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {languages}",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return _text("\n".join([*lines, ""]))


def _text(content):
    return HttpResponse(
        content,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "max-age=86400"},
    )
