"""Held lines: one by one, or all that are held for one reason."""

from django.contrib import messages
from django.db import DatabaseError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from office.importing import deciding
from office.importing.admin.access import RUN, import_or_404
from office.importing.line import Doubt
from office.models import ImportLine
from sources.violations import explain


@require_POST
def decide(request, pk, number):
    """`become` is "drop", "take", "new", or the public id of one of the candidates."""
    imported = import_or_404(request, pk, may=RUN)
    line = get_object_or_404(ImportLine, of=imported, number=number)
    try:
        decided = deciding.decide(line, by=request.user, **_chosen(request, line))
    except deciding.CannotDecide as error:
        messages.error(request, _("Row %(row)s: %(why)s") % {"row": number, "why": error})
    except DatabaseError as error:
        messages.error(request, _("Row %(row)s: %(why)s") % {"row": number, "why": explain(error)})
    else:
        said = _("Row %(row)s: %(decision)s.")
        decision = decided.get_decision_display().lower()
        messages.success(request, said % {"row": number, "decision": decision})
    return _back(request, imported)


def _chosen(request, line):
    become = request.POST.get("become", "")
    known = {each["public_id"] for each in line.candidates}
    if become in known:
        return {"public_id": become}
    match become:
        case "drop":
            return {"is_dropped": True}
        case "new":
            return {"public_id": ""}
        case "take" if not known:
            return {}
    raise Http404


@require_POST
def accept(request, pk):
    """Take all lines that are held for no other reason than `kind`."""
    imported = import_or_404(request, pk, may=RUN)
    kind = request.POST.get("kind")
    if kind not in list(Doubt):
        raise Http404
    try:
        count = deciding.accept(imported, [kind], by=request.user)
    except deciding.CannotDecide as error:
        messages.error(request, str(error))
    else:
        taken = ngettext("%(count)s line was taken.", "%(count)s lines were taken.", count)
        messages.success(request, taken % {"count": f"{count:,}"})
    return _back(request, imported)


def _back(request, imported):
    page = request.POST.get("page", "")
    query = f"?tab=held&page={page}" if page.isdecimal() else "?tab=held"
    return redirect(reverse("admin:office_import_receipt", args=[imported.pk]) + query)
