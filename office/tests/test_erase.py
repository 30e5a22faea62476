"""Erasing a person: nothing is left, by search of everything that is kept."""

import pytest
from django.contrib.auth.models import User

from office.erasing.erase import erase
from office.tests.canaries import CANARY, columns_with, plant
from register.publishing import publish


@pytest.fixture
def kept_here(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ERASURE_LEDGER = tmp_path / "erasures"
    return tmp_path


@pytest.fixture
def staff(db):
    return [User.objects.create(username=name) for name in ("decider", "confirmer", "editor")]


def test_nothing_of_an_erased_person_is_left_in_the_database(db, staff, kept_here):
    decider, confirmer, editor = staff
    person, planted = plant(editor)
    publish([person.public_id], by=decider)
    print(len(planted), sorted(planted))
    print(sorted(columns_with(CANARY, using="default")))

    erase(person.record, reason="request", decided_by=decider, confirmed_by=confirmer)

    assert columns_with(CANARY, using="default") == {}
