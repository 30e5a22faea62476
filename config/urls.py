"""Pages have the reader's language in front; data has one address in all languages.

An app's urls.py lists both, `pages` and `data`; their names are `register:list` for a page and
`register_data:list` for the same as data.
"""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path
from django.utils.module_loading import import_string

handler500 = "config.errors.server_error"


def no_icon(request):
    """For pages that name no icon, which browsers then ask for here."""
    return HttpResponse(status=204, headers={"Cache-Control": "max-age=86400"})


def addresses(kind, suffix=""):
    return [
        path("", include((import_string(f"{app}.urls.{kind}"), f"{app}{suffix}")))
        for app in ("register", "reports")
        if find_spec(f"{app}.urls")
    ]


urlpatterns = [
    path("favicon.ico", no_icon),
    path("admin/", admin.site.urls),
    *addresses("data", "_data"),
    *i18n_patterns(*addresses("pages")),
]
