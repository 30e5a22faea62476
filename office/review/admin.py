"""Approvals in the admin, and the screens on which they are made."""

from django.contrib import admin

from core.admin.lists import ReadOnlyAdmin
from office.grounds import screens as grounds
from office.models import Approval, Remark
from office.review import batches, one, queue


@admin.register(Approval)
class ApprovalAdmin(ReadOnlyAdmin):
    list_display = ["record", "approved_at", "approved_by", "edition", "is_read"]
    list_filter = ["is_read", "approved_by"]
    search_fields = ["record__public_id"]
    list_select_related = ["record", "approved_by"]

    def get_urls(self):
        return [
            self.screen(grounds.queue, "office_grounds", "grounds/"),
            self.screen(queue.queue, "office_review_queue", "review/"),
            self.screen(batches.draw, "office_review_draw", "review/batch/"),
            self.screen(
                batches.draw_import, "office_review_draw_import", "review/import/<uuid:pk>/"
            ),
            self.screen(batches.batch, "office_review_batch", "review/batch/<uuid:batch_id>/"),
            self.screen(one.review, "office_review", "review/<str:public_id>/"),
            self.screen(one.preview, "office_review_preview", "review/<str:public_id>/preview/"),
            *super().get_urls(),
        ]


@admin.register(Remark)
class RemarkAdmin(ReadOnlyAdmin):
    list_display = ["record", "kind", "text", "written_by", "written_at"]
    list_filter = ["kind"]
    search_fields = ["record__public_id", "text"]
    list_select_related = ["record", "written_by"]
