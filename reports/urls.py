"""Addresses of the reports: `pages` and pictures in the reader's language, `data` in none."""

from django.urls import include, path, re_path

from register.views.asking import asks
from reports import downloads, views
from reports.citing import views as citing
from reports.measures.corrections.feed import feed

_pages = [
    path("reports/", asks(views.index), name="index"),
    path("explore/", asks(views.report), {"slug": "explore"}, name="explore"),
    path("reports/<slug:slug>/", asks(views.report), name="report"),
    path("reports/<slug:slug>/embed/", views.embed, name="embed"),
    path("reports/<slug:slug>/cite/", asks(citing.cite), name="cite"),
    re_path(
        r"^reports/(?P<slug>[\w-]+)/cite\.(?P<kind>bib|ris|json)$",
        citing.reference,
        name="reference",
    ),
    re_path(r"^reports/(?P<slug>[\w-]+)\.(?P<kind>svg|png)$", downloads.picture, name="picture"),
]
_data = [
    path("reports/<slug:slug>.csv", downloads.table, name="table"),
    path("reports/<slug:slug>.json", downloads.data, name="data"),
    path("reports/corrections.atom", feed, name="feed"),
]

pages = [path("", include((_pages, "reports")))]
data = [path("", include((_data, "reports-data")))]
