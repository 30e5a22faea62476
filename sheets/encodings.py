"""In which encoding a text file is: what it says itself, what it can only be, what is most likely.

A guess has to read the whole file. A file that is UTF-8 but for a few bytes is taken as UTF-8, so that
the damage is found at its place and not read as letters of another alphabet.
"""

import codecs
import re

from django.utils.translation import gettext as _

from sheets.alphabets import IN_ENCODING, likeness
from sheets.refusals import FileRefused

MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# Codecs of Python that are no encodings of files.
NOT_OF_FILES = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7", "undefined"}

CHUNK = 256 * 1024
FEWEST_ZEROS = 3
SAMPLE = 24 * 1024
# Of likeness: enough to believe; too near to choose between, the nearer the more letters there are.
CLEAR, APART, APART_FOR_ONE_LETTER = 0.3, 0.015, 0.5
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
NOT_ASCII = re.compile(b"[\x80-\xff]")
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
    if not codec or codec.replace("_", "-") in NOT_OF_FILES:
        raise FileRefused(
            _("“%(encoding)s” is no encoding that is known here. Examples: utf-8, windows-1251.")
            % {"encoding": asked}
        )
    return "utf-8-sig" if codec == "utf-8" and start.startswith(codecs.BOM_UTF8) else codec


def _wide(start):
    """UTF-16 without a mark: every second byte of spaces, digits and commas is 0, and no other."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if min(even, odd) or max(even, odd) < max(FEWEST_ZEROS, len(start) // 20):
        return ""
    return "utf-16-be" if even else "utf-16-le"


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
    """The encoding that reads all of the file and makes the likeliest text of it."""
    candidates = {}
    for encoding in IN_ENCODING:
        if (text := _decoded(sample, encoding)) is not None:
            candidates.setdefault(text, encoding)
    ranked = sorted(
        ((likeness(text, encoding), encoding) for text, encoding in candidates.items()),
        key=lambda found: -found[0],
    )
    ranked = [found for found in ranked if found[0] > CLEAR and _reads(path, found[1])]
    if not ranked:
        raise FileRefused(
            _(
                "It cannot be found out in which encoding the file is. Save it as UTF-8, or say "
                "which encoding it is."
            )
        )
    apart = max(APART, APART_FOR_ONE_LETTER / len(NOT_ASCII.findall(sample)))
    near = [encoding for score, encoding in ranked if score > ranked[0][0] - apart]
    if len(near) > 1:
        raise FileRefused(
            _(
                "The file can be in one of these encodings: %(encodings)s. Save it as UTF-8, or say "
                "which it is."
            )
            % {"encodings": ", ".join(near)}
        )
    return near[0]


def _decoded(sample, encoding):
    """The text, or None; the sample may end within a sign."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeError:
        return None
    return None if CONTROL.search(text) else text


def _reads(path, encoding):
    try:
        with path.open(encoding=encoding, newline="") as file:
            while text := file.read(CHUNK):
                if CONTROL.search(text):
                    return False
    except UnicodeError:
        return False
    return True
