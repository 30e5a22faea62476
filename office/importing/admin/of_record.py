"""On the page of a record: the imports that made or changed it."""

from django.template.loader import render_to_string

from office.importing import records
from office.importing.admin.access import RUN, VIEW


def panel(request, record):
    """HTML for somebody who may see receipts; "" when no import is known."""
    if not (request.user.has_perm(VIEW) or request.user.has_perm(RUN)):
        return ""
    mentions = records.imports_of(record)
    if not mentions:
        return ""
    return render_to_string("office/importing/_of_record.html", {"mentions": mentions})
