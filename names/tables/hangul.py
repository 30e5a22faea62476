"""Hangul syllables: the sounds of their letters, with the spellings that people choose for them."""

INITIALS = [
    "k", "k", "n", "t", "t", ("r", "l", ""), "m", "p", "p", "s", "s", "", ("J", "C"), "C", "C", "k", "t",
    "p", "h",
]  # fmt: skip
VOWELS = [
    "a", "e", "a", "e", ("o", "u"), "e", ("o", "u"), "e", "o", "va", "ve", ("oi", "ve"), "o", "u", ("vo", "o"),
    "ve", "vi", "u", "u", "i", "i",
]  # fmt: skip
FINALS = [
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
]
FINALS += ["t", "t", "ng", "t", "t", "k", "t", "p", "t"]


def pieces(text):
    """Alternatives of sound, letter by letter."""
    found = []
    for character in text:
        number = ord(character) - 0xAC00
        if 0 <= number < 11172:
            letters = INITIALS[number // 588], VOWELS[number % 588 // 28], FINALS[number % 28]
            found += [(sound,) if isinstance(sound, str) else sound for sound in letters]
    return found
