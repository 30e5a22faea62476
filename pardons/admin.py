"""Entry of clemency acts: what was announced, and who is known to have benefited."""

from django.contrib import admin
from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.admin.rows import Rows
from core.date_words import in_words
from pardons.models import AnnouncedCount, Beneficiary, ClemencyAct
from pardons.questions import with_places
from sources.admin.citations import CitationRows
from sources.admin.roots import RootAdmin, StateFilter


class AnnouncedCountRows(Rows):
    model = AnnouncedCount
    rows_on_add = 3
    fields = ["category", "lower", "upper", "stated", "speaker", "is_adopted", "staff_note"]
    more = ("staff_note",)


class BeneficiaryRows(Rows):
    model = Beneficiary
    fields = [
        "prisoner",
        "name_as_reported",
        "sex",
        "outcome",
        "released_on",
        "confidence",
        "remorse_reported",
        "petition_reported",
        "categories",
        "note",
        "staff_note",
    ]
    more = ("remorse_reported", "petition_reported", "categories", "note", "staff_note")


class OpenPlacesFilter(admin.SimpleListFilter):
    title = _("places")
    parameter_name = "places"

    def lookups(self, request, model_admin):
        return [("open", _("open places"))]

    def queryset(self, request, queryset):
        return queryset.filter(open_places__gt=0) if self.value() == "open" else queryset


@admin.register(ClemencyAct)
class ClemencyActAdmin(RootAdmin):
    list_display = [
        "act",
        "announced",
        "identified",
        "open_places",
        "state",
        "public_id",
    ]
    list_filter = [StateFilter, OpenPlacesFilter, "kind", "country"]
    search_fields = ["title", "authority", "key", "record__public_id"]
    ordering = [F("announced_on").desc(), "pk"]
    inlines = [AnnouncedCountRows, BeneficiaryRows, CitationRows]
    fieldsets = [
        (
            None,
            {"fields": ["kind", "announced_on", "title", "authority", "country", "names_given"]},
        ),
        (
            _("Conditions"),
            {"classes": ["collapse"], "fields": ["conditions_stated", "conditions_text"]},
        ),
        (
            _("How it is counted"),
            {"classes": ["collapse"], "fields": ["is_in_ledger", "is_undercounted", "note"]},
        ),
        (_("Confidential"), {"classes": ["collapse"], "fields": ["key", "staff_note"]}),
    ]
    tables_of_rules = {
        "beneficiaries_within_announced": Beneficiary,
        "categories_within_total": AnnouncedCount,
    }

    def get_queryset(self, request):
        return with_places(super().get_queryset(request))

    @admin.display(description=_("act"), ordering="announced_on")
    def act(self, act):
        day = in_words(act.announced_on) or gettext("unknown")
        return f"{act.get_kind_display()}, {day}" + (f": {act.title}" if act.title else "")

    @admin.display(description=_("announced"), ordering="announced")
    def announced(self, act):
        return act.announced

    @admin.display(description=_("identified"), ordering="identified")
    def identified(self, act):
        return act.identified

    @admin.display(description=_("open places"), ordering="open_places")
    def open_places(self, act):
        return act.open_places
