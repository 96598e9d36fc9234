"""A tripwire: how many examples of CommonMark the pinned Python-Markdown gets right, by number; the specification itself is not here.

The examples are those of the npm package commonmark-spec 0.31.2, which make test brings.
"""

import json
import re
import subprocess
import warnings
from pathlib import Path
from typing import Any

import html5lib
import markdown
import pytest

from tests.conftest import borrowed

GOLDEN = Path(__file__).parent.parent / "golden" / "commonmark.json"
BLOCKS = frozenset("p ul ol li blockquote h1 h2 h3 h4 h5 h6 hr pre div table tr td DOCUMENT_FRAGMENT".split())  # noqa: SIM905
TEXT_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6".split())  # noqa: SIM905


def normal(text: str) -> list[tuple[str, ...]]:
    """HTML as a list of tags and texts, without blanks that browsers do not show."""
    found: list[tuple[str, ...]] = []

    def said(words: str | None, *, kept: bool, stripped: bool) -> None:
        value = (words or "") if kept else re.sub(r"\s+", " ", words or "")
        value = value.strip() if stripped else value
        if not value.strip():
            return
        if found and found[-1][0] == "text":
            found[-1] = ("text", found[-1][1] + value)
        else:
            found.append(("text", value.strip()))

    def walk(element: Any, *, kept: bool) -> None:
        tag = element.tag if isinstance(element.tag, str) else "!"
        inside = kept or tag in {"pre", "code"}
        found.append(("open", tag, *(f"{k}={v}" for k, v in sorted(element.attrib.items()))))
        said(element.text, kept=inside, stripped=tag in BLOCKS and tag != "pre")
        for child in element:
            walk(child, kept=inside)
            said(child.tail, kept=inside, stripped=tag in BLOCKS - TEXT_BLOCKS)
        found.append(("close", tag))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        walk(html5lib.parseFragment(text, treebuilder="etree", namespaceHTMLElements=False), kept=False)
    return found


def examples() -> list[dict[str, Any]]:
    folder = borrowed("COMMONMARK_SPEC", "node_modules/commonmark-spec")
    script = f"console.log(JSON.stringify(require({json.dumps(str(folder.resolve()))}).tests))"
    listed: list[dict[str, Any]] = json.loads(subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True).stdout)
    return listed


def passes(case: dict[str, Any]) -> bool:
    made = markdown.Markdown(extensions=["extra", "sane_lists"]).convert(case["markdown"].replace("→", "\t"))
    return normal(made) == normal(case["html"].replace("→", "\t"))


@pytest.mark.soak
def test_as_many_examples_of_commonmark_are_right_as_ever():
    cases = examples()
    right = [case["number"] for case in cases if passes(case)]
    frozen = json.loads(GOLDEN.read_text())
    assert len(cases) == frozen["examples"]
    assert sorted(set(frozen["right"]) - set(right)) == []
    assert len(right) >= 433


def test_the_frozen_list_is_not_below_its_floor():
    assert len(json.loads(GOLDEN.read_text())["right"]) >= 433
