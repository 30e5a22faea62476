"""The screens on which two records become one, and on which that is undone."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from core.admin.lookups import LookupField
from core.admin.parts import plain
from core.admin.screens import pages_in
from prisoners.merging import Choices, MergeRefused, UndoRefused, merge, undo, what_stays
from prisoners.merging.comparison import compare
from prisoners.merging.journal import model_of
from prisoners.models import Merge, Prisoner, Relation

_page = pages_in("prisoners/admin/merging")


class CanMerge:
    """Mixin of the prisoners' admin: the way to the screens, and their addresses."""

    actions_detail = ["merge_with_another"]

    @action(
        description=gettext_lazy("Merge with another record"),
        url_path="merge-with",
        permissions=["change"],
    )
    def merge_with_another(self, request, object_id):
        person = get_object_or_404(Prisoner, pk=object_id)
        return redirect(merge_url(person.public_id))

    def get_urls(self):
        return [
            path("merge/", self.admin_site.admin_view(self.merge_screen), name="prisoners_merge"),
            path(
                "merges/<int:pk>/",
                self.admin_site.admin_view(self.merged_screen),
                name="prisoners_merged",
            ),
            *super().get_urls(),
        ]

    def merge_screen(self, request):
        """Asks for the other record, then shows both side by side (GET); merges them (POST)."""
        _require_change(request)
        kept = _person(request.GET.get("kept", ""))
        if kept is None:
            raise Http404
        if not (text := request.GET.get("absorbed", "").strip()):
            return self._ask(request, kept)
        absorbed = _person(text)
        if absorbed is None:
            return self._found(request, kept, text)
        if request.method == "POST":
            return _merge(request, kept, absorbed)
        return _compare_page(request, kept, absorbed)

    def merged_screen(self, request, pk):
        """What a merge did, with what undoing would leave (GET); undoes it (POST)."""
        _require_change(request)
        merged = get_object_or_404(Merge.objects.select_related("kept", "absorbed"), pk=pk)
        if request.method == "POST":
            return _undo(request, merged)
        return _merged_page(request, merged)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Who had a record open that was merged meanwhile is told, and led to where it went."""
        number = int(object_id) if object_id.isdecimal() and len(object_id) < 19 else 0
        merged = Merge.objects.filter(absorbed_pk=number, undone_at=None).first()
        if merged is None:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        kept = _person(merged.kept.at_the_end().pk)
        if request.method == "POST":
            messages.error(
                request,
                _("Not saved. Go back in your browser to copy what you typed, and enter it here."),
            )
        messages.warning(
            request,
            _("%(absorbed)s was merged into %(kept)s.")
            % {"absorbed": merged.absorbed_id, "kept": kept.public_id},
        )
        return redirect("admin:prisoners_prisoner_change", kept.pk)

    def _ask(self, request, kept, error=""):
        field = self._lookup(request)
        text = request.GET.get("absorbed", "")
        form = forms.Form(initial={"absorbed": text})
        form.fields["absorbed"] = plain(field)
        return _page(
            request,
            "choose",
            _("Merge %s with another record") % kept,
            status=400 if error else 200,
            kept=kept,
            form=form,
            error=error,
            media=self.media,
        )

    def _found(self, request, kept, text):
        """The record that a name leads to, or the question again with what is wrong."""
        try:
            found = self._lookup(request).clean(text)
        except ValidationError as error:
            return self._ask(request, kept, " ".join(error.messages))
        return redirect(merge_url(kept.public_id, found.public_id))

    def _lookup(self, request):
        return LookupField(
            db_field=Relation._meta.get_field("other"), model_admin=self, request=request
        )


def merge_url(kept, absorbed=None):
    """The address of the screen: for the record `kept` alone, or with both."""
    query = {"kept": kept} | ({"absorbed": absorbed} if absorbed else {})
    return f"{reverse('admin:prisoners_merge')}?{urlencode(query)}"


def _require_change(request):
    if not request.user.has_perm("prisoners.change_prisoner"):
        raise PermissionDenied


def _person(public_id):
    public_id = public_id.strip().upper().replace("\0", "")
    return Prisoner.objects.select_related("record").filter(record_id=public_id).first()


def _compare_page(request, kept, absorbed, *, choices=None, problems=(), status=200):
    return _page(
        request,
        "compare",
        _("Merge two records"),
        status=status,
        comparison=compare(kept, absorbed, choices),
        is_same=kept == absorbed,
        problems=problems,
        reason=request.POST.get("reason", ""),
        swap_url=merge_url(absorbed.public_id, kept.public_id),
    )


def _merge(request, kept, absorbed):
    choices = _choices(request.POST)
    try:
        done = merge(
            kept=kept.public_id,
            absorbed=absorbed.public_id,
            by=request.user,
            choices=choices,
            reason=request.POST.get("reason", "").replace("\0", "")[:500],
            seen=_seen(request.POST),
        )
    except MergeRefused as refused:
        kept, absorbed = _person(kept.public_id), _person(absorbed.public_id)
        if not (kept and absorbed):
            for problem in refused.problems:
                messages.error(request, problem)
            return redirect("admin:prisoners_prisoner_changelist")
        return _compare_page(
            request, kept, absorbed, choices=choices, problems=refused.problems, status=400
        )
    messages.success(
        request,
        _("%(absorbed)s is part of %(kept)s now. A second person approves it for the public.")
        % {"absorbed": done.absorbed_id, "kept": done.kept_id},
    )
    return redirect("admin:prisoners_merged", done.pk)


def _choices(data):
    fields, same = {}, {}
    for name, value in data.items():
        kind, _dash, key = name.partition("-")
        if kind == "field":
            fields[key] = value
        elif kind == "row" and value:
            there, _colon, preferred = value.partition(":")
            same[key] = (int(there) if there.isdecimal() else 0, preferred)
    return Choices(fields=fields, same=same)


def _seen(data):
    return {
        name.removeprefix("seen-"): int(value)
        for name, value in data.items()
        if name.startswith("seen-") and value.isdecimal()
    }


def _merged_page(request, merged, error=""):
    stays = merged.not_restored
    if not merged.is_undone and not error:
        try:
            stays = what_stays(merged)
        except UndoRefused as refused:
            error = str(refused)
    return _page(
        request,
        "merged",
        _("%(absorbed)s merged into %(kept)s")
        % {"absorbed": merged.absorbed_id, "kept": merged.kept_id},
        merged=merged,
        kept=_person(merged.kept.at_the_end().pk),
        absorbed=_person(merged.absorbed_id),
        error=error,
        stays=[_in_words(told) for told in stays],
        lost=[_lost_in_words(lost) for lost in merged.lost],
        steps=_counted(merged.journal),
    )


def _undo(request, merged):
    try:
        stays = undo(merge=merged, by=request.user)
    except UndoRefused as refused:
        messages.error(request, _("Not undone. %s") % refused)
    else:
        messages.success(
            request, _("Undone: %s is a record of its own again.") % merged.absorbed_id
        )
        if stays:
            messages.warning(request, _("Something was edited since and stays: see below."))
    return redirect("admin:prisoners_merged", merged.pk)


def _in_words(told):
    """One line of what undoing leaves as it is."""
    model = model_of(told)
    row = f"{capfirst(model._meta.verbose_name)} {told['pk']}"
    if found := model._base_manager.filter(pk=told["pk"]).first():
        row = f"{capfirst(model._meta.verbose_name)}: {found}"
    match told["why"]:
        case "gone":
            return _("%s was removed since the merge. Its history has it.") % row
        case "edited":
            return _("%s came with the merge and was edited since. It stays.") % row
    field = next(f for f in model._meta.concrete_fields if f.column == told["column"])
    return _(
        "%(row)s: “%(field)s” was changed since. It stays %(now)s; before the merge: %(before)s."
    ) % {
        "row": row,
        "field": field.verbose_name,
        "now": _shown(told["now"]),
        "before": _shown(told["before"]),
    }


def _lost_in_words(lost):
    field = model_of(lost)._meta.get_field(lost["field"])
    return {**lost, "label": capfirst(field.verbose_name), "kind": field.model._meta.verbose_name}


def _shown(value):
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return f"“{value}”" if value not in (None, "") else _("empty")


def _counted(journal):
    """[(kind of row, how many were moved or changed, how many became one with another)]"""
    counts = {}
    for step in journal:
        changed, joined = counts.setdefault(step["model"], [0, 0])
        counts[step["model"]] = [
            changed + (step["do"] == "update"),
            joined + (step["do"] == "delete"),
        ]
    counts.pop("prisoners.prisoner", None)
    return [
        (capfirst(model_of({"model": label})._meta.verbose_name_plural), *numbers)
        for label, numbers in counts.items()
    ]
