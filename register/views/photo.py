from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from register.models import Photo


@require_safe
def photo(request, sha256):
    """The photo with this content; 404 as soon as nobody who may be shown has it.

    Asked for again each time, by browsers and proxies too: a photo may be hidden at any moment.
    """
    etag = f'"{sha256}"'
    found = Photo.objects.filter(sha256=sha256)
    if not found.exists():
        raise Http404
    response = get_conditional_response(request, etag=etag)
    if response is None:
        content = found.values_list("content", flat=True).first()
        response = HttpResponse(content, content_type="image/jpeg")
        response["Content-Disposition"] = f'inline; filename="{sha256[:16]}.jpg"'
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
