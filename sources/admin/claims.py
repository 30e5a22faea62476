"""Count claims and text pages."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from sources.admin.citations import CitationRows
from sources.admin.roots import RootAdmin, StateFilter
from sources.models import CountClaim, TextPage


@admin.register(CountClaim)
class CountClaimAdmin(RootAdmin):
    list_display = ["value_stated", "measure", "speaker", "as_of_on", "state", "public_id"]
    list_display_links = ["value_stated"]
    list_filter = [StateFilter, "measure"]
    search_fields = ["value_stated", "measure_stated", "speaker", "record__public_id"]
    inlines = [CitationRows]

    def get_fieldsets(self, request, obj=None):
        later = ["note", "staff_note", "key"]
        names = [name for name in self.get_fields(request, obj) if name not in later]
        names = [name for name in names if not name.startswith("seen_")]
        return [
            (None, {"fields": names}),
            (
                _("Notes"),
                {
                    "classes": ["collapse"],
                    "fields": [name for name in later if hasattr(CountClaim, name)],
                },
            ),
        ]


@admin.register(TextPage)
class TextPageAdmin(RootAdmin):
    list_display = ["title", "slug", "language", "state", "changed_at"]
    list_filter = [StateFilter, "language"]
    search_fields = ["title", "slug", "record__public_id"]
    fieldsets = [
        (
            None,
            {
                "fields": ["title", "slug", "language", "body"],
                "description": _(
                    "A number that is counted when the page is read is written "
                    "{{ situation-today }} (docs/live-numbers.md). The page “home” stands on the home "
                    "page; pages whose address begins with “news-” are news."
                ),
            },
        ),
        (_("Confidential"), {"classes": ["collapse"], "fields": ["staff_note"]}),
    ]
