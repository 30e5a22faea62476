"""Burmese syllables as they are usually written in Latin letters (MLC and newspaper spelling)."""

INITIALS = {
    "က": "k", "ခ": "h", "ဂ": "g", "ဃ": "g", "င": "ng", "စ": "s", "ဆ": "s", "ဇ": "z", "ဈ": "z", "ည": "n",
    "ဉ": "n", "ဋ": "t", "ဌ": "t", "ဍ": "d", "ဎ": "d", "ဏ": "n", "တ": "t", "ထ": "t", "ဒ": "d", "ဓ": "d",
    "န": "n", "ပ": "p", "ဖ": "p", "ဗ": "b", "ဘ": "b", "မ": "m", "ယ": "i", "ရ": "i", "လ": "l", "ဝ": "v",
    "သ": "t", "ဟ": "h", "ဠ": "l", "အ": "", "ဥ": "u", "ဧ": "e", "ဩ": "o", "ဿ": "t", "ဦ": "u", "ဣ": "i",
}  # fmt: skip
# After k and kh the medials y and r make ch, after th a sh.
MEDIALS = {"ျ": "i", "ြ": "i", "ွ": "v", "ှ": "h"}
SOFTENED = {"ki": "C", "hi": "C", "gi": "J", "ih": "S", "lih": "S", "ti": "S"}
TONES = "့း္"
SYLLABIC = "".join(INITIALS)
# Vowel with final consonant; tones are dropped.
RHYMES = {
    "ောင်": "aung", "ိုင်": "aing", "ိုက်": "aik", "ောက်": "auk", "ုန်": "on", "ုံ": "on", "ုမ်": "on", "ိန်": "ein",
    "ိမ်": "ein", "ိံ": "ein", "ွန်": "un", "ွမ်": "un", "ွတ်": "ut", "ိတ်": "eit", "ိပ်": "eit", "ုတ်": "ot",
    "ုပ်": "ot", "င်": "in", "ဉ်": "in", "န်": "an", "မ်": "an", "ံ": "an", "က်": "et", "တ်": "at", "ပ်": "at",
    "စ်": "it", "ည်": "i", "ယ်": "e", "ဲ": "e", "ေ": "e", "ော": "o", "ော်": "o", "ို": "o", "ိ": "i",
    "ီ": "i", "ု": "u", "ူ": "u", "ာ": "a", "ါ": "a", "ေါ": "o", "ေါ်": "o", "ေါင်": "aung", "ွင်": "vin", "ွဲ": "ve",
}  # fmt: skip
