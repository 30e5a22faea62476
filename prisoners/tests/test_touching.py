"""A record is touched by every statement, or once by a transaction that says so."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from prisoners.models import Name
from prisoners.tests.builders import make_prisoner
from sources.models import Record
from sources.touching import touched_once

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def person():
    person = make_prisoner()
    Record.objects.filter(pk=person.public_id).update(changed_at=LONG_AGO, editors=[])
    return person


def add_names(person, *texts):
    for text in texts:
        Name.objects.create(prisoner=person, text=text, kind="alias")


def test_a_new_root_has_the_first_revision_and_its_editor():
    record = make_prisoner().record

    record.refresh_from_db()
    assert (record.revision, record.editors, record.state) == (1, [0], "draft")


def test_every_statement_is_a_revision(person):
    before = Record.objects.get(pk=person.public_id).revision

    add_names(person, "Test Name 1", "Test Name 2")

    assert Record.objects.get(pk=person.public_id).revision == before + 2


def test_who_says_so_makes_one_revision_of_all_statements(person):
    before = Record.objects.get(pk=person.public_id).revision

    with touched_once():
        add_names(person, "Test Name 1", "Test Name 2")

    record = Record.objects.get(pk=person.public_id)
    assert (record.revision, record.editors) == (before + 1, [0])
    assert record.changed_at > LONG_AGO


def test_afterwards_every_statement_counts_again(person):
    with touched_once():
        add_names(person, "Test Name 1", "Test Name 2")
    before = Record.objects.get(pk=person.public_id).revision

    add_names(person, "Test Name 3", "Test Name 4")

    assert Record.objects.get(pk=person.public_id).revision == before + 2


def test_what_a_savepoint_took_back_is_touched_again(person):
    before = Record.objects.get(pk=person.public_id).revision

    with touched_once():
        with transaction.atomic():
            add_names(person, "Test Name 1")
            transaction.set_rollback(True)
        add_names(person, "Test Name 2")

    assert Record.objects.get(pk=person.public_id).revision == before + 1


def test_a_second_block_of_the_same_transaction_touches_nobody_again(person):
    before = Record.objects.get(pk=person.public_id).revision

    for text in ("Test Name 1", "Test Name 2"):
        with touched_once():
            add_names(person, text)

    assert Record.objects.get(pk=person.public_id).revision == before + 1


def test_another_editor_is_named_although_the_record_was_touched(person):
    Record.objects.filter(pk=person.public_id).update(editors=[7])

    with touched_once():
        add_names(person, "Test Name 1", "Test Name 2")

    assert Record.objects.get(pk=person.public_id).editors == [7, 0]
