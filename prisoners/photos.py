"""A photo as it may be shown: new pixels, and nothing that the file said besides."""

import hashlib
import io
import warnings
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 800
SHORTEST_SIDE = 60
QUALITIES = (82, 70, 55)
MOST_SHOWN_BYTES = 120_000
SRGB = ImageCms.createProfile("sRGB")


class PhotoRefused(Exception):
    """Why a file is not taken as a photo, in one sentence."""


@dataclass(frozen=True)
class Shown:
    """A JPEG of at most LONGEST_SIDE pixels."""

    content: bytes
    width: int
    height: int

    @property
    def sha256(self):
        return hashlib.sha256(self.content).hexdigest()


def as_shown(file):
    """The picture in an uploaded file, drawn anew; PhotoRefused when it is none that we take.

    Only the pixels go over: no EXIF (where it was taken), no comments, no thumbnail, no profile but
    sRGB, nothing that hides behind the end of the picture.
    """
    if file.size > settings.PHOTO_MOST_BYTES:
        raise PhotoRefused(
            _("The photo has more than %(most)s MB.")
            % {"most": settings.PHOTO_MOST_BYTES // 1_000_000}
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _encoded(_pixels(file))
    except PhotoRefused:
        raise
    except Image.DecompressionBombError:
        raise PhotoRefused(_too_large()) from None
    except Exception as error:  # whatever a broken or hostile file makes a decoder raise
        raise PhotoRefused(_("The picture is broken and cannot be read to its end.")) from error


def _pixels(file):
    file.seek(0)
    try:
        picture = Image.open(file, formats=FORMATS)
    except Image.DecompressionBombWarning:
        raise PhotoRefused(_too_large()) from None
    except Image.UnidentifiedImageError:
        raise PhotoRefused(_("This is no photo: take a JPEG, PNG or WebP file.")) from None
    width, height = picture.size
    if width * height > settings.PHOTO_MOST_PIXELS:
        raise PhotoRefused(_too_large())
    if min(width, height) < SHORTEST_SIDE:
        raise PhotoRefused(
            _("The photo is too small: %(width)s × %(height)s pixels.")
            % {"width": width, "height": height}
        )
    if getattr(picture, "n_frames", 1) > 1:
        raise PhotoRefused(_("The picture moves. Take one that stands still."))
    picture.draft("RGB", (LONGEST_SIDE * 2, LONGEST_SIDE * 2))
    picture.load()
    upright = _in_srgb(ImageOps.exif_transpose(picture))
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return _on_white(upright)


def _too_large():
    return _("The photo has more than %(most)s million pixels.") % {
        "most": settings.PHOTO_MOST_PIXELS // 1_000_000
    }


def _in_srgb(picture):
    """The colours that the file's own profile means."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "L"):
        return picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, own, SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture


def _on_white(picture):
    """Where the picture is transparent the page shows through."""
    layer = picture.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper


def _encoded(pixels):
    for quality in QUALITIES:
        out = io.BytesIO()
        pixels.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= MOST_SHOWN_BYTES:
            break
    return Shown(out.getvalue(), *pixels.size)
