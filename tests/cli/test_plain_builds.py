"""A build with plain options is understood without the library that reads arguments: both understand the same."""

import datetime as dt
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from itsite.cli.formats import Format
from itsite.cli.plain import BuildCommand, plain_build
from itsite.cli.program import exit_code
from itsite.cli.shell import run
from itsite.cli.unchanged import Look, look
from itsite.engine.cache import cache
from itsite.engine.signals import ENDING
from itsite.pipeline import Request, build
from itsite.places import cache_folder, program_salt
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


@pytest.fixture
def signals() -> Iterator[None]:
    """The program takes signals over for good; what this process starts later must not inherit that."""
    before = {number: signal.getsignal(number) for number in ENDING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


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


@pytest.mark.usefixtures("signals")
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


def test_an_empty_source_date_epoch_is_none_at_all(root, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert plain_build(["build", "--site", str(root)]) == BuildCommand(root, root / "build")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert plain_build(["build", "--site", str(root)]) is None


LATER = """
-- content/index.md --
# Home
-- content/later.md --
---
title: Later
publish: 2026-01-02
---
Words.
"""
BEFORE, AFTER = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC), dt.datetime(2026, 1, 3, tzinfo=dt.UTC)


def built_before(root: Path, arguments: list[str]) -> Look:
    """Leaves what the same command has left the day before the page was due."""
    for file in (root, *root.rglob("*")):
        os.utime(file, (BEFORE.timestamp(), BEFORE.timestamp()))
    seen = look(arguments)
    while seen and seen.sources and not seen.sources.is_settled:
        seen = look(arguments)
    assert seen
    with cache(cache_folder(root), program_salt()) as found:
        report = build(Request(root, BEFORE, store=found.store), root / "build")
        assert report.valid_until
        assert BEFORE < report.valid_until < AFTER
        replace(seen, at=BEFORE.timestamp() if seen.at else None).remember(found.store, report, root / "build", Format.TEXT)
    assert not (root / "build" / "later").exists()
    return seen


@pytest.mark.parametrize("epoch", ["", None], ids=["empty", "none"])
def test_a_page_that_has_become_due_is_published_when_no_instant_is_given(tmp_path, itsite, monkeypatch, epoch):
    root = unpacked(LATER, tmp_path / "site")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    built_before(root, ["build", "--site", str(root)])
    for _ in range(2):
        done = itsite("build", "--site", root)
        assert (done.code, done.err) == (0, "")
        assert (root / "build" / "later" / "index.html").exists()
    clean = itsite("build", "--site", root, "--no-cache", "--out", tmp_path / "clean")
    assert clean.code == 0
    assert tree(root / "build") == tree(tmp_path / "clean")


def test_a_build_as_of_an_instant_that_is_given_holds_for_good(tmp_path, itsite, monkeypatch):
    """Else the test above would test nothing."""
    root = unpacked(LATER, tmp_path / "site")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(BEFORE.timestamp())))
    built_before(root, ["build", "--site", str(root)])
    assert itsite("build", "--site", root).code == 0
    assert not (root / "build" / "later").exists()
