from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, path

handler500 = "config.errors.server_error"

urlpatterns = [path("admin/", admin.site.urls)]
