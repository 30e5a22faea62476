"""Arabic letters (also of Persian, Urdu, Uyghur) and Hebrew: short vowels are not written."""

ARABIC = {
    "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": ("t", "s"), "ج": ("J", "g"), "چ": "C", "ح": "h", "خ": "h",
    "د": "d", "ذ": ("d", "z"), "ر": "r", "ز": "z", "ژ": "Z", "س": "s", "ش": "S", "ص": "s", "ض": ("d", "z"),
    "ط": "t", "ظ": ("z", "d"), "ع": "", "غ": "g", "ف": "f", "ق": ("k", "g"), "ک": "k", "گ": "g", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "ه$": ("a", "at", "h"), "و": ("u", "v"), "^و": "v", "ی": "i", "ی$": ("i", "a"), "ء": "", "ڭ": "ng",
    "ۋ": "v", "ې": "e", "ۆ": "o", "ۇ": "u", "ۈ": "u", "ڤ": "v", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n",
    "ټ": "t", "ډ": "d", "ړ": "r", "ږ": "Z", "ښ": "S", "ڼ": "n", "ڕ": "r", "ڵ": "l", "^ال": "",
}  # fmt: skip
# The article within a word is not heard before these: Ziaeddin.
ARABIC |= {
    f"ال{letter}": (sound, f"l{sound}")
    for letter, sound in zip("تدرزسشصطن", "tdrzsSstn", strict=True)
}
ARABIC |= {f"^ال{letter}": sound for letter, sound in zip("تدرزسشصطن", "tdrzsSstn", strict=True)}
HEBREW = {
    "א": "a", "ב": ("v", "b"), "^ב": "b", "ג": "g", "ד": "d", "ה": "h", "ה$": ("a", ""), "ו": ("u", "v"), "וו": "v",
    "^ו": "v", "ז": "z", "ח": "h", "ט": "t", "י": "i", "יי": "i", "כ": ("k", "h"), "ל": "l", "מ": "m",
    "נ": "n", "ס": "s", "ע": "", "פ": ("p", "f"), "צ": "c", "ק": "k", "ר": "r", "ש": ("S", "s"),
    "ת": "t",
}  # fmt: skip
