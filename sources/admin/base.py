"""The base of every ModelAdmin of working records."""

from core.admin.lists import ModelAdmin as PlainModelAdmin
from core.admin.lookups import ModelFormWithLookups
from core.admin.parts import OurFields
from core.admin.rows import HasNestedRows
from sources.admin.saving import SavesAllOrNothing


class ModelAdmin(SavesAllOrNothing, HasNestedRows, OurFields, PlainModelAdmin):
    form = ModelFormWithLookups
    list_per_page = 50
    show_full_result_count = False
    warn_unsaved_form = True
    change_form_template = "core/admin/case_form.html"

    class Media:
        js = ["core/partial_date.js", "core/case_form.js"]
        css = {"all": ["core/case_form.css"]}

    def get_search_results(self, request, queryset, search_term):
        # PostgreSQL refuses NUL, and nothing contains it.
        return super().get_search_results(request, queryset, search_term.replace("\0", ""))

    def save_model(self, request, obj, form, change):
        # Writing the same values again would count as an edit of the record.
        if form.has_changed() or not change:
            super().save_model(request, obj, form, change)
