"""A build that makes only what has changed gives the bytes of one that makes everything, whatever was changed, in one process and in four."""

import datetime as dt
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itsite.engine.cache import with_cache
from itsite.engine.runner import Direct
from itsite.engine.workers import Workers
from itsite.pipeline import Request, build
from itsite.verification import differences
from tests.conftest import NOW, tree, unpacked

SITE = """
-- site.yaml --
name: IT Test
url: https://it.test.example/
languages: [en, de]
theme: own
-- themes/own/theme.yaml --
name: Own
extends: base
styles: [own.css]
-- themes/own/assets/own.css --
body { color: black }
-- content/index.md --
# Home

Welcome to [our VPN](services/vpn.md).
-- content/services/vpn.md --
---
title: VPN
summary: From home.
category: Network
tags: [network]
---
Text with a ![plan](plan.png "Plan").

## More
-- content/services/vpn.de.md --
---
title: VPN von zu Hause
---
Text.
-- content/services/plan.png --
png
-- content/news/2026-01-05-first.md --
---
title: First
tags: [network, phones]
services: [vpn]
---
The first paragraph. See [VPN](../services/vpn.md#more).

## More

Text.
-- content/news/2026-03-01-second.md --
---
title: Second
---
Words.

/// cards
- [](../services/vpn.md)
- [First](2026-01-05-first.md)
///

/// contact
    page: ../help/a.md
    role: Helps
///

/// video | ../services/plan.png
    title: A plan
    captions: [{file: ../services/plan.png}]

What is *said*.
///
-- content/newsletters/2026-03.md --
---
title: March
collect:
  since: 2026-01-01
---
Hello.
-- content/help/a.md --
# Page A
-- content/help/b.md --
# Page B

See [A](a.md).

/// cards
    kind: news
    limit: 1
///

/// cards
    tags: [new, network]
    order: title
///
"""
PAGES = ("index.md", "services/vpn.md", "services/vpn.de.md", "news/2026-01-05-first.md", "news/2026-03-01-second.md", "help/a.md", "help/b.md")
WORDS = st.text("abc ä<&*_`\n#", min_size=1, max_size=12)
EDITS = st.one_of(
    st.tuples(st.just("words"), st.sampled_from(PAGES), WORDS),
    st.tuples(st.just("words"), st.sampled_from(PAGES), WORDS),
    st.tuples(st.just("above"), st.sampled_from(PAGES), WORDS),
    st.tuples(
        st.just("field"),
        st.sampled_from(PAGES),
        st.sampled_from(
            [
                "title: Other",
                "tags: [new, phones]",
                "draft: true",
                "publish: 2026-11-22T10:00",
                "expires: 2026-11-22T10:00",
                "summary: Short.",
                "aliases: [/old/]",
                "order: 3",
                "review_by: 2026-11-22",
                "classification: confidential",
                "extra: {a: 1}",
                "extra: {a: true}",
                "extra: {mail: a@example.org, phone: 4357}",
                "image: ../services/plan.png",
                "titel: wrong",
            ]
        ),
    ),
    st.tuples(st.just("add"), st.sampled_from(["help/c.md", "news/2026-04-01-third.md", "deep/er/page.de.md"]), WORDS),
    st.tuples(st.just("delete"), st.sampled_from(PAGES), st.just("")),
    st.tuples(st.just("rename"), st.sampled_from(PAGES), st.sampled_from(["help/moved.md", "news/2026-05-01-moved.md"])),
    st.tuples(st.just("file"), st.just("content/services/plan.png"), WORDS),
    st.tuples(st.just("file"), st.just("themes/own/assets/own.css"), st.sampled_from(["body { color: red }", ".a { margin: 0 }"])),
    st.tuples(
        st.just("file"),
        st.just("themes/own/templates/page.html"),
        st.sampled_from(
            [
                '{% extends "base:page.html" %}',
                '{% extends "layout.html" %}{% block main %}<h1>{{ page.title }}</h1>{{ page.body }}{% endblock %}',
                "{{ nothing }}",
            ]
        ),
    ),
    st.tuples(st.just("file"), st.just("themes/own/strings/en.yaml"), st.sampled_from(["read_more: Go on\n", "block_transcript: What is said\n"])),
    st.tuples(st.just("file"), st.just("themes/own/tokens.yaml"), st.sampled_from(['color:\n  accent: {$type: color, $value: "#123456"}\n', ""])),
    st.tuples(
        st.just("config"), st.just(""), st.sampled_from(["claim: We help", "html: {per_page: 1}", "feeds: {limit: 1}", "time_zone: Europe/Berlin", "nam: x"])
    ),
    st.tuples(st.just("output"), st.sampled_from(["index.html", "feed.xml", "help/a/index.html", "strange.txt"]), WORDS),
    st.tuples(st.just("time"), st.just(""), st.sampled_from(["1", "24", "-12"])),
    st.tuples(st.just("touch"), st.sampled_from(PAGES), st.just("")),
)


def edited(root: Path, edit: tuple[str, str, str]) -> None:
    """One edit, as a writer or somebody else might do it; nothing where there is nothing to edit."""
    what, where, how = edit
    page = root / "content" / where
    if what in {"words", "above", "field", "delete", "rename", "touch"} and not page.exists():
        return
    if what == "words":
        page.write_text(page.read_text(encoding="utf-8") + f"\n\n{how}\n", encoding="utf-8")
    elif what == "above":
        text = page.read_text(encoding="utf-8")
        head, fence, rest = text.rpartition("---\n")
        page.write_text(f"{head}{fence}{how}\n\n{rest}", encoding="utf-8")
    elif what == "field":
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("---\n", f"---\n{how}\n", 1) if text.startswith("---\n") else f"---\n{how}\n---\n{text}", encoding="utf-8")
    elif what == "delete":
        page.unlink()
    elif what == "rename":
        (root / "content" / how).parent.mkdir(parents=True, exist_ok=True)
        page.rename(root / "content" / how)
    elif what == "touch":
        page.touch()
    elif what in {"add", "file"}:
        target = page if what == "add" else root / where
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"# New\n\n{how}\n" if what == "add" else how, encoding="utf-8")
    elif what == "config":
        (root / "site.yaml").write_text((root / "site.yaml").read_text(encoding="utf-8") + how + "\n", encoding="utf-8")
    elif what == "output" and (root / "build").is_dir():
        (root / "build" / where).unlink(missing_ok=True)
        (root / "build" / where).parent.mkdir(parents=True, exist_ok=True)
        (root / "build" / where).write_text(how, encoding="utf-8")


def assert_incremental_is_clean(script: list[tuple[str, str, str]], folder: Path, runner) -> None:
    root = unpacked(SITE, folder / "site")
    at = NOW
    for edit in [("nothing", "", ""), *script]:
        edited(root, edit)
        at += dt.timedelta(hours=int(edit[2])) if edit[0] == "time" else dt.timedelta(seconds=1)
        request = Request(root, at, runner=runner)
        report, note = with_cache(root / ".itsite", b"salt", lambda store, request=request: build(replace(request, store=store), root / "build"))
        assert note == ""
        shutil.rmtree(folder / "clean", ignore_errors=True)
        clean = build(Request(root, at), folder / "clean")
        assert report.problems == tuple(p for p in clean.problems if p.code != "FD001") or {p.code for p in report.problems} & {"FD001"}
        assert edit[0] != "nothing" or not clean.failed, clean.problems
        if not clean.failed:
            assert tree(root / "build") == tree(folder / "clean"), edit
            assert (report.pages, report.outputs, report.next_change) == (clean.pages, clean.outputs, clean.next_change)
            assert list(differences(Request(root, at), root / "build")) == []


FEW = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("runner", [Direct(), Workers(4, fewest=1)], ids=["one process", "four processes"])
def test_an_incremental_build_is_a_clean_build(runner):
    @FEW
    @given(st.lists(EDITS, min_size=1, max_size=5))
    def holds(script):
        with tempfile.TemporaryDirectory() as folder:
            assert_incremental_is_clean(script, Path(folder), runner)

    holds()


@pytest.mark.soak
@pytest.mark.parametrize("runner", [Direct(), Workers(4, fewest=1)], ids=["one process", "four processes"])
def test_an_incremental_build_is_a_clean_build_after_long_scripts(runner):
    @settings(FEW, max_examples=400)
    @given(st.lists(EDITS, min_size=1, max_size=12))
    def holds(script):
        with tempfile.TemporaryDirectory() as folder:
            assert_incremental_is_clean(script, Path(folder), runner)

    holds()
