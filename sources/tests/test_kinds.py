"""What a kept file is, by its content; what it is called, without harm."""

import io
import zipfile

import pytest

from sources.kinds import FileNotTaken, clean_name, kind_of

PAGE = b"<!DOCTYPE html><html><script>alert(1)</script>"
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)


def zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"\0" * 20_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("letter.pdf", b"%PDF-1.7\n1 0 obj", "pdf"),
        ("photo.jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "jpeg"),
        ("photo", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "png"),
        ("page.html", PAGE, "page"),
        ("drawing.svg", SVG, "page"),
        ("page.warc", b"WARC/1.0\r\nWARC-Type: response\r\n", "warc"),
        ("letter.eml", b"From: a@example\r\nTo: b@example\r\nSubject: c\r\n\r\nHello", "mail"),
        ("voice.ogg", b"OggS\0\x02\0\0", "audio"),
        ("film.mp4", b"\0\0\0\x18ftypmp42\0\0", "video"),
        ("table.xlsx", zip_bomb()[:1000], "zip"),
        ("bomb.zip", zip_bomb(), "zip"),
        ("list.csv", "имя;год\nТэст;2020\n".encode("cp1251"), "text"),
        ("note.txt", "нататка".encode("utf-16"), "text"),
    ],
)
def test_files_are_what_their_content_says(name, content, kind):
    assert kind_of(content, name) == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.pdf", PAGE),
        ("photo.jpg", SVG),
        ("photo.png", b"GIF89a/*\x01\x00*/=1;alert(1)//"),
        ("page.html", b"%PDF-1.7"),
        ("run.exe", b"%PDF-1.7"),
        ("macro.docm", zip_bomb()),
        ("script.js", b"alert(1)"),
    ],
)
def test_a_file_under_a_wrong_name_is_refused(name, content):
    with pytest.raises(FileNotTaken, match="Give it its right name"):
        kind_of(content, name)


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0",
        b"\x7fELF\x02",
        b"#!/bin/sh\nrm -rf /",
        b"\xca\xfe\xba\xbe",
        b"\0" * 500,
        bytes(range(256)),
    ],
)
def test_programs_and_what_nobody_knows_are_refused(content):
    with pytest.raises(FileNotTaken, match="none of the kinds"):
        kind_of(content, "letter.txt")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\X\\letter.pdf", "letter.pdf"),
        ("\u202egnp.letter.pdf", "gnp.letter.pdf"),
        ("a\0b\r\nSet-Cookie: x.pdf", "a b Set-Cookie x.pdf"),
        ("<script>alert(1)<", "script alert(1).pdf"),
        (".htaccess", "htaccess.pdf"),
        ("справа №5.pdf", "справа №5.pdf"),
        ("", "pdf.pdf"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_name_keeps_what_people_read_and_nothing_that_acts(name, clean):
    assert clean_name(name, "pdf") == clean
