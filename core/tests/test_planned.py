import pytest
from django.db import connection

from core.planned import planned


def set_to(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_a_block_has_its_settings_and_leaves_those_of_the_block_around_it():
    with planned(connection, {"enable_seqscan": "off", "enable_sort": "off"}):
        with planned(connection, {"enable_seqscan": "on"}):
            assert (set_to("enable_seqscan"), set_to("enable_sort")) == ("on", "off")
        assert (set_to("enable_seqscan"), set_to("enable_sort")) == ("off", "off")
    assert (set_to("enable_seqscan"), set_to("enable_sort")) == ("on", "on")
