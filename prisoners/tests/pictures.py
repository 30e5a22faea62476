"""Pictures for tests, harmless and hostile, made on the spot."""

import io
import struct
import zlib

from django.core.files.base import ContentFile
from PIL import Image

from prisoners.photos import as_shown
from prisoners.tests.builders import make_photo

GPS = "53 deg 54 min north"


def picture(kind="JPEG", size=(300, 200), colour=(200, 30, 30), **options):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def with_exif(size=(300, 200), orientation=6):
    """A JPEG that says where it was taken, by which camera, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8298] = orientation, "Secret Camera", GPS
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", size, (10, 120, 10)).save(
        out,
        "JPEG",
        exif=exif,
        comment=b"taken by the informant",
        xmp=b"<x:xmpmeta>informant</x:xmpmeta>",
    )
    return out.getvalue()


def moving(kind):
    frames = [Image.new("RGB", (200, 200), (shade, 0, 0)) for shade in (0, 120, 250)]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def bomb(width=50_000, height=50_000):
    """A PNG of a few kB that says of itself that it has milliards of pixels."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000))
        + chunk(b"IEND", b"")
    )


def text_bomb():
    """A PNG with a compressed comment that unpacks to 20 MB."""
    image = picture("PNG")
    comment = b"Comment\0\0" + zlib.compress(b"\0" * 20_000_000, 9)
    chunk = struct.pack(">I", len(comment)) + b"zTXt" + comment
    chunk += struct.pack(">I", zlib.crc32(b"zTXt" + comment))
    return image[:33] + chunk + image[33:]


SVG = (
    b"""<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>"""
)
GIF_AND_SCRIPT = b"GIF89a/*\x01\x00\x01\x00\x80\x00\x00*/=1;alert(document.cookie)//" + b"\0" * 40


def kept_photo(content=None, **fields):
    """A Photo whose file is really in the storage."""
    shown = as_shown(ContentFile(content or picture(), "test.jpg"))
    photo = make_photo(sha256=shown.sha256, width=shown.width, height=shown.height, **fields)
    photo.file.save("photo.jpg", ContentFile(shown.content))
    return photo
