"""Quotation marks of a language: only signs change, and none in code."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsite.read.markdown import convert
from itsite.read.sanitising import sanitised
from itsite.read.typography import MARKS, typographic, typographic_text
from tests.parsing import parsed

WORDS = st.text(alphabet="ab 1\"'.-,!?()&;é\n", max_size=40)
TAGS = st.sampled_from(["em", "strong", "code", "p", "a", "li", "pre", "h2", "td"])
TREES = st.recursive(WORDS.map(html.escape), lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(lambda t: f"<{t[0]}>{''.join(t[1])}</{t[0]}>"))


def straight(text: str) -> str:
    """The text with one sign for all marks, with dashes and ellipses in their parts, without French blanks."""
    text = re.sub('[„“”«»‚‘’‹›"]', "'", text.replace("\u202f", ""))
    return text.replace("…", "...").replace("—", "---").replace("–", "--")


@given(TREES, st.sampled_from(sorted(MARKS)))
def test_only_signs_change(tree, lang):
    clean = sanitised(tree)
    assert straight(typographic(clean, lang)) == straight(clean)


@given(TREES)
def test_code_stays_as_it_is(tree):
    clean = sanitised(tree)
    code = [parsed(text).text("code") + parsed(text).text("pre") for text in (clean, typographic(clean, "de"))]
    assert code[0] == code[1]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("de", 'Ein "Wort".', "Ein „Wort“."),
        ("en", 'A "word".', "A “word”."),
        ("de", "\"Er sagte 'ja'.\"", "„Er sagte ‚ja‘.“"),
        ("en", "It's Hans' car, isn't it?", "It’s Hans’ car, isn’t it?"),
        ("de", 'Der 27"-Monitor', 'Der 27"-Monitor'),
        ("fr", 'Un "mot".', "Un «\u202fmot\u202f»."),
        ("en", "2020--2024, a -- b, --strict", "2020–2024, a – b, --strict"),
        ("en", "Wait...", "Wait…"),
        ("xx", '"x"', "“x”"),
    ],
)
def test_marks_are_those_of_the_language(lang, text, expected):
    assert typographic_text(text, lang) == expected


@pytest.mark.parametrize("switch", ["", "typography: false\n"])
def test_without_the_switch_nothing_changes(site, switch):
    built = site(f"-- site.yaml --\nname: T\nurl: https://t.example/\n{switch}-- content/a.md --\n# A\n\n\"b\" -- 'c'...\n")
    assert "\"b\" -- 'c'..." in built.text("a/index.html")


def test_with_the_switch_texts_titles_and_summaries_have_marks_but_no_code_and_no_address(site):
    page = '---\ntitle: Das "Haus"\nsummary: Es ist "da".\n---\n"Ja" `"nein"` [x](https://x.example/?a="b")\n\n## "Drei"\n'
    built = site(f"-- site.yaml --\nname: T\nurl: https://t.example/\nlanguages: de\ntypography: true\n-- content/a.md --\n{page}")
    shown = parsed(built.text("a/index.html"))
    assert shown.text("h1") == ["Das „Haus“"]
    assert "Es ist „da“." in shown.text("main")[0]
    assert "„Ja“" in shown.text("main")[0]
    assert shown.text("code") == ['"nein"']
    assert [h.get("id") for h in shown.all("h2") if "Drei" in (h.text or "")] == ["drei"]


def test_the_first_heading_is_the_title_with_marks_too():
    assert convert('# The "Title"\n\ntext', lang="en", typography=True).document.title == "The “Title”"
