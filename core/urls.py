from django.urls import path

from core.views import read_date_view

app_name = "core"
urlpatterns = [path("read-date/", read_date_view, name="read-date")]
