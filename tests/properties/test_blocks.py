"""Whatever is written in and around blocks: the conversion ends, says where, and leaves no mark."""

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from itsite.model.document import Hole
from itsite.read.blocks import all_blocks
from itsite.read.markdown import convert

SLASHES = st.sampled_from(["///", "////", "/////"])
BLANKS = st.sampled_from(["", "", "", " ", "    ", "        "])
HEADS = st.builds(
    "{}{} {}{}".format, BLANKS, SLASHES, st.sampled_from([*all_blocks(), "nothing"]), st.sampled_from(["", " | A", " | a.png", " | <b>&amp;", " A"])
)
OPTIONS = st.sampled_from(
    [
        "    alt: X",
        "    to: a.md",
        "    date: 2026-01",
        "    title: T",
        "    name: '<i>\"'",
        "    page: a.md",
        "    kind: news",
        "    wrong: [",
        "        deeper: 1",
    ]
)
TEXTS = st.sampled_from(
    [
        "",
        "",
        "Text *with* [link](a.md).",
        "1. One",
        "- [](a.md)",
        "![X](a.png)",
        "> quoted",
        "```",
        "~~~",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "## Head",
        "!!! note",
        "[^1]",
        "| a |",
    ]
)
LINES = st.lists(st.one_of(HEADS, st.builds(str.__add__, BLANKS, SLASHES), OPTIONS, TEXTS), max_size=14)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_a_text_with_blocks_is_converted_whole(lines):
    body = "\n".join(lines)
    made = convert(body, lang="en", first_line=5, title="T", path="content/x.md")
    html = "".join(part if isinstance(part, str) else part.before + part.after for part in made.text)
    assert "xitsite" not in html
    assert "xitsite" not in made.document.lead
    assert sum(isinstance(part, Hole) and part.kind in {"link", "media"} for part in made.text) == len(made.document.slots)
    assert sum(isinstance(part, Hole) and part.kind == "shown" for part in made.text) == len(made.document.shown)
    for place in (*(problem.at for problem in made.problems), *made.document.slots, *(name for shown in made.document.shown for name in shown.names)):
        assert 5 <= place.line <= 5 + len(lines)
        assert place.column >= 1
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    assert not [element for element in tree.iter() for name in element.attrib if name.startswith("on") or name == "style"]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1, max_size=40).filter(lambda text: text.strip()))
def test_every_value_is_shown_as_it_is_written(text):
    body = '/// quote\n    name: "{}"\n\nWords.\n///'.format(text.replace("\\", "\\\\").replace('"', '\\"'))
    made = convert(body, lang="en", title="T")
    assert made.problems == ()
    tree = html5lib.parse("".join(part if isinstance(part, str) else part.before + part.after for part in made.text), namespaceHTMLElements=False)
    name = next(element for element in tree.iter() if element.get("class") == "quotation-name")
    assert "".join(name.itertext()) == text
