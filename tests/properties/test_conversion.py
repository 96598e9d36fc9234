"""The quicker steps of the conversion give the HTML of the stock ones."""

from pathlib import Path

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from itsite.read.extensions.admonitions import LocalAdmonitions, LocalDetails
from itsite.read.markdown import LABELS, _converter
from itsite.read.slugs import heading_id

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


def both(text: str) -> tuple[str, str]:
    return _converter("en").reset().convert(text), STOCK.reset().convert(text)


@pytest.mark.parametrize("file", sorted(CONTENT.rglob("*.md")), ids=lambda file: file.relative_to(CONTENT).as_posix())
def test_every_text_of_the_example_is_converted_as_by_the_stock_steps(file):
    ours, stock = both(file.read_text(encoding="utf-8").split("\n---\n", 1)[1])
    assert ours == stock


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(PIECES, min_size=1, max_size=12).map("".join))
@example("!!! note\n    a\n\nb\n\n    c\n")
@example("??? x\n    - a\n\n        b\n")
def test_any_mix_of_constructs_is_converted_as_by_the_stock_steps(text):
    ours, stock = both(text)
    assert ours == stock


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet="ab \n#*_`[]()!<>&\\|:-=~?\"'{}^+1.\t", max_size=60))
def test_any_text_is_converted_as_by_the_stock_steps(text):
    ours, stock = both(text)
    assert ours == stock
