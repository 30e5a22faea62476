from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core.date_reading import read_date
from core.date_words import in_words
from core.partial_dates import DateNotUnderstood


@never_cache
@require_GET
def read_date_view(request):
    """How `?text=` is understood, for staff who are typing it."""
    user = getattr(request, "user", None)
    if not (user and user.is_active and user.is_staff):
        raise PermissionDenied
    try:
        date = read_date(request.GET.get("text", ""))
    except DateNotUnderstood as error:
        return JsonResponse({"error": str(error)})
    return JsonResponse({"edtf": date.text, "words": in_words(date)})
