"""Hangul syllables: the sounds of their letters, with the spellings that people choose for them."""

INITIALS = [
    "k", "k", "n", "t", "t", ("r", "l", "", "n"), "m", "p", "p", "s", "s", "", ("J", "C"), "C", "C", "k", "t",
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

# How names from elsewhere are written: f as ㅍ, l as ㄹㄹ, and ㅡ between consonants.
NO_VOWEL, F, R, FINAL_L = 18, 17, 5, 8


def pieces(text):
    """Alternatives of sound, letter by letter."""
    found = []
    for character in text:
        number = ord(character) - 0xAC00
        if 0 <= number < 11172:
            letters = INITIALS[number // 588], VOWELS[number % 588 // 28], FINALS[number % 28]
            found += [(sound,) if isinstance(sound, str) else sound for sound in letters]
    return found


def foreign(text):
    """The same of a name that is not Korean."""
    found, last = [], 0
    for character in text:
        number = ord(character) - 0xAC00
        if 0 <= number < 11172:
            first, vowel, final = number // 588, number % 588 // 28, number % 28
            initial = ("f", "p") if first == F else INITIALS[first]
            if first == R:
                initial = "" if last == FINAL_L else "r"
            letters = initial, "" if vowel == NO_VOWEL else VOWELS[vowel], FINALS[final]
            found += [(sound,) if isinstance(sound, str) else sound for sound in letters]
            last = final
    return found
