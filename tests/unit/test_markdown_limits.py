"""Texts that are made to take for ever or to nest without end: each ends in time, as a page or as a problem with the page's name."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from itsite.engine.keeping import keep
from itsite.engine.runner import Direct
from itsite.engine.stamps import looked_at_ns, stamp_of
from itsite.engine.store import MemoryStore
from itsite.kinds import all_kinds
from itsite.model.source import SourceFile
from itsite.read.page import ReadOptions, read_page
from itsite.read.step import ReadStep, kept_reading

# The alarm may ring in a callback of the garbage collector, which says so and goes on; it rings again.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
LIMIT_S = 1.0
OPTIONS = ReadOptions(all_kinds(), seconds_a_page=LIMIT_S)
SOURCE = SourceFile("a.md", Path("a.md"), "a", None, "page", "content/a.md")

HOSTILE = {
    "[": "[" * 20_000,
    "<a": "<a " * 20_000,
    "![a](": "![a](" * 10_000,
    "blanks": " " * 80_000 + "x",
    "backticks and blanks": "```" + " " * 20_000 + "x",
    "backticks": "`" * 30_001 + "x",
    "many lengths of backticks": " ".join("`" * n for n in range(400)),
    "<http://": "<http://" * 20_000,
    "lists in lists": "".join("    " * n + "- x\n" for n in range(600)),
    "a list in one line": "1. " * 2_000 + "x",
    "emphasis": "**a *b " * 4_000,
    "divs": "<div markdown='1'>\n" * 2_000,
    "quotations": ">" * 5_000 + " x",
    "stars": "*" * 20_000,
    "underscores": "_" * 20_000 + "a",
    "footnotes": "[^1]" * 10_000 + "\n\n[^1]: [^1]",
    "abbreviations": "*[a]: b\n" * 3_000 + "a " * 3_000,
    "attributes": "# a {" + "#a " * 20_000,
    "table rows": "|" * 20_000 + "\n" + "|-" * 20_000,
    "entities": "&" * 50_000,
    "comments": "<!--" * 20_000,
    "declarations": "<![CDATA[" * 10_000,
    "processing": "<?" * 30_000,
    "admonitions": "".join("    " * n + '!!! note "x"\n' for n in range(400)),
    "definitions": "a\n" + ":   b\n" * 5_000,
    "references": "[a]: b\n" * 5_000 + "[a]" * 5_000,
    "open tags": "<b>" * 20_000,
    "many colons": "a:" * 50_000,
    "fences": "~~~\n" * 9_999,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_ends_in_time_as_a_page_or_a_problem_with_its_name(text):
    reading = read_page(SOURCE, f"---\ntitle: A\n---\n{text}\n".encode(), OPTIONS)
    assert {problem.code for problem in reading.problems} <= {"MD001", "MD002"}
    assert all(problem.at.path == "content/a.md" and problem.at.line == 4 for problem in reading.problems)


def test_a_text_that_nests_too_deep_does_not_hide_the_problems_of_other_pages(site):
    built = site(f"-- content/a.md --\n# A\n{'1. ' * 3_000}x\n-- content/b.md --\n# B\n[x](nope.md)\n-- content/c.md --\n# C\n[a](a.md#any)\n")
    assert [problem.split(" ")[:2] for problem in built.problems] == [["content/a.md:1:1", "MD002"], ["content/b.md:2:5", "LK001"]]


@pytest.mark.soak
def test_a_text_that_takes_too_long_does_not_hide_the_problems_of_other_pages(site):
    started = time.monotonic()
    built = site(f"-- content/a.md --\n# A\n<b>{'[' * 60_000}\n-- content/b.md --\n# B\n[x](nope.md)\n")
    assert time.monotonic() - started < 45
    assert [problem.split(" ")[:2] for problem in built.problems] == [["content/a.md:1:1", "MD001"], ["content/b.md:2:5", "LK001"]]


@pytest.mark.parametrize("hostile", ["lists in lists", "a list in one line", "[", "emphasis", "many lengths of backticks"])
def test_a_page_that_was_given_up_leaves_no_trace_in_the_next_one(hostile):
    data = b"---\ntitle: A\n---\nText *a* [b](c.md)[^1].\n\n## H\n\nMore.\n\n[^1]: Foot.\n"
    before = read_page(SOURCE, data, OPTIONS)
    read_page(SOURCE, f"---\ntitle: A\n---\n{HOSTILE[hostile]}\n".encode(), OPTIONS)
    assert read_page(SOURCE, data, OPTIONS) == before


def test_a_page_that_was_given_up_is_tried_again_though_its_file_is_the_same(tmp_path):
    """How long a text takes depends on the machine: it may have been busy."""
    sources = []
    for name, text in (("hostile", 4 * HOSTILE["<a"]), ("sound", "Words.")):
        file = tmp_path / f"{name}.md"
        file.write_text(f"---\ntitle: A\n---\n{text}\n", encoding="utf-8")
        sources.append(replace(SOURCE, path=file.name, location=file, key=name, stamp=stamp_of(file.stat())))
    store, step = MemoryStore(), ReadStep(ReadOptions(all_kinds(), seconds_a_page=LIMIT_S / 2))
    for fresh in ({source.path for source in sources}, {"hostile.md"}):
        keeping = keep(store, Direct(), step, sources, looked_at_ns=looked_at_ns(), meanwhile=lambda: None)
        assert keeping.fresh == fresh
        codes = {source.key: [problem.code for problem in kept_reading(keeping, source.path).problems] for source in sources}
        assert codes == {"hostile": ["MD001"], "sound": []}
