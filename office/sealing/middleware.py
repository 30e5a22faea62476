"""What a page of the office reads is what the person before it may see; views of sealed cases are logged."""

from config.middleware import is_admin
from core import seeing
from office.audit.kinds import Kind
from office.audit.log import record as note
from office.models import SealedCase
from prisoners.models import LikelyPair, Merge
from sources.models import Record, Root

# Screens whose address names a row by its number, and which is not of the list that they belong to.
ROWS = {"prisoners_likely_pair": LikelyPair, "prisoners_merged": Merge}


class SealedCases:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_admin(request):
            return self.get_response(request)
        with seeing.as_person(request.user.pk):
            response = self.get_response(request)
            if response.status_code < 400 and request.user.is_authenticated:
                _note_views(request)
        return response


def _note_views(request):
    """One event for each sealed case whose own page, history, preview or comparison was opened."""
    if not (ids := _records_of(request.resolver_match)):
        return
    for public_id in SealedCase.objects.filter(record__in=ids).values_list("record_id", flat=True):
        detail = {"screen": request.resolver_match.url_name or "", "method": request.method}
        note(Kind.SEALED_VIEWED, by=request.user, about=public_id, detail=detail)


def _records_of(match):
    """The public ids of the records that an address is about."""
    if match is None:
        return set()
    if public_id := match.kwargs.get("public_id"):
        return {public_id}
    model = ROWS.get(match.url_name) or getattr(
        getattr(match.func, "model_admin", None), "model", None
    )
    number = str(match.kwargs.get("object_id") or match.kwargs.get("pk") or "")
    if model is None or not number or "\0" in number:
        return set()
    if model is Record:
        return {number}
    links = list(_links(model))
    if not links or not number.isdecimal() or len(number) > 18:
        return set()
    rows = model._base_manager.filter(pk=number).values_list(*links)
    return {public_id for row in rows for public_id in row if public_id}


def _links(model):
    """The lookups from a row to the public ids of the records that it belongs to."""
    for field in model._meta.local_fields:
        target = field.remote_field.model if field.is_relation else None
        if target is Record:
            yield field.attname
        elif isinstance(target, type) and issubclass(target, Root):
            yield f"{field.name}__record_id"
