"""Forms of one name that no rule of sound connects: Mikalai and Nikolai, Lee and 李."""

from functools import cache, lru_cache
from pathlib import Path

from names.letters import words
from names.sounds import loose_of, readings

FILE = Path(__file__).parent / "tables" / "aliases.txt"
NONE = frozenset()
SHORTEST_SOUND = 4  # shorter readings are shared by names that have nothing to do with each other


@cache
def _tables():
    """{word without accents: numbers of its groups}, and the same by how the words sound."""
    by_text, by_sound = {}, {}
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines()):
        for form in [] if line.startswith("#") else line.split():
            for word in words(form)[:1]:
                by_text.setdefault(word.text, set()).add(number)
                sound = loose_of(readings(word)[:1])[0]
                if len(sound) >= SHORTEST_SOUND:
                    by_sound.setdefault(sound, set()).add(number)
    return by_text, by_sound


def groups(word):
    """The numbers of the lines in `tables/aliases.txt` where a `letters.Word` stands or sounds."""
    return groups_of(word.text, readings(word)[:2])


@lru_cache(maxsize=20_000)
def groups_of(text, sounds):
    """The same of a word whose two likeliest readings are at hand."""
    by_text, by_sound = _tables()
    found = set(by_text.get(text, NONE))
    for sound in loose_of(sounds):
        found |= by_sound.get(sound, NONE)
    return frozenset(found)
