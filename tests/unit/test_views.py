"""Parts of views: addresses, tables of contents, texts of feeds."""

import pytest

from itsite.model.document import Heading
from itsite.read.locales import language_name
from itsite.views.addresses import href, root_of
from itsite.views.cards import written_link
from itsite.views.feed_text import plain
from itsite.views.labels import LABELS, labels_of
from itsite.views.pages import toc_of


@pytest.mark.parametrize(("url", "root"), [("", "./"), ("404.html", "./"), ("a/", "../"), ("de/a/b/", "../../../"), ("a/b.html", "../")])
def test_the_way_from_a_page_to_the_root(url, root):
    assert root_of(url) == root


@pytest.mark.parametrize(("url", "written"), [("a/b/", "a/b/"), ("größe/", "gr%C3%B6%C3%9Fe/"), ("日/#ü", "%E6%97%A5/#%C3%BC")])
def test_letters_beyond_ascii_are_encoded_in_addresses(url, written):
    assert href(url) == written


def test_a_table_of_contents_has_two_levels_and_loses_no_heading_of_them():
    found = toc_of([Heading(3, "a", "A"), Heading(2, "b", "B"), Heading(3, "c", "C"), Heading(4, "d", "D"), Heading(2, "e", "E")])
    assert [(entry.title, [below.title for below in entry.children]) for entry in found] == [("A", []), ("B", ["C"]), ("E", [])]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>x</b>", "‹b›x‹/b›"),
        ("a < b > c", "a < b > c"),
        ("x <script", "x ‹script›"),
        ("<!-- x -->", "‹!-- x --›"),
        ("line\nbreak\t tab", "line break tab"),
        ("nul\x00 bel\x07", "nul bel"),
        ("C++ & C#", "C++ & C#"),
    ],
)
def test_a_title_for_readers_that_guess_holds_no_markup(text, shown):
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "title", "url"),
    [
        ("https://a.example/x/", "a.example/x", "https://a.example/x/"),
        ("a@b.example", "a@b.example", "mailto:a@b.example"),
        ("tel:12", "12", "tel:12"),
        ("Call us", "Call us", None),
        ("javascript:alert(1)", "javascript:alert(1)", None),
    ],
)
def test_a_field_that_takes_anything_is_a_link_where_it_can_be_one(text, title, url):
    link = written_link(text)
    assert (link.title, link.url, link.path) == (title, url, None)


def test_languages_are_called_as_they_call_themselves():
    assert [language_name(lang) for lang in ("de", "fr", "pt-BR", "xx")] == ["Deutsch", "Français", "Português (Brasil)", "xx"]


def test_titles_are_those_of_the_theme_else_english():
    assert labels_of({"title_home": "Accueil"}) == {**LABELS, "home": "Accueil"}
