"""Pages have the reader's language in front; data has one address in all languages.

An app's urls.py lists both, `pages` and `data`, and gives their names a namespace.
"""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path
from django.utils.module_loading import import_string
from django.views.generic import RedirectView

from config import well_known

handler500 = "config.errors.server_error"


def no_icon(request):
    """For pages that name no icon, which browsers then ask for here."""
    return HttpResponse(status=204, headers={"Cache-Control": "max-age=86400"})


def to(name):
    """A page of the admin that is one of allauth's here: there is no second way in."""
    return RedirectView.as_view(pattern_name=name, query_string=True)


def addresses(kind):
    apps = [app for app in ("register", "reports") if find_spec(f"{app}.urls")]
    return [pattern for app in apps for pattern in import_string(f"{app}.urls.{kind}")]


urlpatterns = [
    path("favicon.ico", no_icon),
    path("robots.txt", well_known.robots),
    path(".well-known/security.txt", well_known.security),
    path("admin/login/", to("account_login"), name="admin_login"),
    path("admin/password_change/", to("account_change_password")),
    path("admin/accounts/", include("office.logins.urls")),
    path("admin/", include("core.urls")),
    path("admin/", admin.site.urls),
    *addresses("data"),
    *i18n_patterns(*addresses("pages")),
]
