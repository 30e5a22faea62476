"""Screens of the admin beside its lists and forms."""

from django.contrib import admin
from django.template.response import TemplateResponse


def page(request, template, title, /, *, status=200, **context):
    """The answer with this template in the frame of the admin."""
    frame = admin.site.each_context(request)
    return TemplateResponse(request, template, {**frame, "title": title, **context}, status=status)


def pages_in(folder):
    """`page` for the templates of one folder, which it knows by their names alone."""

    def page_of(request, name, title, /, *, status=200, **context):
        return page(request, f"{folder}/{name}.html", title, status=status, **context)

    return page_of
