"""What is guessed of words that are too many to be heard."""

from names.guesses import likenesses
from names.letters import word
from names.sounds import loose_of, readings


def guesses(asked, *stored):
    """{word: how like it is guessed to be}, none of them heard."""
    rows = []
    for number, spelt in enumerate(stored):
        sounds = readings(word(spelt))
        classes = " ".join(dict.fromkeys(loose_of(sounds)))
        rows.append((0, number, spelt, " ".join(sounds), classes, 1))
    return {stored[number]: likeness for likeness, number, *_ in likenesses(word(asked), rows, 0)}


def test_vowels_may_be_left_out_in_arabic():
    assert guesses("عمري", "omari")["omari"] > guesses("мри", "omari")["omari"]
    assert guesses("omari", "عمری")["عمری"] > 0.9


def test_another_sign_of_the_same_script_is_another_word():
    likely = guesses("张", "章", "江", "zhang")

    assert likely["zhang"] > likely["章"] > likely["江"]
