"""Requests for removal, for tests."""

from django.utils import timezone

from office.models import Removal


def make_removal(**fields):
    return Removal.objects.create(
        **{"received_on": timezone.localdate(), "asked_by": "person", "wish": "erase"} | fields
    )
