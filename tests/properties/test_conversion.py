"""The quicker steps of the conversion give the HTML of the stock ones."""

import ast
import json
import subprocess
import textwrap
from importlib.metadata import distributions
from pathlib import Path

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from itsite.read.everyday.converter import everyday_html
from itsite.read.everyday.unusual import UnusualError
from itsite.read.extensions.admonitions import LocalAdmonitions, LocalDetails
from itsite.read.markdown import LABELS, _converter, raw_html
from itsite.read.slugs import heading_id
from tests.conftest import borrowed

CONTENT = Path(__file__).parent.parent.parent / "content"
STOCK = markdown.Markdown(
    extensions=[
        *("tables", "footnotes", "def_list", "attr_list", "abbr", "toc", "sane_lists", "pymdownx.superfences", "pymdownx.highlight", "pymdownx.tasklist"),
        LocalAdmonitions("en"),
        LocalDetails("en"),
    ],
    extension_configs={
        "pymdownx.highlight": {"guess_lang": False, "css_class": "highlight"},
        "toc": {"slugify": heading_id},
        "footnotes": {"BACKLINK_TITLE": LABELS["en"]["back"]},
    },
    output_format="html",
)
PIECES = st.sampled_from(
    [
        *(
            "# Head\n",
            "## Über & so {#x}\n",
            "Text\n===\n",
            "---\n",
            "- a\n- b\n",
            "1. a\n    - b\n",
            "> quote\n> more\n",
            "    code\n",
            "\n",
            "\n\n",
            "text *em* **b** _u_ `c`\n",
        ),
        *(
            "[a](b.md 'T') ![i](p.png)\n",
            "[r][1]\n\n[1]: <u.md>\n",
            "<http://x.y> <a@b.c> &amp; \\* \\_\n",
            "<div>raw</div>\n",
            "| a | b |\n|:--|--:|\n| 1 | `|` |\n",
        ),
        *(
            '!!! note "T"\n    in it\n\n    more\n',
            "??? tip\n    hidden\n\n    again\n",
            "- [x] done\n- [ ] open\n",
            "```python\nx = 1\n```\n",
            '```python title="t" hl_lines="1"\nx = 1\n```\n',
        ),
        *(
            "~~~\nplain\n~~~\n",
            "Term\n:   def\n\n    two\n",
            "HTML is\n\n*[HTML]: Hyper\n",
            "note[^1]\n\n[^1]: foot\n    more\n",
            "[TOC]\n",
            "line  \nbreak\n",
            "p {.cls}\n",
            "    - deep\n",
            "* * *\n",
        ),
        *(
            "## A\n## A\n",
            "### `code` in *head*\n",
            "a | b\n",
            "x\n: y\n",
            "\ttab\n",
            "> - a\n>\n>     b\n",
            "1. a\n\n    ```\n    c\n    ```\n",
            "!!! warning\n    > q\n",
            "\\[x\\] {: #id .c }\n",
        ),
    ]
)


# Texts that are everyday for the most part: each line of them, and what may stand in it.
EVERYDAY = st.lists(
    st.sampled_from(
        [
            *("word", "two words", "*em*", "**bold**", "`code`", "`<a> | b`", "[t](u)", '[*t*](u_v "T")', "![a*b](p.png)", "a_b", "(*x*)", "a & b", ">"),
            *("[x]", "[ ]", "{ }", "{#i}", '"q"', "[^1]", "[^n]", "é", "\u00a0", "  \n", "  \n ", "\n", "\n    ", "1.", "-", "- ", "#", "*", "_", "|", "\t"),
        ]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
BEGIN = st.sampled_from(
    [
        *(
            "",
            "",
            "",
            "- ",
            "- ",
            "* ",
            "1. ",
            "7. ",
            "> ",
            "> - ",
            "# ",
            "### ",
            "    ",
            "    - ",
            "    1. ",
            "        ",
            "| ",
            ": ",
            ":   ",
            "[^1]: ",
            "[^n]: ",
        ),
        *(
            "- [ ] ",
            "- [x] ",
            "!!! note\n    ",
            '!!! tip "T"\n    ',
            "!!! warning\n\n    ",
            "??? note\n    ",
            '???+ tip "T"\n    ',
            "```\n",
            "```py\n",
            "~~~\n",
        ),
        *("a | b\n--|:-:\n", "| a | b |\n|---|---|\n| ", "---\n", "***\n", "Term\n: ", "\n", "Text\n===\n"),
    ]
)
LINES = st.tuples(BEGIN, EVERYDAY, st.sampled_from(["", "", " {#i}", " ", " |", "\n```", "\n\n"])).map("".join)


# Whole blocks, each everyday: what these do to one another random lines hardly ever show.
PARTS = st.lists(
    st.sampled_from(["word", "*em*", "**b [t](u)**", "`a*b`", '[*t*](u "T")', "![a*b](p.png)", "a_b", "a & b", ">", "[x]", "é", "1.", ": a", "C#", "[^1]"]),
    min_size=1,
    max_size=3,
).map(" ".join)
BLOCKS = st.one_of(
    PARTS,
    st.tuples(st.sampled_from(["# {}", "### {} #", "## {} {{#i}}", "## {}\nmore", "> {0}\n>\n> - {0}", "> > {}"]), PARTS).map(
        lambda made: made[0].format(made[1])
    ),
    st.tuples(
        st.sampled_from(
            [
                *(
                    "- {0}\n- {0}",
                    "* {0}\n    - {0}\n    - {0}\n* {0}",
                    "3. {0}\n1. {0}\n    continued",
                    "1. {0}\n    - {0}",
                    "- [ ] {0}\n- [x] {0}",
                    "+ {0}\nlazy",
                ),
                *("!!! note\n    {0}\n\n    - {0}\n\n    {0}", '!!! tip "T *x*"\n    {0}\nafter', "??? note\n    {0}", '???+ tip "*T*"\n    > {0}'),
                *("Term\n: {0}", "A\n*B*\n:   {0}\n: {0}", "| a | {0} |\n|---|:-:|\n| {0} | b |\n| c |", "a | b\n-|-\n`x|y` | {0}"),
                *("[^1]: {0}", "[^1]: {0}\n[^n]: {0}", "[^n]: {0}", "```py\nx = 1 # {0}\n```", "~~~\n<b>\n\n{0}\n~~~", "---", "* * *", "a  \n{0}"),
            ]
        ),
        PARTS,
    ).map(lambda made: made[0].replace("{0}", made[1])),
)


def assert_identical(text: str) -> None:
    stock = STOCK.reset().convert(text)
    assert raw_html(text, "en") == stock
    assert _converter("en").reset().convert(text) == stock


def is_everyday(text: str) -> bool:
    try:
        everyday_html(text, _converter("en"), LABELS["en"]["back"])
    except UnusualError:
        return False
    return True


@pytest.mark.parametrize("file", sorted(CONTENT.rglob("*.md")), ids=lambda file: file.relative_to(CONTENT).as_posix())
def test_every_text_of_the_example_is_converted_as_by_the_stock_steps(file):
    assert_identical(file.read_text(encoding="utf-8").split("\n---\n", 1)[1])


def test_nearly_every_text_of_the_example_is_everyday():
    texts = [file.read_text(encoding="utf-8").split("\n---\n", 1)[1] for file in CONTENT.rglob("*.md")]
    assert sum(map(is_everyday, texts)) >= 0.9 * len(texts)


def test_the_descriptions_of_installed_packages_are_converted_as_by_the_stock_steps():
    texts = {str(found.metadata.get_payload() or found.metadata.get("Description") or "") for found in distributions()}
    assert texts
    for text in texts:
        assert_identical(text)


def test_the_examples_of_commonmark_are_converted_as_by_the_stock_steps():
    folder = borrowed("COMMONMARK_SPEC", "node_modules/commonmark-spec")
    script = "console.log(JSON.stringify(require(process.argv[1]).tests.map(test => test.markdown)))"
    found = subprocess.run(["node", "-e", script, str(folder)], capture_output=True, text=True, check=True, timeout=60)
    examples = json.loads(found.stdout)
    assert len(examples) == 652
    for text in examples:
        assert_identical(text)


def strings_in(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (node.value, textwrap.dedent(node.value).strip("\n"))


def test_the_tests_of_python_markdown_are_converted_as_by_the_stock_steps():
    folder = borrowed("MARKDOWN_TESTS", "markdown-source/tests")
    texts = {file.read_text(encoding="utf-8") for file in folder.rglob("*.txt")}
    texts.update(text for file in folder.rglob("*.py") for text in strings_in(file))
    assert len(texts) > 1000
    for text in texts:
        assert_identical(text)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(PIECES, min_size=1, max_size=12).map("".join))
@example("!!! note\n    a\n\nb\n\n    c\n")
@example("??? x\n    - a\n\n        b\n")
def test_any_mix_of_constructs_is_converted_as_by_the_stock_steps(text):
    assert_identical(text)


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(st.lists(LINES, min_size=1, max_size=6), st.sampled_from(["\n", "\n\n", "\n\n\n"]))
@example(["- \n 1. 1."], "\n")
@example(["- a", "- b\n- c", "    - d\n- e"], "\n\n")
@example(["[^1]: [x] a"], "\n")
@example(["a  \n\u00a0 b"], "\n")
@example(["1. \u00a0 a"], "\n")
@example(["\u00a0 a\n| b"], "\n")
@example(["- a\n+ "], "\n")
@example(["[**TOC**]", "# A"], "\n\n")
def test_any_lines_of_everyday_texts_are_converted_as_by_the_stock_steps(lines, between):
    assert_identical(between.join(lines))


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(st.lists(BLOCKS, min_size=1, max_size=6), st.sampled_from(["\n\n", "\n\n\n"]))
@example(["Term\n: a", "[^1]: b", "c"], "\n\n")
def test_any_row_of_everyday_blocks_is_converted_as_by_the_stock_steps(blocks, between):
    assert_identical(between.join(blocks))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(EVERYDAY, min_size=1, max_size=3).map(" ".join))
def test_any_everyday_line_is_converted_as_by_the_stock_steps(text):
    assert_identical(text)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet="ab \n#*_`[]()!<>&\\|:-=~?\"'{}^+1.\t", max_size=60))
def test_any_text_is_converted_as_by_the_stock_steps(text):
    assert_identical(text)
