"""A secret is found however others write it."""

import base64
import html
import json
import urllib.parse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsite.delivery.secrets import without_secrets

SECRET = 'Kan/arien+vogel?4711&<ä>"x"'  # noqa: S105 - one that opens nothing
WAYS = {
    "as it is": str,
    "in capitals": str.upper,
    "in an address": lambda text: urllib.parse.quote(text, safe=""),
    "in a path": urllib.parse.quote,
    "in a query": urllib.parse.quote_plus,
    "twice in an address": lambda text: urllib.parse.quote(urllib.parse.quote(text, safe="")),
    "in small hexadecimal": lambda text: urllib.parse.quote(text, safe="").lower(),
    "in a page": html.escape,
    "in JSON": lambda text: json.dumps(text)[1:-1],
    "in JSON of PHP": lambda text: json.dumps(text)[1:-1].replace("/", "\\/"),
    "in Python": lambda text: repr(text)[1:-1],
    "in hexadecimal": lambda text: text.encode().hex(),
    "in Base64": lambda text: base64.b64encode(text.encode()).decode(),
    "in Base64 of addresses": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
}


@pytest.mark.parametrize("way", WAYS)
def test_it_is_found_in_every_spelling(way):
    assert without_secrets(f"no: {WAYS[way](SECRET)}!", [SECRET]) == "no: (secret)!"


@given(st.binary(max_size=5), st.binary(max_size=5))
def test_it_is_found_in_base64_with_whatever_beside_it(before, after):
    said = base64.b64encode(before + SECRET.encode() + after).decode()
    shown = without_secrets(said, [SECRET])
    inside = base64.b64encode(SECRET.encode()).decode()[4:-4]
    assert "(secret)" in shown
    assert len(shown) - len("(secret)") <= len(base64.b64encode(before)) + len(base64.b64encode(after)) + 4
    assert inside not in shown


def test_the_address_as_it_was_decoded_is_found_too():
    assert without_secrets("no hook abc d/e", ["abc%20d%2Fe"]) == "no hook (secret)"


def test_words_that_only_look_like_it_stay():
    assert without_secrets("the vogel sings", [SECRET]) == "the vogel sings"
    assert without_secrets("nothing is hidden", []) == "nothing is hidden"
    assert without_secrets("abc", ["abc"]) == "abc"
