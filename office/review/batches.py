"""Many records at once: a sample is drawn and read, then all are approved."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from office.grounds import told
from office.importing import records
from office.models import Batch, Import
from office.review import deciding, previews
from office.review.checklist import Checklist
from office.review.page import APPROVE, PUBLISH, page_of, published
from register.publishing import PublishRefused
from sources.models import Record


@require_POST
def draw(request):
    """Draw a sample from the records that were ticked."""
    if not request.user.has_perms([APPROVE, PUBLISH]):
        raise PermissionDenied
    ready = previews.present(Record.objects.ready_for_review())
    if "all" not in request.POST:
        ready = ready.filter(public_id__in=request.POST.getlist("record"))
    return _drawn(request, ready, _("Choose at least one record."))


@require_POST
def draw_import(request, pk):
    """Draw a sample from the records that an import made, but for those that this reviewer edited."""
    if not request.user.has_perms([APPROVE, PUBLISH]):
        raise PermissionDenied
    made = records.new_records(get_object_or_404(Import, pk=pk))
    ready = made.filter(state=Record.State.READY).exclude(editors__contains=[request.user.pk])
    return _drawn(request, ready, _("No record of this import waits for your review."))


def _drawn(request, ready, none):
    chosen = list(ready.values_list("public_id", flat=True))
    if not chosen:
        messages.error(request, none)
        return redirect("admin:office_review_queue")
    return redirect("admin:office_review_batch", deciding.draw_batch(chosen, by=request.user).pk)


def batch(request, batch_id):
    """A batch: the sample to read, then one approval for all."""
    drawn = get_object_or_404(Batch, pk=batch_id)
    if drawn.drawn_by != request.user or not request.user.has_perms([APPROVE, PUBLISH]):
        raise PermissionDenied
    was_public = Record.objects.filter(
        public_id__in=list(drawn.digests), published_revision__isnull=False
    ).exists()
    checklist = Checklist(request.POST or None, was_public=was_public)
    refused = {}
    if request.method == "POST" and checklist.is_valid():
        try:
            result = deciding.approve_batch(drawn, by=request.user, **checklist.decided)
        except PublishRefused as error:
            refused = error.problems
        else:
            messages.success(request, published(result))
            return redirect("admin:office_review_queue")
    title = ngettext("Approve %(count)s record", "Approve %(count)s records", len(drawn.digests))
    response = page_of(
        request,
        "batch",
        title % {"count": len(drawn.digests)},
        batch=drawn,
        sample=_sample(drawn),
        checklist=checklist,
        refused=refused,
        queue_url=reverse("admin:office_review_queue"),
    )
    response.status_code = 400 if request.method == "POST" else 200
    return response


def _sample(drawn):
    """[(record, its title, what is known of the ground for publishing it)]."""
    sample = Record.objects.filter(public_id__in=drawn.sample).select_related(*previews.ROOTS)
    grounds = told.of_records(sample)
    return [(record, previews.title_of(record), grounds.get(record.pk, [])) for record in sample]
