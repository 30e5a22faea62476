"""Addresses of data, without a language in front."""

from django.urls import re_path

from register.views.merged_data import merged_data
from register.views.prisoner_data import prisoner_data

data = [
    re_path(r"^prisoners\.(csv|xlsx|json)$", prisoner_data, name="prisoners"),
    re_path(r"^prisoners/merged\.(csv)$", merged_data, name="merged"),
]
