"""What every screen about one record has: its frame, the record, and the rights that open it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.admin.screens import pages_in
from office.roles.permissions import has_right
from sources.models import Record

page_of = pages_in("office/review")

SEE = "office.view_approval"
APPROVE = "office.add_approval"
PUBLISH = "office.publish"


def record_or_404(request, public_id, action):
    """The record, for somebody who has the right to do this with it."""
    if "\0" in public_id:
        raise Http404
    record = get_object_or_404(Record, pk=public_id)
    if not has_right(request.user, action, record):
        raise PermissionDenied
    return record


def published(result):
    """What came of publishing, in words."""
    if result.edition is None:
        return _("Nothing had changed for the public.")
    return _("Published as edition %(edition)s.") % {"edition": result.edition}
