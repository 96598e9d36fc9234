"""Words as parts of addresses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsite.link.urls import url_part
from itsite.read.slugs import heading_id, slugify


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("\u00dcberblick & Kosten", "ueberblick-kosten"),
        ("Stra\u00dfe", "strasse"),
        ("U\u0308ber", "ueber"),
        ("\u0130stanbul \u0131 I", "istanbul-i-i"),
        ("Caf\u00e9 \u00e0 la carte", "cafe-a-la-carte"),
        ("\u65e5\u672c", "\u65e5\u672c"),
        ("../../x", "x"),
        ("a\u202eb", "a-b"),
        ("\U0001f4a5", ""),
    ],
)
def test_words_become_slugs_as_germans_expect(words, slug):
    assert slugify(words) == slug


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_any_text_is_one_safe_part_of_an_address(text):
    part = url_part(text)
    assert part
    assert not set(part) & set("/\\?#%:. \0\n\"'<>&")
    assert len(part.encode()) <= 255
    assert part == slugify(part) or part.startswith("page-") or len(part.encode()) >= 190


def test_a_heading_never_has_an_id_of_the_theme():
    assert heading_id("Site menu", "-") == "section-site-menu"
    assert heading_id("!!!", "-") == "section"
