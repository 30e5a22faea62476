"""The screen on which a case is sealed, shared or opened, and the list of those one may see."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from core.admin.lists import ReadOnlyAdmin
from core.admin.screens import pages_in
from office.models import SealedCase
from office.review import previews
from office.review.page import record_or_404
from office.roles.matrix import Action, fits
from office.sealing import deciding
from sources.models import Record
from sources.violations import explain

_page = pages_in("office/sealing")

KNOW = "office.see_that_sealed_exist"


class SealForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it sealed?"),
        help_text=gettext_lazy("Only who may see the case reads this."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "class": "case-input"}),
    )
    people = forms.ModelMultipleChoiceField(
        label=gettext_lazy("People who may see it, besides you"),
        queryset=User.objects.filter(is_staff=True, is_active=True).order_by("username"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Groups who may see it"),
        queryset=Group.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


@admin.register(SealedCase)
class SealedCaseAdmin(ReadOnlyAdmin):
    list_display = ["record", "reason", "sealed_by", "sealed_at"]
    list_select_related = ["record", "sealed_by"]
    search_fields = ["record__public_id"]

    def get_urls(self):
        return [
            self.screen(known, "office_sealed_known", "known/"),
            self.screen(seal, "office_seal", "seal/<str:public_id>/"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not object_id.isdecimal() or len(object_id) > 18:
            raise Http404
        return redirect("admin:office_seal", get_object_or_404(SealedCase, pk=object_id).record_id)


@require_GET
def known(request):
    """That there are sealed cases: for those who may know that, and no more than their ids and kinds."""
    if not request.user.has_perm(KNOW):
        raise PermissionDenied
    found = deciding.known_of()
    people = User.objects.in_bulk([by for *_rest, by in found if by])
    return _page(
        request,
        "known",
        _("Sealed cases"),
        rows=[
            (public_id, Record.Kind(kind).label, at, people.get(by))
            for public_id, kind, at, by in found
        ],
    )


def seal(request, public_id):
    """Seal a record, or change who may see it, or open it."""
    record = record_or_404(request, public_id, Action.SEAL)
    if not fits(Action.SEAL, record.state):
        raise Http404
    sealed = SealedCase.objects.filter(record=record).first()
    form = SealForm(request.POST or None, initial=_as_it_is(sealed))
    if request.method == "POST":
        if sealed and "open" in request.POST:
            deciding.open_to_all(sealed, by=request.user)
            messages.success(request, _("All staff see this case again."))
            return redirect("admin:office_seal", public_id)
        if form.is_valid():
            return _sealed(request, record, sealed, form.cleaned_data)
    return _page(
        request,
        "seal",
        previews.title_of(record),
        status=400 if request.method == "POST" else 200,
        record=record,
        sealed=sealed,
        form=form,
        back_url=reverse("admin:office_review", args=[public_id]),
    )


def _sealed(request, record, sealed, said):
    try:
        if sealed:
            deciding.share(sealed, by=request.user, **said)
        else:
            deciding.seal(record, by=request.user, **said)
    except DatabaseError as error:
        messages.error(request, explain(error))
    else:
        messages.success(request, _("Only the people and groups named here see this case."))
    return redirect("admin:office_seal", record.pk)


def _as_it_is(sealed):
    if sealed is None:
        return {}
    return {
        "reason": sealed.reason,
        "people": sealed.people.all(),
        "groups": sealed.groups.all(),
    }
