"""Whatever bytes a page, its front matter or site.yaml hold: reading ends with a page or with problems at real places, never otherwise."""

import re
import warnings
from pathlib import Path

import html5lib
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from itsite.kinds import all_kinds
from itsite.model.source import SourceFile
from itsite.read.front_matter import split_front_matter
from itsite.read.page import ReadOptions, read_page
from itsite.read.text import decode, masked
from itsite.read.yaml_nodes import read_yaml

CORPUS = [file.read_text(encoding="utf-8") for file in sorted((Path(__file__).parent.parent.parent / "content").rglob("*.md"))] or ["# T\n\nText\n"]
KINDS = all_kinds()
OPTIONS = ReadOptions(KINDS, seconds_a_page=5.0, languages=("en", "de"))
FEW = settings(max_examples=4000, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
MANY = settings(FEW, max_examples=400)

SIGNS = st.text(st.sampled_from(list("abÄß \n\t#*_`[](){}<>!|:-+=~^\"'&;\\/.,0%@$?\x00\x02\x03\r\ufeff\u2028\u0130\U0001f4a5")), max_size=120)
LINES = st.sampled_from(
    [
        *(
            "title: A",
            "title: [a",
            "date: 2026-02-30",
            "tags: [a, b]",
            "extra:",
            "  x: 1",
            "\tx: 1",
            "- a",
            "---",
            "...",
            "summary: 'x",
            "<<: {a: b}",
            "a: &x [*x]",
            "? a",
            ": b",
            "!!x y",
        ),
        *(
            "# H",
            "## H {#x onclick=1}",
            "<script>",
            "</div>",
            "<div markdown='1'>",
            "```",
            "~~~",
            "!!! note",
            "    x",
            "| a |",
            "|---|",
            "[^1]",
            "[^1]: x",
            "[x](y.md)",
            "[x]: <y z>",
            "*[a]: b",
        ),
        *(
            "<<<<<<< HEAD",
            "=======",
            ">>>>>>> x",
            "![x](<a b.png>){width=1}",
            "> q",
            "1. x",
            "- [ ] x",
            "??? x",
            "$$",
            "&#0;",
            "&lt;",
            "\\",
            "<!-- ",
            "-->",
            "<a href='javascript:1'>",
            "<http://x",
        ),
    ]
)
JUMBLE = st.lists(st.one_of(LINES, SIGNS), max_size=25).map("\n".join)


@st.composite
def spliced(draw) -> str:
    """Two pages of the example site, cut and joined at any place, with something between them."""
    one, other = draw(st.sampled_from(CORPUS)), draw(st.sampled_from(CORPUS))
    return one[: draw(st.integers(0, len(one)))] + draw(SIGNS) + other[draw(st.integers(0, len(other))) :]


def source(kind: str) -> SourceFile:
    return SourceFile("news/2026-01-01-a.md", Path("a.md"), "news/2026-01-01-a", None, kind, "content/news/2026-01-01-a.md")


def assert_sound(data: bytes, kind: str) -> None:
    reading = read_page(source(kind), data, OPTIONS)
    lines = data.decode("utf-8", "replace").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in reading.problems:
        assert problem.message
        assert problem.hint
        assert 1 <= problem.at.line <= len(lines)
        assert problem.at.column >= 1
        assert "\n" not in problem.message + problem.hint or "\n" in problem.message
        assert not re.search(r"Error|object at 0x|NoneType|pydantic|Traceback", problem.message)
    if reading.page is None:
        assert reading.problems
        return
    page = "".join(part if isinstance(part, str) else part.before + part.after for part in reading.text)
    page.encode()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for element in html5lib.parseFragment(page, treebuilder="etree", namespaceHTMLElements=False).iter():
            assert element.tag not in {"script", "style", "iframe", "form", "object", "embed", "base", "meta", "link", "svg", "math", "input"}
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
            assert not re.match(r"\s*(javascript|data|vbscript):", element.get("href", "") + element.get("src", ""), re.IGNORECASE)
    assert all(1 <= slot.line <= len(lines) for slot in reading.page.document.slots)


@MANY
@given(JUMBLE, st.sampled_from(sorted(KINDS)))
@example("---\n\u2028\u2028\ntitle: @x\n---\n", "page")
@example("---\ntitle: \x85\n\x85 @\n---\n", "page")
@example("\n\n---\ntitle: A", "page")
def test_any_jumble_of_lines_is_read(text, kind):
    assert_sound(text.encode("utf-8", "replace"), kind)


@FEW
@given(spliced(), st.sampled_from(sorted(KINDS)))
def test_any_two_pages_joined_anywhere_are_read(text, kind):
    assert_sound(text.encode("utf-8", "replace"), kind)


@FEW
@given(st.binary(max_size=300), st.sampled_from([b"", b"---\n", b"\xff\xfe", b"\xef\xbb\xbf"]))
def test_any_bytes_are_read(data, head):
    assert_sound(head + data, "page")


@MANY
@given(st.text(max_size=200))
def test_any_unicode_is_read(text):
    assert_sound(text.encode("utf-8", "surrogatepass"), "service")


@MANY
@given(JUMBLE)
@example("\r\r0\ntitle: A")
def test_any_yaml_is_fields_or_problems_at_real_lines(text):
    read = read_yaml(text, path="a.yaml", first_line=3)
    assert isinstance(read.data, dict)
    assert all(problem.at.line >= 3 and problem.at.column >= 1 and problem.hint for problem in read.problems)


@FEW
@given(JUMBLE)
def test_fields_and_text_together_are_the_whole_page(text):
    split = split_front_matter(text, "a.md")
    assert text.endswith(split.body)
    assert split.body_line == text.count("\n", 0, len(text) - len(split.body)) + 1 or not split.is_known


@MANY
@given(JUMBLE)
def test_masked_text_keeps_every_line_and_column(text):
    hidden = masked(text)
    assert [len(line) for line in hidden.split("\n")] == [len(line) for line in text.split("\n")]


@FEW
@given(st.text(max_size=100))
def test_decoding_what_was_encoded_gives_the_same_text(text):
    data = text.encode("utf-8", "surrogatepass")
    found = decode(data, "a.md")
    if not found.problems:
        assert found.text == text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
