"""The indexes of names can be built anew, as after an update that reads names in another way."""

from django.contrib.auth import get_user_model
from django.core.management import call_command

from prisoners.models.searching import NameWord as WorkingWord
from prisoners.searching import search
from prisoners.tests.builders import make_name, make_prisoner
from register.models import NameWord
from register.publishing import publish


def test_both_indexes_are_built_anew(committed_db):
    prisoner = make_prisoner(display_name="Test Person")
    make_name(prisoner=prisoner, text="Тэставая Асоба", kind="native")
    publish([prisoner.public_id], by=get_user_model().objects.create_user("r"))
    search("Test")
    before = list(NameWord.objects.order_by("spelt").values_list("spelt", "uses", "keys"))
    NameWord.objects.update(keys=[])
    WorkingWord.objects.update(keys=[])

    call_command("index_names", verbosity=0)

    assert list(NameWord.objects.order_by("spelt").values_list("spelt", "uses", "keys")) == before
    assert [found.public_id for found in search("Тестовая Особа")] == [prisoner.public_id]
