"""The stamp of the register: what changes it, when, and who does not have to wait for it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, connections, transaction

from prisoners.tests.builders import make_prisoner
from register.cached import read_stamp
from register.models import Identity
from register.publishing import publish, withhold
from register.tests.builders import make_court

pytestmark = pytest.mark.usefixtures("committed_db")


def in_another_session(write):
    def session():
        write()
        connections.close_all()

    with ThreadPoolExecutor(1) as threads:
        threads.submit(session).result(timeout=30)


def test_hiding_a_name_does_not_wait_for_a_publication_that_runs():
    prisoner = make_prisoner(display_name="Test Person 17")
    publish([prisoner.public_id], by=get_user_model().objects.create_user("reviewer"))
    before = read_stamp()

    with transaction.atomic():
        make_court()
        in_another_session(lambda: withhold(prisoner, reason="family"))

        assert Identity.objects.get().is_withheld
        assert read_stamp() != before


def test_the_stamp_changes_at_the_commit_and_only_then():
    make_court()
    before = read_stamp()
    with transaction.atomic():
        make_court()
        assert read_stamp() == before
        transaction.set_rollback(True)
    assert read_stamp() == before

    with transaction.atomic():
        make_court()

    assert read_stamp() != before


def test_every_table_of_the_register_is_watched():
    tables = {model._meta.db_table for model in apps.get_app_config("register").get_models()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'note_change'"
        )
        watched = {table for (table,) in cursor.fetchall()}

    assert watched == tables - {"register_stamp", "register_alert"}
