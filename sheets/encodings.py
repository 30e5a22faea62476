"""In which encoding a text file is: what it says itself, what it can only be, what is most likely.

A guess has to read the whole file. A file that is UTF-8 but for a few bytes is taken as UTF-8, so that
the damage is found at its place and not read as letters of another alphabet.
"""

import codecs
import re

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from sheets.refusals import FileRefused

MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
GUESSED = (
    "cp1252 cp1251 cp1250 koi8_r cp1254 cp1253 cp1255 cp1256 cp1257 iso8859_2 iso8859_5 "
    "cp866 cp852 gb18030 big5 shift_jis euc_jp euc_kr mac_cyrillic"
).split()
# Codecs of Python that are no encodings of files.
NOT_OF_FILES = {"idna", "punycode", "raw_unicode_escape", "unicode_escape", "utf-7", "undefined"}

CHUNK = 256 * 1024
SAMPLE = 48 * 1024
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
SIGNS, BROKEN = re.compile("[^\x00-\x7f\udc80-\udcff]"), re.compile("[\udc80-\udcff]")


def of(path, asked=""):
    """The name of the codec that reads the file."""
    with path.open("rb") as file:
        start = file.read(CHUNK)
        if asked:
            return _asked(asked, start)
        for mark, encoding in MARKS:
            if start.startswith(mark):
                return encoding
        if wide := _wide(start):
            return wide
        file.seek(0)
        signs, broken, sample = _as_utf_8(file)
    if not broken or signs > 20 * broken:
        return "utf-8"
    return _guessed(path, sample)


def _asked(asked, start):
    try:
        codec = codecs.lookup(asked.strip()).name
        "".encode(codec)
    except (LookupError, UnicodeError):
        codec = ""
    if not codec or codec in NOT_OF_FILES:
        raise FileRefused(
            _("“%(encoding)s” is no encoding that is known here. Examples: utf-8, windows-1251.")
            % {"encoding": asked}
        )
    return "utf-8-sig" if codec == "utf-8" and start.startswith(codecs.BOM_UTF8) else codec


def _wide(start):
    """UTF-16 without a mark: of the common signs every second byte is 0."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 5 < len(start) // 2:
        return ""
    if even * 10 < odd:
        return "utf-16-le"
    return "utf-16-be" if odd * 10 < even else ""


def _as_utf_8(file):
    """(signs beyond ASCII, bytes that are not UTF-8, lines with such bytes for a guess)."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    signs = broken = 0
    sample = []
    while chunk := file.read(CHUNK):
        text = decoder.decode(chunk)
        if text.isascii():
            continue
        here = len(BROKEN.findall(text))
        broken += here
        signs += len(SIGNS.findall(text))
        if here and sum(map(len, sample)) < SAMPLE:
            lines = [line for line in chunk.splitlines(keepends=True) if not line.isascii()]
            sample.append(b"".join(lines)[:SAMPLE])
    broken += len(decoder.decode(b"", True))
    return signs, broken, b"".join(sample)[:SAMPLE]


def _guessed(path, sample):
    """The likeliest encoding that reads all of the file."""
    matches = from_bytes(sample, cp_isolation=GUESSED, steps=10, chunk_size=2048, threshold=0.5)
    for encoding in dict.fromkeys(match.encoding for match in matches):
        if _reads(path, encoding):
            return encoding
    raise FileRefused(
        _(
            "It cannot be found out in which encoding the file is. Save it as UTF-8, or say which "
            "encoding it is."
        )
    )


def _reads(path, encoding):
    try:
        with path.open(encoding=encoding, newline="") as file:
            while text := file.read(CHUNK):
                if CONTROL.search(text):
                    return False
    except UnicodeError:
        return False
    return True
