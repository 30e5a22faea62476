"""What every screen of the review has: its frame, and the rights that open it."""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

SEE = "office.view_approval"
APPROVE = "office.add_approval"
PUBLISH = "office.publish"


def page_of(request, template, title, **context):
    return TemplateResponse(
        request,
        f"office/review/{template}.html",
        {**admin.site.each_context(request), "title": title, **context},
    )


def published(result):
    """What came of publishing, in words."""
    if result.edition is None:
        return _("Nothing had changed for the public.")
    return _("Published as edition %(edition)s.") % {"edition": result.edition}
