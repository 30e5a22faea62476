"""The queue of likely pairs: a list by likelihood, two people side by side, what can be decided."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from core.admin.screens import pages_in
from prisoners.admin.likely.side_by_side import side_by_side
from prisoners.admin.likely.typing import may_see
from prisoners.admin.merging import merge_url
from prisoners.duplicates import find, judging
from prisoners.duplicates.comparing import Reason
from prisoners.duplicates.weights import SAME
from prisoners.models import Assignment, LikelyPair, NotSame
from sources.models import Record

page_of = pages_in("prisoners/admin")

PER_PAGE = 25
CHANGE = "prisoners.change_prisoner"


class Narrowing(forms.Form):
    """Which pairs of the queue to show."""

    band = forms.ChoiceField(
        label=gettext_lazy("Likelihood"),
        required=False,
        choices=[
            ("", gettext_lazy("all")),
            ("same", gettext_lazy("almost certainly the same")),
            ("review", gettext_lazy("to be looked at")),
        ],
    )
    assigned = forms.ChoiceField(
        label=gettext_lazy("Assigned to"),
        required=False,
        choices=[
            ("", gettext_lazy("anybody")),
            ("me", gettext_lazy("me")),
            ("nobody", gettext_lazy("nobody")),
        ],
    )
    public = forms.ChoiceField(
        label=gettext_lazy("Published"),
        required=False,
        choices=[
            ("", gettext_lazy("all")),
            ("both", gettext_lazy("both")),
            ("one", gettext_lazy("one of the two")),
            ("none", gettext_lazy("neither")),
        ],
    )

    def of(self, pairs, user):
        asked = self.cleaned_data if self.is_valid() else {}
        pairs = _in_band(pairs, asked.get("band"))
        pairs = _assigned(pairs, asked.get("assigned"), user)
        return _public(pairs, asked.get("public"))


def _in_band(pairs, band):
    match band:
        case "same":
            return pairs.filter(value__gte=SAME)
        case "review":
            return pairs.filter(value__lt=SAME)
    return pairs


def _assigned(pairs, to, user):
    cases = Assignment.objects.filter(Q(prisoner=OuterRef("left")) | Q(prisoner=OuterRef("right")))
    match to:
        case "me":
            return pairs.filter(Exists(cases.filter(user=user)))
        case "nobody":
            return pairs.filter(~Exists(cases))
    return pairs


def _public(pairs, which):
    left, right = (Q(**{f"{side}__record__state": Record.State.PUBLISHED}) for side in SIDES)
    match which:
        case "both":
            return pairs.filter(left & right)
        case "one":
            return pairs.filter((left & ~right) | (right & ~left))
        case "none":
            return pairs.filter(~left & ~right)
    return pairs


SIDES = ("left", "right")


def waiting():
    """The pairs that wait today, likeliest first."""
    return LikelyPair.objects.waiting(timezone.localdate()).order_by("-bits", "pk")


@require_GET
def queue(request):
    """What waits, likeliest first."""
    require(may_see(request.user))
    narrowing = Narrowing(request.GET)
    pairs = narrowing.of(waiting(), request.user).select_related("left__record", "right__record")
    page = Paginator(pairs, PER_PAGE).get_page(request.GET.get("page"))
    asked = {key: value for key, value in request.GET.items() if key != "page" and value}
    return page_of(
        request,
        "likely_pairs",
        _("Likely the same person"),
        page=page,
        pairs=[(pair, reasons_of(pair)) for pair in page],
        narrowing=narrowing,
        asked=urlencode(asked),
        last_finished=find.last_finished(),
    )


def pair(request, pk):
    """Two people side by side (GET); a decision about them (POST)."""
    require(may_see(request.user))
    found = get_object_or_404(
        LikelyPair.objects.with_judgement().select_related("left__record", "right__record"), pk=pk
    )
    if request.method == "POST":
        return _decide(request, found)
    judgement = NotSame.objects.filter(left=found.left, right=found.right).first()
    return page_of(
        request,
        "likely_pair",
        _("The same person?"),
        pair=found,
        reasons=reasons_of(found),
        rows=side_by_side(found.left, found.right),
        judgement=judgement,
        asks_again=bool(judgement) and LikelyPair.objects.unjudged().filter(pk=pk).exists(),
        may_decide=request.user.has_perm(CHANGE),
        merges=[
            (found.left, merge_url(found.left.public_id, found.right.public_id)),
            (found.right, merge_url(found.right.public_id, found.left.public_id)),
        ],
    )


def _decide(request, pair):
    require(request.user.has_perm(CHANGE))
    match request.POST.get("decision"):
        case "not_same":
            note = request.POST.get("note", "").replace("\0", "").strip()[:300]
            judging.not_same(one=pair.left_id, other=pair.right_id, by=request.user, note=note)
            messages.success(request, _with_way_back(pair, _("Remembered: these are two people.")))
        case "later":
            judging.put_off(pair)
            messages.success(request, _with_way_back(pair, _("Put off for a week.")))
        case "take_back":
            judging.take_back(one=pair.left_id, other=pair.right_id)
            messages.success(request, _("Taken back: the pair waits again."))
            return redirect("admin:prisoners_likely_pair", pair.pk)
        case _:
            raise Http404
    following = waiting().filter(bits__lte=pair.bits).exclude(pk=pair.pk).first()
    if following is None:
        return redirect("admin:prisoners_likely")
    return redirect("admin:prisoners_likely_pair", following.pk)


def _with_way_back(pair, sentence):
    back = reverse("admin:prisoners_likely_pair", args=[pair.pk])
    return format_html('{} <a class="underline" href="{}">{}</a>', sentence, back, _("Undo"))


def reasons_of(pair):
    return [Reason.of_json(kept) for kept in pair.reasons]


def require(is_allowed):
    if not is_allowed:
        raise PermissionDenied
