"""Files that pretend, burst or run, brought to the import screen: one sentence, and nothing stays behind."""

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from django.conf import settings

from office.models import Import
from office.tests.uploads import bring
from prisoners.tests.pictures import GIF_AND_SCRIPT, SVG, bomb, text_bomb

pytestmark = pytest.mark.django_db

PE = b"MZ\x90\x00" + b"\0" * 200 + b"This program cannot be run in DOS mode."
SHELL = b"#!/bin/sh\nrm -rf /\n"
PDF = b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n"
PAGE = b"<html><script>alert(1)</script></html>"


def packed(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def stored(content, name="xl/worksheets/sheet1.xml"):
    """A ZIP in which one member says that it is gigabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


HOSTILE = {
    "picture.csv": GIF_AND_SCRIPT,
    "picture.xlsx": SVG,
    "program.xlsx": PE,
    "program.ods": PE,
    "page.xls": PAGE,
    "paper.csv": PDF,
    "paper.xlsx": PDF + packed(**{"xl__workbook.xml": PAGE}),
    "way-out.xlsx": packed(**{"..__..__..__etc__cron.d__x": SHELL}),
    "zeros.xlsx": stored(b"0" * 30_000_000),
    "zeros.csv.gz": zlib.compress(b"0" * 1_000_000),
    "pixels.csv": bomb(),
    "comment.xlsx": text_bomb(),
    "empty.csv": b"",
    "nul.csv": b"key,name\n\x00,\x00\n",
    "noise.csv": bytes(range(256)) * 40,
    "../../way.csv": b"\xff\xfe\x00\x00",
    "long" + "x" * 240 + ".csv": b"\x00" * 10,
}


def left_behind():
    folder = Path(settings.MEDIA_ROOT)
    return [path.name for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(name, client, importer, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"

    answer = bring(client, HOSTILE[name], name=name)

    sentences = [str(e) for es in answer.context["form"].errors.values() for e in es]
    assert (answer.status_code, len(sentences)) == (400, 1)
    assert sentences[0].endswith(".")
    assert not Import.objects.filter(state__in=["ready", "done", "writing"]).exists()
    assert b"alert(1)" not in answer.content
    assert left_behind() == []
    assert not (tmp_path.parent / "way.csv").exists()
