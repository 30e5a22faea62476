"""How much a decoded text looks like a language, by the letters beyond ASCII that it is written in.

For alphabets of their own all letters stand here, of Latin ones those that ASCII has not, the
commonest first. Packages that guess encodings were tried
first: charset-normalizer reads Polish lists in windows-1250 as French, and a name misread is a name lost.
"""

import re
from collections import Counter
from functools import lru_cache

LATIN = {
    "es ca": "óíéáñúàèçòïü·ºª¿¡",
    "fr": "éèàçêïîôëâûùüœæ",
    "pt": "ãçáéíóõêúâôàü",
    "it": "àèìùòéíîóú",
    "de nl": "üäößéëï",
    "da no sv fi is": "åäöøæéüáíóúýþð",
    "pl": "łąęóśżćńź",
    "cs sk": "áíéěýřčšžůúťďňóľôäĺŕ",
    "hu": "áéöóőíüúű",
    "hr sl": "čšžćđ",
    "ro": "ăîâşţșț",
    "tr": "ıişüğçöâî",
    "lt lv et": "āšėžīčūķļņģēųįęąäõöü",
}
OTHER = {
    "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "be": "анеіорстлдямуквыпзцбгьчйшўхжюэёф",
    "uk": "оанитевірсклудмпзяьбгчйхцжюєїфшщґ",
    "sr mk bg": "аоиенртсјвкдулмпгзбчшћжцњљхђѓѕџфќъщьюяй",
    "el": "αοιετσνηυρπκμλςάίόγέήδωύχθφβξζώψϊϋΐ",
    "he": "יוהלארתבמשנםעדקחפכטצגסןזףךץ",
    "ar fa": "البرمنيتودسعهقكفحةجشصخطضغذءأئظثىإزؤآچپگژیک",
}
WESTERN = ["es ca", "fr", "pt", "it", "de nl", "da no sv fi is"]
IN_ENCODING = {
    "cp1252": WESTERN,
    "cp850": WESTERN,
    "mac_roman": WESTERN,
    "cp1250": ["pl", "cs sk", "hu", "hr sl", "ro"],
    "iso8859_2": ["pl", "cs sk", "hu", "hr sl", "ro"],
    "cp852": ["pl", "cs sk", "hu", "hr sl", "ro"],
    "cp1254": ["tr"],
    "cp1257": ["lt lv et"],
    "cp1251": ["ru", "be", "uk", "sr mk bg"],
    "koi8_r": ["ru"],
    "koi8_u": ["uk", "be"],
    "iso8859_5": ["ru", "be", "uk", "sr mk bg"],
    "cp866": ["ru", "be"],
    "mac_cyrillic": ["ru", "be", "uk", "sr mk bg"],
    "cp1253": ["el"],
    "iso8859_7": ["el"],
    "cp1255": ["he"],
    "cp1256": ["ar fa"],
    "iso8859_6": ["ar fa"],
    "gb18030": ["zh"],
    "big5": ["zh-Hant"],
    "shift_jis": ["ja"],
    "euc_jp": ["ja"],
    "euc_kr": ["ko"],
}

NEUTRAL = set(
    "\u00a0\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2026«»‹›№§°•€\u00ad、。，（）：；「」・ー"
)
STRANGE, WITHIN_WORDS = -1.0, -1.0
WORD = re.compile(r"[^\W\d_]+")


def likeness(text, encoding):
    """From -1 to 1: how well the signs beyond ASCII fit the best of the languages of the encoding."""
    counts = Counter(sign for sign in text if sign > "\x7f")
    total = sum(counts.values())
    if not total:
        return 0
    fit = max(
        sum(number * _weight(sign, language) for sign, number in counts.items())
        for language in IN_ENCODING[encoding]
    )
    return (fit + WITHIN_WORDS * _oddities(text)) / total


def _oddities(text):
    """Capitals that follow a small letter, and words of two alphabets."""
    found = 0
    for word in WORD.findall(text):
        if word.isascii():
            continue
        inner = zip(word, word[1:], strict=False)
        found += sum(1 for one, other in inner if one.islower() and other.isupper())
        is_latin = [sign < "\u0250" for sign in word if sign.isalpha()]
        if any(is_latin) and not all(is_latin):
            found += len(is_latin) / 2
    return found


@lru_cache(maxsize=20_000)
def _weight(sign, language):
    if sign in NEUTRAL:
        return 0.4
    if letters := LATIN.get(language) or OTHER.get(language):
        rank = letters.find(sign.lower())
        return STRANGE if rank < 0 else 1 - 0.6 * rank / len(letters)
    return _weight_of_ideograph(sign, language)


def _weight_of_ideograph(sign, language):
    """The first half of each national table has the common signs."""
    if language == "ja" and "\u3041" <= sign <= "\u30fe":
        return 0.9
    if language == "ko":
        return 0.9 if sign >= "\uac00" else STRANGE / 2
    table, last = {
        "zh": ("gb2312", 0xD7),
        "zh-Hant": ("big5", 0xC6),
        "ja": ("euc_jp", 0xCF),
    }[language]
    try:
        code = sign.encode(table)
    except UnicodeError:
        return STRANGE
    return 0.75 if len(code) == 2 and code[0] <= last and sign > "\u3100" else STRANGE / 2
