"""Addresses of the reports: `pages` and pictures in the reader's language, `data` in none."""

from django.urls import include, path

from register.views.asking import asks
from reports import views
from reports.measures.corrections.feed import feed

_pages = [
    path("reports/", asks(views.index), name="index"),
    path("explore/", asks(views.report), {"slug": "explore"}, name="explore"),
    path("reports/<slug:slug>/", asks(views.report), name="report"),
    path("reports/<slug:slug>.svg", views.picture, name="picture"),
]
_data = [
    path("reports/<slug:slug>.csv", views.table, name="table"),
    path("reports/corrections.atom", feed, name="feed"),
]

pages = [path("", include((_pages, "reports")))]
data = [path("", include((_data, "reports-data")))]
