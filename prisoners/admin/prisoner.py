"""The screen on which a case is entered, and the list of cases."""

from datetime import date

from django.contrib import admin, messages
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, F, Func, Value
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.date_words import in_words
from prisoners.admin.consent import ConsentRows
from prisoners.admin.custody import ConditionRows, ContactRows, DeathRows, DetentionRows
from prisoners.admin.filters import AssignedFilter, CountryFilter, TagFilter, UnconfirmedFilter
from prisoners.admin.forms import PrisonerForm
from prisoners.admin.likely import typing, urls
from prisoners.admin.merging import CanMerge
from prisoners.admin.person import (
    AssignmentRows,
    ExternalIdRows,
    NameRows,
    OfficialLabelRows,
    RecognitionRows,
    RelationRows,
)
from prisoners.admin.photo import PhotoRows
from prisoners.admin.prosecution import ProsecutionRows
from prisoners.models import Condition, Contact, Detention, Prisoner, Stay
from prisoners.searching import found_by, is_sure
from sources.admin.citations import CitationRows
from sources.admin.roots import RootAdmin, StateFilter
from sources.admin.uploads import KeepsUpload


@admin.register(Prisoner)
class PrisonerAdmin(CanMerge, RootAdmin):
    form = PrisonerForm
    change_form_template = "prisoners/admin/prisoner_form.html"
    list_display = [
        "name",
        "public_id",
        "state",
        "sex",
        "last_detention",
        "changed_at",
        "assigned",
    ]
    list_filter = [
        StateFilter,
        UnconfirmedFilter,
        "sex",
        CountryFilter,
        TagFilter,
        AssignedFilter,
    ]
    search_fields = ["display_name"]
    search_help_text = _("Name in any spelling, public id, id in another list")
    ordering = ["display_name", "pk"]
    fieldsets = [
        (None, {"fields": ["display_name", "sex", "born_on", "nationalities"]}),
        (
            _("More about the person"),
            {
                "classes": ["collapse"],
                "fields": [
                    "occupations",
                    "occupation_text",
                    "affiliation",
                    "health",
                    "health_text",
                    "has_minor_children",
                    "summary",
                    "status_note",
                    "letters_address",
                    "disagreement",
                ],
            },
        ),
        (
            _("What may be published"),
            {
                "classes": ["collapse"],
                "fields": [
                    "publication_basis",
                    "basis_note",
                    "basis_review_on",
                    "embargo_ends_on",
                    "embargo_reason",
                    "is_name_withheld",
                    "withheld_reason",
                    "is_minor_shown",
                    "sealed_fields",
                    "sealed_reason",
                    "sealed_review_on",
                ],
            },
        ),
        (
            _("Confidential"),
            {
                "classes": ["collapse"],
                "fields": ["notes", "family_contacts", "informants", "tags"],
            },
        ),
    ]
    inlines = [
        NameRows,
        DetentionRows,
        ProsecutionRows,
        ConditionRows,
        ContactRows,
        RecognitionRows,
        OfficialLabelRows,
        DeathRows,
        RelationRows,
        ExternalIdRows,
        ConsentRows,
        PhotoRows,
        AssignmentRows,
        CitationRows,
    ]
    tables_of_rules = {
        "no_arrest_after_death": Detention,
        "no_release_after_death": Detention,
        "no_custody_after_death": Detention,
        "no_end_by_death_before_death": Detention,
        "no_contact_after_death": Contact,
        "no_condition_after_death": Condition,
        "birth_comes_first": Prisoner,
        "stay_within_detention": Stay,
    }

    class Media:
        js = ["prisoners/likely.js"]
        css = {"all": ["prisoners/likely.css"]}

    def get_urls(self):
        return [*urls.of(self.admin_site), *super().get_urls()]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        typing.remember(form.instance, request.POST, by=request.user)
        for sentence in typing.warned(request.POST) if not change else ():
            messages.warning(request, sentence)

    def save_formset(self, request, form, formset, change):
        for row in formset.live_forms:
            if isinstance(row, KeepsUpload):
                row.keep(by=request.user, record=form.instance.record)
        super().save_formset(request, form, formset, change)

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name.endswith("_changelist"):
            queryset = queryset.prefetch_related("detentions", "assignments__user")
        return queryset

    def get_search_results(self, request, queryset, search_term):
        """Whoever is likely meant, best match first; `prisoners.searching` says who that is."""
        if not (text := search_term.replace("\0", "").strip()):
            return queryset, False
        public_ids = found_by(text)
        found = queryset.filter(record__in=public_ids)
        if request and "o" in request.GET:
            return found, False
        place = Func(
            Value(public_ids, output_field=ArrayField(CharField())),
            F("record_id"),
            function="array_position",
        )
        return found.order_by(place, "pk"), False

    def is_sure(self, prisoner, text):
        """Whether a text that was typed for a person means this one and is no mere likeness."""
        return is_sure(prisoner.public_id, text)

    @admin.display(description=_("name"), ordering="display_name")
    def name(self, prisoner):
        return Truncator(prisoner.display_name).chars(80) or gettext("Unnamed person")

    @admin.display(description=_("last detention"))
    def last_detention(self, prisoner):
        if not (detentions := list(prisoner.detentions.all())):
            return ""
        last = max(detentions, key=_earliest_beginning)
        began = in_words(last.began_on) or gettext("unknown")
        if not last.ended_on:
            return gettext("since %s") % began
        return f"{began} – {in_words(last.ended_on)}, {last.get_end_reason_display().lower()}"

    @admin.display(description=_("assigned"))
    def assigned(self, prisoner):
        return ", ".join(str(case.user) for case in prisoner.assignments.all())


def _earliest_beginning(detention):
    days = detention.began_on_days
    return (days.lower if days and days.lower else date.min, detention.pk)
