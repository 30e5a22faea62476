"""Photos: only pixels go over, and only from files that are photos by their content."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from prisoners.photos import LONGEST_SIDE, MOST_SHOWN_BYTES, PhotoRefused, as_shown
from prisoners.tests.pictures import (
    GIF_AND_SCRIPT,
    SVG,
    bomb,
    moving,
    picture,
    text_bomb,
    with_exif,
)


def shown(content, name="photo.jpg"):
    return as_shown(ContentFile(content, name))


def opened(made):
    return Image.open(io.BytesIO(made.content))


def refusal(content, name="photo.jpg"):
    with pytest.raises(PhotoRefused) as refused:
        shown(content, name)
    return str(refused.value)


def test_where_and_by_whom_a_photo_was_taken_does_not_go_over():
    made = shown(with_exif())

    image = opened(made)
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }
    for told in (b"informant", b"Secret Camera", b"deg", b"Exif", b"xmp"):
        assert told not in made.content


def test_a_photo_that_lies_on_its_side_stands_up():
    made = shown(with_exif(size=(300, 200), orientation=6))

    assert (made.width, made.height) == opened(made).size == (200, 300)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_becomes_a_small_jpeg(kind):
    made = shown(picture(kind, size=(3000, 1500)), "whatever.bin")

    assert opened(made).format == "JPEG"
    assert (made.width, made.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert len(made.content) < MOST_SHOWN_BYTES


def test_a_picture_full_of_noise_is_small_too():
    noise = io.BytesIO()
    Image.effect_noise((1600, 1600), 90).save(noise, "PNG")

    assert len(shown(noise.getvalue()).content) < 2 * MOST_SHOWN_BYTES


def test_the_page_shows_through_what_is_transparent():
    out = io.BytesIO()
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(out, "PNG")

    assert min(opened(shown(out.getvalue())).getpixel((50, 50))) > 250


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK", "I;16"])
def test_odd_colours_are_read(mode):
    out = io.BytesIO()
    Image.new("RGB", (80, 80), "red").convert(mode if mode != "I;16" else "I").convert(
        "I;16" if mode == "I;16" else mode
    ).save(out, "JPEG" if mode == "CMYK" else "PNG")

    assert opened(shown(out.getvalue())).mode == "RGB"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (SVG, "This is no photo"),
        (GIF_AND_SCRIPT, "This is no photo"),
        (b"<html><script>alert(1)</script></html>", "This is no photo"),
        (b"%PDF-1.4", "This is no photo"),
        (b"", "This is no photo"),
        (picture("GIF"), "This is no photo"),
        (picture("BMP"), "This is no photo"),
        (picture(size=(40, 40)), "too small"),
        (bomb(), "million pixels"),
        (bomb(8_000, 8_000), "million pixels"),
        (moving("WEBP"), "moves"),
        (moving("PNG"), "moves"),
        (picture(size=(900, 900), colour="blue")[:900], "broken"),
        (text_bomb(), "broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_what_is_no_photo_is_refused_with_a_sentence(content, sentence):
    assert sentence in refusal(content)


def test_too_many_bytes_are_refused_before_they_are_looked_at(settings):
    settings.PHOTO_MOST_BYTES = 1_000_000

    assert refusal(b"x" * 1_000_001) == "The photo has more than 1 MB."


def test_what_hides_behind_a_photo_does_not_go_over():
    polyglot = picture() + b"<?php system($_GET['c']); ?><script>alert(1)</script>PK\x03\x04"

    made = shown(polyglot)

    assert b"script" not in made.content and b"php" not in made.content
