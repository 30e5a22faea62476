"""What is inside of an answer: files in archives, texts in pictures, and the links that lead on."""

import gzip
import io
import re
import zipfile
import zlib
from html import unescape
from urllib.parse import urljoin, urlsplit

LINK = re.compile(r"""(?:href|src|action|srcset|poster)\s*=\s*["']([^"'#]+)""")
ADDRESS = re.compile(rb"https?://[^\s\"'<>\\),;]+")


def opened(content):
    """The bytes themselves and those of everything packed in them, to any depth."""
    yield content
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield member.filename.encode() + b" " + member.comment
                yield from opened(archive.read(member))
    elif content[:2] == b"\x1f\x8b":
        yield from opened(gzip.decompress(content))
    elif content[:8] == b"\x89PNG\r\n\x1a\n":
        yield from _of_png(content)


def _of_png(content):
    """Chunks that hold words: tEXt as they are, zTXt and iTXt inflated."""
    place = 8
    while place < len(content):
        size = int.from_bytes(content[place : place + 4], "big")
        kind, data = content[place + 4 : place + 8], content[place + 8 : place + 8 + size]
        if kind in (b"zTXt", b"iTXt") and (start := data.find(b"x\x9c")) >= 0:
            yield zlib.decompress(data[start:])
        place += 12 + size


def links_in(content, base, hosts):
    """Paths with queries that an answer leads to on this site."""
    found = {unescape(link) for link in LINK.findall(content.decode("utf-8", "replace"))}
    found |= {unescape(link.decode("utf-8", "replace")) for link in ADDRESS.findall(content)}
    for link in found:
        if link.startswith(("mailto:", "data:", "javascript:")):
            continue
        try:
            parts = urlsplit(urljoin(base, link))
        except ValueError:
            continue
        if parts.scheme in ("http", "https", "") and parts.netloc in hosts:
            yield parts.path + (f"?{parts.query}" if parts.query else "")
