"""Who may see a receipt, and who may bring a file and decide what becomes of it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from core.admin.screens import pages_in
from office.models import Import
from office.review import previews

page_of = pages_in("office/importing")

RUN, VIEW = "office.run_import", "office.view_import"


def import_or_404(request, pk, *, may=VIEW):
    """The import, for somebody who may see it, or do what `may` names."""
    if not (request.user.has_perm(may) or (may == VIEW and request.user.has_perm(RUN))):
        raise PermissionDenied
    people = ("started_by", "written_by", "undone_by")
    return get_object_or_404(Import.objects.select_related(*people), pk=pk)


def require_run(request):
    if not request.user.has_perm(RUN):
        raise PermissionDenied


def may_change(user, records):
    """Whether somebody may change all of these records, of whatever kind."""
    kinds = records.order_by().values_list("kind", flat=True).distinct()
    return all(user.has_perm(previews.CHANGE_OF_KIND[kind]) for kind in kinds)
