"""The screen of what waits for review."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from office.review import previews
from office.review.page import APPROVE, PUBLISH, SEE, page_of
from sources.models import Record


@require_GET
def queue(request):
    """What is ready for review, oldest first."""
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    ready = (
        previews.present(Record.objects.ready_for_review())
        .select_related(*previews.ROOTS)
        .order_by("submitted_at")
    )
    page = Paginator(ready, 100).get_page(request.GET.get("page"))
    return page_of(
        request,
        "queue",
        _("Ready for review"),
        page=page,
        rows=[
            (record, previews.title_of(record), request.user.pk in record.editors)
            for record in page
        ],
        may_approve=request.user.has_perms([APPROVE, PUBLISH]),
    )
