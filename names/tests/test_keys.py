"""By which keys words are found."""

import pytest

from names.keys import asked_name_keys, name_keys
from names.letters import words


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ("Тихановский", "Tikhanovsky"),
        ("李", "Li"),
        ("Юлія", "Julia"),
        ("Muhammad", "محمد"),
        ("Николай", "Мікалай"),
    ],
)
def test_who_sounds_the_same_or_has_another_form_of_the_name_is_found_by_consonants_too(
    asked, stored
):
    [asked], [stored] = words(asked), words(stored)
    sounds, consonants = asked_name_keys(asked)

    assert not set(sounds).isdisjoint(name_keys(stored))
    assert not set(consonants).isdisjoint(name_keys(stored))
