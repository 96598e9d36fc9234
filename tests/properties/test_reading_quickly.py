"""The short ways of reading end where the long ones end."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from itsite.read.text import CONTROL, may_hold_controls
from itsite.read.yaml_lines import fields_of_lines
from itsite.read.yaml_nodes import fields_of_events

MANY = settings(max_examples=3000, deadline=None, derandomize=True)
KEYS = st.sampled_from(["title: ", "a: ", "b_c: ", "x:  ", "d:", "e : ", "# c", "  f: ", "", "- ", "_u: ", "Ü: ", "<<: ", "null: "])
VALUES = st.sampled_from(
    [
        *("a", "two words", '"', '"q r"', "'s'", "''", '""', "[a, b]", "[\"a\", 'b', c d]", "[ a ,b ]", "[a,]", "[]", "[a: b]", "[", "]", "{", "}", "{a: b}"),
        *(": ", ":", " ", ",", " #c", "#", "null", "NULL", "~", "yes", "12:30", "2026-01-02T10:00", "-", "- ", "&a", "*a", "!x", "|", ">", "%", "@", "`"),
        *(
            "\\",
            "?",
            "? ",
            "http://x.y/z",
            "C#",
            "::",
            '"a" b',
            "é",
            "e\u0301",
            "😀",
            "\u00a0",
            "\u00ad",
            "\u2028",
            "\x85",
            "\ufeff",
            "\t",
            "\n",
            "\n  ",
            "_k",
            "---",
        ),
    ]
)
TEXTS = st.lists(st.tuples(KEYS, st.lists(VALUES, max_size=3).map("".join), st.just("\n")).map("".join), min_size=1, max_size=4).map("".join)


@MANY
@given(TEXTS)
@example("title: a: b\n")
@example('tags: ["a", b c, \'d\']\ntitle: "T"\n')
@example("a: x\na: y\n")
def test_fields_read_by_lines_are_those_that_yaml_says(text):
    found = fields_of_lines(text, 3)
    if found:
        said = fields_of_events(text, path="a.md", first_line=3, prefix="FM")
        assert found == (said.data, said.marks, said.keys)
        assert (list(found[0]), list(found[1]), said.problems) == (list(said.data), list(said.marks), ())


def test_fields_of_an_ordinary_page_are_read_by_lines():
    text = 'title: "A page"\nsummary: One: two\ndate: 2026-11-03T10:00\n'
    assert fields_of_lines(text, 1) is None
    assert fields_of_lines(text.replace("One: two", "One, two"), 1) is not None


@MANY
@given(st.text())
@example("\x85")
@example("a\x7f")
@example("\ufdd0")
def test_no_control_character_is_overlooked(text):
    assert may_hold_controls(text.encode()) or not CONTROL.search(text)
