"""A build with plain options is understood without the library that reads arguments: both understand the same."""

from pathlib import Path

import pytest

from itsite.cli.formats import Format
from itsite.cli.plain import BuildCommand, plain_build
from itsite.cli.program import exit_code
from itsite.cli.shell import run
from tests.conftest import tree, unpacked

SITE = """
-- content/index.md --
# Home
-- content/secret.md --
---
title: Secret
classification: confidential
---
-- content/draft.md --
---
title: Draft
draft: true
---
-- content/unread.md --
---
title: Unread
review_by: 2020-01-01
---
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return unpacked(SITE, tmp_path / "site")


PLAIN = {
    "nothing": [],
    "out": ["--out", "OUT"],
    "out with a sign": ["--out=OUT"],
    "drafts": ["--drafts"],
    "level": ["--classification", "confidential"],
    "public": ["--classification=public"],
    "jobs": ["--jobs", "2"],
    "json": ["--format", "json"],
    "github": ["--format=github"],
    "strict": ["--strict"],
    "no cache": ["--no-cache"],
    "verify": ["--verify", "--drafts", "--jobs=1"],
}


@pytest.mark.parametrize("options", PLAIN.values(), ids=PLAIN)
def test_both_ways_build_the_same(root, options, monkeypatch, capsys):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    results = []
    for way, start in (("plain", run), ("library", lambda arguments: exit_code(arguments, None))):
        out = root.parent / way
        given = [option.replace("OUT", str(out)) for option in options]
        given += [] if any("--out" in option for option in options) else ["--out", str(out)]
        arguments = ["build", "--site", str(root), *given]
        assert plain_build(arguments) is not None
        code = start(arguments)
        said = capsys.readouterr()
        results.append(
            (
                code,
                tree(out) if out.exists() else {},
                said.err.replace(str(out), "OUT"),
                "".join(c for c in said.out.replace(str(out), "OUT") if not c.isdigit()),
            )
        )
    assert results[0] == results[1]


NOT_PLAIN = {
    "another command": ["check"],
    "help": ["build", "--help"],
    "an instant": ["build", "--at", "2026-01-01"],
    "an address": ["build", "--base-url", "https://it.example.org/"],
    "unknown": ["build", "--ot", "x"],
    "short": ["build", "-o", "x"],
    "twice": ["build", "--jobs", "1", "--jobs", "2"],
    "no value": ["build", "--out"],
    "an option for a value": ["build", "--out", "--drafts"],
    "an empty value": ["build", "--out="],
    "a blank": ["build", "--out", " "],
    "a flag with a value": ["build", "--drafts=yes"],
    "no number": ["build", "--jobs", "two"],
    "no process": ["build", "--jobs", "0"],
    "other digits": ["build", "--jobs", "\u0662"],
    "no such form": ["build", "--format", "xml"],
    "no such level": ["build", "--classification", "secret"],
    "no such site": ["build", "--site", "nowhere"],
    "more": ["build", "more"],
}


@pytest.mark.parametrize("arguments", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_what_is_not_plain_is_left_to_the_library(root, arguments, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(root)
    assert plain_build(arguments) is None


def test_plain_options_become_what_they_say(root, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    found = plain_build(["build", "--site", str(root), "--out=x", "--jobs", "3", "--drafts", "--format", "sarif"])
    assert found == BuildCommand(root, Path("x"), drafts=True, jobs=3, form=Format.SARIF)
