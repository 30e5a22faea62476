"""Addresses of data, without a language in front."""

from django.urls import re_path

from register.views.merged_data import merged_data
from register.views.package import dictionary_data, package
from register.views.photo import photo
from register.views.prisoner_data import prisoner_data

data = [
    re_path(r"^prisoners\.(csv|xlsx|json)$", prisoner_data, name="prisoners"),
    re_path(r"^prisoners/merged\.(csv)$", merged_data, name="merged"),
    re_path(r"^data/package\.(zip)$", package, name="package"),
    re_path(r"^photos/([0-9a-f]{64})\.jpg$", photo, name="photo"),
    re_path(r"^data/dictionary\.(csv)$", dictionary_data, name="dictionary"),
]
