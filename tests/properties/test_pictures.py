"""Whatever bytes stand in a picture, it is a picture or a problem; and what is taken out of one takes no pixel along."""

import io

from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from itsite.model.config import PictureOptions
from itsite.model.picture import Conversion, is_too_large
from itsite.pictures.cleaning import cleaned
from itsite.pictures.conversion import encoded_anew, rendered
from itsite.pictures.opening import BrokenPictureError, facts_of
from itsite.pictures.renditions import base_width, published_picture
from tests import photographs
from tests.photographs import phone

WHOLE = [phone(form, 60, 40, orientation) for form in ("JPEG", "PNG", "WEBP", "AVIF") for orientation in (1, 6)]
WHOLE += [photographs.moving(), photographs.deep_grey(20, 10, 999), photographs.saved(photographs.drawn(30, 20, "CMYK"), "JPEG")]
OPTIONS = PictureOptions(widths=(16, 32))
SOME = settings(max_examples=150, deadline=None)


@st.composite
def damaged(draw):
    """A picture with a piece cut off, and a few bytes of it changed, taken out or doubled."""
    data = bytearray(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, max(0, min(len(data) - 1, draw(st.sampled_from([40, 200, 10_000]))))))
        change = draw(st.sampled_from([bytes([draw(st.integers(0, 255))]), b"", b"\xff\xff", b"\0\0\0\0", bytes(data[place : place + 8])]))
        data[place : place + draw(st.integers(0, 2))] = change
    return bytes(data[: draw(st.integers(0, len(data)))]) if draw(st.booleans()) else bytes(data)


@SOME
@given(damaged())
@example(photographs.hollow_webp(16_000, 16_000))
@example(photographs.png(2**31 - 1, 2**31 - 1))
@example(b"\xff\xd8\xff\xd9")
@example(b"RIFF\0\0\0\0WEBPVP8X")
def test_strange_bytes_are_a_picture_or_a_broken_one(data):
    try:
        facts = facts_of(data)
    except BrokenPictureError:
        return
    if not facts.is_convertible or is_too_large(facts.width, facts.height):
        return
    picture = published_picture("p", "0", facts, OPTIONS)
    for rendition in picture.renditions:
        try:
            made = rendered(data, str(hash(data)), Conversion(facts.kind, base_width(facts, OPTIONS), rendition), rendition)
        except BrokenPictureError:
            continue
        assert Image.open(io.BytesIO(made)).size == (rendition.width, rendition.height)


def pixels_of(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture.convert("RGBA")


@SOME
@given(damaged())
def test_what_is_cleaned_shows_the_same_pixels_or_is_refused(data):
    try:
        facts = facts_of(data)
        before = pixels_of(data)
        orientation = Image.open(io.BytesIO(data)).getexif().get(0x0112, 1)
    except Exception:  # noqa: BLE001 - Pillow's own words on broken bytes do not matter here
        return
    if facts.kind in {"jpeg", "png", "webp"} and facts.is_still:
        try:
            after = pixels_of(cleaned(data, facts.kind, orientation if orientation in range(1, 9) else 1))
        except (BrokenPictureError, IndexError):
            # What it cannot take apart is encoded anew.
            assert pixels_of(encoded_anew(data, facts.kind)).size in {before.size, before.size[::-1]}
            return
        assert ImageChops.difference(before, after).getbbox() is None


@given(st.integers(1, 20_000), st.integers(1, 20_000), st.lists(st.integers(16, 4096), min_size=1, max_size=12), st.sampled_from(["jpeg", "png", "webp"]))
def test_no_file_is_wider_than_the_picture_and_the_widest_is_as_wide_as_may_be(width, height, widths, kind):
    facts = facts_of(phone()).__class__(kind, width, height)
    options = PictureOptions(widths=tuple(widths))
    picture = published_picture("p", "0", facts, options)
    for _, renditions in picture.forms:
        found = [one.width for one in renditions]
        assert found == sorted(set(found))
        assert found[-1] == min(width, max(widths)) or renditions[0].form == "webp"
        for one in renditions:
            assert one.height == max(1, round(height * one.width / width))
    assert picture.forms[-1][0] in {"jpeg", "png"}
    assert len({one.url for one in picture.renditions}) == len(picture.renditions)
