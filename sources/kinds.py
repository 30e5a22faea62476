"""What a kept file is by its content, and what it is called. Nothing is unpacked or run for it."""

import re
import unicodedata

import puremagic
from django.utils.translation import gettext as _

LOOKED_AT = 64 * 1024
LONGEST_NAME = 120

# kind: the endings that a file of this kind may have; the first is given to one without
ENDINGS = {
    "pdf": "pdf",
    "jpeg": "jpg jpeg jpe jfif",
    "png": "png apng",
    "gif": "gif",
    "webp": "webp",
    "tiff": "tif tiff",
    "heif": "heic heif avif",
    "audio": "mp3 m4a ogg oga opus wav flac aac amr wma",
    "video": "mp4 m4v mov webm mkv avi 3gp mpg mpeg ogv",
    "zip": "zip docx xlsx pptx odt ods odp epub wacz",
    "office": "doc xls ppt msg",
    "rtf": "rtf",
    "gzip": "gz tgz",
    "warc": "warc",
    "mail": "eml mht mhtml",
    "page": "html htm xhtml svg xml mht mhtml",
    "text": "txt csv tsv json md log srt vtt",
}
ENDINGS = {kind: endings.split() for kind, endings in ENDINGS.items()}
KIND_OF_ENDING = {ending: kind for kind, endings in reversed(ENDINGS.items()) for ending in endings}
PROGRAM = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
PAGE = re.compile(rb"<(!doctype\s+html|html|head|body|script|svg|\?xml)[\s>]", re.IGNORECASE)
NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MAIL = re.compile(rb"\A(?:[A-Za-z][A-Za-z-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){3}")


class FileNotTaken(Exception):
    """Why a file is not taken as evidence, in one sentence."""


def kind_of(head, name=""):
    """The kind of a file that begins with `head`; FileNotTaken where none fits, or its name says another."""
    kind = _by_content(head)
    if kind is None:
        raise FileNotTaken(
            _(
                "By its content this is none of the kinds of file that are kept: documents, pictures, "
                "audio, video, web pages, mail, archives, text."
            )
        )
    ending = ending_of(name)
    if ending and ending not in ENDINGS[kind]:
        raise FileNotTaken(
            _(
                "The file is called .%(ending)s, and is %(kind)s by its content. Give it its right name."
            )
            % {"ending": ending[:20], "kind": kind}
        )
    return kind


def ending_of(name):
    _stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot else ""


def clean_name(name, kind):
    """The name as it came, without folders and signs that do something, and with an ending."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    name = "".join(sign if unicodedata.category(sign)[0] not in "CZ" else " " for sign in name)
    name = " ".join(re.sub(r'[<>:"|?*%;]', " ", name).split()).lstrip(".-~ ") or kind
    ending = ending_of(name)
    stem = name[: -len(ending) - 1] if ending else name
    return f"{stem[:LONGEST_NAME].strip() or kind}.{ending or ENDINGS[kind][0]}"


def _by_content(head):
    if head.startswith(PROGRAM):
        return None
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        found = []
    for match in found:
        if kind := KIND_OF_ENDING.get(match.extension.lstrip(".").lower()):
            return _of_text(head) or kind if kind in ("text", "page", "mail") else kind
    return _of_text(head)


def _of_text(head):
    """Which kind of text it is, in whatever encoding; None when there are signs that no text has."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    if NO_TEXT.search(head):
        return None
    if head.startswith(b"WARC/"):
        return "warc"
    if MAIL.match(head.replace(b"\r\n", b"\n")):
        return "mail"
    return "page" if PAGE.search(head) else "text"
