"""Parts of compounds, other spellings, and the list of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsite.search.vocabulary import CUT, MAX_BYTES, Vocabulary
from itsite.search.words import HiddenWords, parts_of, plain_text, spellings_of, words_of


@pytest.mark.parametrize(
    ("word", "part"),
    [("urlaubsantrag", "antrag"), ("netzlaufwerk", "laufwerk"), ("passwortrücksetzung", "rücksetzung"), ("reisekostenabrechnung", "abrechnung")],
)
def test_a_part_that_nobody_knows_is_found_where_the_word_may_be_divided(word, part):
    assert part in parts_of(word, "de", frozenset())


def test_with_words_of_the_site_only_the_places_between_words_count():
    assert parts_of("urlaubsantrag", "de", {"antrag", "urlaub"}) == ("antrag",)
    assert parts_of("urlaubsantrag", "de", {"urlaub"}) == ("antrag",)


@pytest.mark.parametrize(("word", "lang"), [("password", "en"), ("antrag", "de"), ("a1b2c3d4e5f6", "de"), ("urlaubsantrag", "en")])
def test_words_that_are_no_compounds_of_their_language_have_no_parts(word, lang):
    assert parts_of(word, lang, frozenset()) == ()


@pytest.mark.parametrize(
    ("word", "spellings"),
    [
        ("Übersicht", ["uebersicht"]), ("Straße", ["strasse"]), ("Wübben", ["wuebben"]), ("Mueller", ["muller"]), ("Goethe", ["gothe"]),
        ("neue", []), ("Steuer", []), ("quer", []), ("abenteuer", []), ("VPN", []),
    ],
)  # fmt: skip
def test_other_spellings_of_a_word(word, spellings):
    assert list(spellings_of(word)) == spellings


def test_hidden_words_stand_once_and_sorted():
    assert HiddenWords("de", {"antrag"})("Urlaubsantrag, Urlaubsantrag und Öl") == "antrag oel"


def test_a_word_with_a_hyphen_is_also_one_word():
    assert list(words_of("Wi-Fi in Raum 4711")) == ["Wi", "Fi", "WiFi", "in", "Raum", "4711"]


def test_the_text_of_html_has_no_tags_and_no_attributes():
    assert plain_text('<p title="a > b">One &amp; <b>two</b></p>').split() == ["One", "&", "two"]


def test_the_list_of_words_has_the_usual_spelling_and_the_most_common_first():
    vocabulary = Vocabulary()
    for words in (["Drucker", "das"], ["Drucker", "drucker", "Kabel"], ["Drucker"]):
        vocabulary.add(words)
    assert vocabulary.file().decode().split("\n") == ["", "", "Drucker", "Kabel"]


def test_words_of_almost_every_page_are_common():
    vocabulary = Vocabulary()
    for n in range(20):
        vocabulary.add(["der", "Drucker" if n % 3 else "Kabel"])
    assert vocabulary.common == ["der", "drucker"]


@given(st.lists(st.lists(st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=40), max_size=20), max_size=20))
def test_the_list_of_words_does_not_depend_on_the_order_of_pages(pages):
    one, other = Vocabulary(), Vocabulary()
    for words in pages:
        one.add(words)
    for words in reversed(pages):
        other.add(words)
    assert one.file() == other.file()


def test_the_list_of_words_is_small_and_says_that_it_is_cut():
    vocabulary = Vocabulary()
    vocabulary.add(f"{a}{b}{c}{d}wort" for a in "abcdefghij" for b in "abcdefghij" for c in "abcdefghij" for d in "abcdefghij")
    data = vocabulary.file()
    assert len(data) <= MAX_BYTES + 10
    assert data.decode().startswith(CUT)
