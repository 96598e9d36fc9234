"""A small site of many parts, and edits of it as writers and designers make them: good ones, bad ones, and ones that make good again."""

import re
from collections.abc import Collection
from pathlib import Path

from hypothesis import strategies as st

from tests.conftest import FILE

# What is done, to which file, and how.
Edit = tuple[str, str, str]

SITE = """
-- site.yaml --
name: IT Test
url: https://it.test.example/
languages: [en, de]
fallback: true
theme: own
-- themes/own/theme.yaml --
name: Own
extends: base
styles: [own.css]
-- themes/own/assets/own.css --
body { color: black }
-- themes/own/templates/page.html --
{% extends "base:page.html" %}
{% block content %}{% include "parts/own.html" %}{% include "x-" ~ page.kind ~ ".html" %}{{ super() }}{% endblock %}
-- themes/own/templates/kinds/news.html --
{% extends "base:kinds/news.html" %}
{% block content %}{{ super() }}{% include "x-" ~ page.kind ~ ".html" ignore missing %}{% endblock %}
-- themes/own/templates/parts/own.html --
<p>Ours.</p>
-- themes/own/templates/x-page.html --
<p>A page.</p>
-- themes/own/templates/x-news.html --
<p>News.</p>
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
"""
TEMPLATES = "themes/own/templates/"
PARTS = ("parts/own.html", "parts/brand.html", "x-page.html", "x-news.html", "x-service.html")
PAGES = ("index.md", "services/vpn.md", "services/vpn.de.md", "news/2026-01-05-first.md", "news/2026-03-01-second.md", "help/a.md", "help/b.md")
FIELDS = {
    "title": ["Other", "Another", "[1]"],
    "tags": ["[new, phones]", "[Network]", "{a: 1}"],
    "draft": ["true", "false", "perhaps"],
    "publish": ["2026-11-22T10:00", "2026-11-21T12:00:02Z", "soon"],
    "expires": ["2026-11-22T10:00", "2026-11-21T12:00:03Z"],
    "date": ["2026-02-01", "2026-11-21T14:00:00Z"],
    "summary": ["Short.", "Longer."],
    "slug": ["a", "elsewhere"],
    "aliases": ["[/old/]", "[/older/, /old/]", "old"],
    "order": ["3", "-1"],
    "review_by": ["2026-11-22", "2026-01-01"],
    "classification": ["confidential", "public"],
    "extra": ["{a: 1}", "{a: true}"],
    "listings": ["{more: {tags: [phones]}}", "{more: {folder: help, order: title}}"],
    "titel": ["wrong"],
}
CONFIG = {
    "claim": ["We help"],
    "html": ["{per_page: 1}"],
    "feeds": ["{limit: 1}"],
    "time_zone": ["Europe/Berlin", "Nowhere"],
    "typography": ["true"],
    "brand": ["{colours: [orange]}"],
    "languages": ["[de, en]", "[en]"],
    "nam": ["x"],
}
FILES = {
    "content/services/plan.png": ["a", "png", "other"],
    "themes/own/assets/own.css": ["body { color: red }", ".a { margin: 0 }"],
    "themes/own/strings/en.yaml": ["read_more: Go on\n", "subscribe: Follow\n", "["],
    "themes/own/tokens.yaml": ['color:\n  accent: {$type: color, $value: "#123456"}\n', "$extensions: {itsite: {colours: [teal]}}\n", ""],
    "themes/own/contrast.yaml": ["pairs: [{on: [color.paper], text: [color.accent]}]\n", ""],
    TEMPLATES + "page.html": [
        '{% extends "base:page.html" %}',
        '{% extends "layout.html" %}{% block main %}<h1>{{ page.title }}</h1>{{ page.body }}{% endblock %}',
        '{% extends "base:page.html" %}{% block content %}{{ super() }}{% include ["x-" ~ page.title ~ ".html", "x-news.html"] %}{% endblock %}',
        "{{ nothing }}",
    ],
}
PART = [
    "<p>One.</p>",
    "<p>Two.</p>",
    "{{ t.read_more }} {{ site.name }}",
    '{% include "parts/empty.html" %}',
    '{% include "x-" ~ "service.html" %}',
    "{{ nothing }}",
    "{%",
]
WORDS = st.text("abc ä<&*_`\n#", min_size=1, max_size=12)
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def _one_of(what: str, where: dict[str, list[str]]) -> st.SearchStrategy[Edit]:
    return st.sampled_from([(what, name, value) for name, values in where.items() for value in values])


def _in_pages(what: str, how: st.SearchStrategy[str]) -> st.SearchStrategy[Edit]:
    return st.tuples(st.just(what), st.sampled_from([f"content/{path}" for path in PAGES]), how)


FIELD = _in_pages("field", st.sampled_from([f"{name}: {value}" for name, values in FIELDS.items() for value in values] + [f"{name}:-" for name in FIELDS]))
EDITS: st.SearchStrategy[Edit] = st.one_of(
    _in_pages("words", WORDS),
    _in_pages("words", WORDS),
    _in_pages("above", WORDS),
    FIELD,
    FIELD,
    FIELD,
    st.tuples(st.just("add"), st.sampled_from(["content/help/c.md", "content/news/2026-04-01-third.md", "content/deep/er/page.de.md"]), WORDS),
    _in_pages("delete", st.just("")),
    _in_pages("rename", st.sampled_from(["content/help/moved.md", "content/news/2026-05-01-moved.md"])),
    _one_of("file", FILES),
    _one_of("file", {TEMPLATES + part: PART for part in PARTS}),
    st.tuples(st.just("delete"), st.sampled_from([TEMPLATES + part for part in PARTS]), st.just("")),
    st.tuples(st.just("field"), st.just("site.yaml"), st.sampled_from([f"{name}: {value}" for name, values in CONFIG.items() for value in values])),
    st.tuples(st.just("output"), st.sampled_from(["index.html", "feed.xml", "help/a/index.html", "strange.txt"]), WORDS),
    st.tuples(st.just("time"), st.just(""), st.sampled_from(["1", "24", "-12"])),
    _in_pages("touch", st.just("")),
    _in_pages("marks", st.sampled_from(["1", "2", "0"])),
    st.tuples(st.just("marks"), st.sampled_from(["site.yaml", TEMPLATES + "x-page.html", "themes/own/strings/en.yaml"]), st.sampled_from(["1", "2", "0"])),
    # As often as something is broken.
    *[st.just(("mend", "", ""))] * 5,
)


def files_of(archive: str) -> dict[str, str]:
    """The files of an archive by path."""
    parts = FILE.split(archive.lstrip("\n"))[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _taken_apart(text: str) -> tuple[str, str | None, str]:
    """Byte order marks, fields and words of a page; the fields are None where there are none."""
    marks = text[: len(text) - len(text.lstrip(MARK))]
    found = re.match(r"---\n(.*?)^---\n", text[len(marks) :], re.DOTALL | re.MULTILINE)
    return (marks, found[1], text[len(marks) + found.end() :]) if found else (marks, None, text[len(marks) :])


def _with_field(fields: str, field: str) -> str:
    """YAML with one field replaced, or without it where its value is `-` right behind the colon."""
    name = field.partition(":")[0]
    rest = re.sub(rf"^{name}:.*\n(?: .*\n)*", "", fields, flags=re.MULTILINE)
    return rest if field.endswith(":-") else f"{rest}{field}\n"


def _changed(text: str, edit: Edit) -> str:
    """A text file after an edit."""
    what, where, how = edit
    marks, fields, words = _taken_apart(text)
    if what == "marks":
        return MARK * int(how) + text.lstrip(MARK)
    if what == "field" and where == "site.yaml":
        return marks + _with_field(words, how)
    if what == "field":
        fields = _with_field(fields or "", how)
    if what == "above":
        words = f"{how}\n\n{words}"
    if what == "words":
        words = f"{words}\n\n{how}\n"
    return f"{marks}---\n{fields}---\n{words}" if fields is not None else marks + words


def _mended(root: Path, archive: str, wrong: Collection[str]) -> None:
    """What is missing is put back, and each file that the program complained of is as it was at first."""
    known = files_of(archive)
    for path in {*known, *wrong}:
        if path in wrong or not (root / path).exists():
            _write(root / path, known.get(path, "# Mended\n" if path.endswith(".md") else ""))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def edited(root: Path, edit: Edit, archive: str = SITE, wrong: Collection[str] = ()) -> None:
    """One edit, as somebody might do it; nothing where there is nothing to edit. `wrong` are the files that the last build complained of."""
    what, where, how = edit
    file = root / where
    if what in {"words", "above", "field", "marks"} and file.exists():
        file.write_text(_changed(file.read_text(encoding="utf-8"), edit), encoding="utf-8")
    elif what == "delete":
        file.unlink(missing_ok=True)
    elif what == "rename" and file.exists():
        (root / how).parent.mkdir(parents=True, exist_ok=True)
        file.rename(root / how)
    elif what == "touch" and file.exists():
        file.touch()
    elif what in {"add", "file"}:
        _write(file, f"# New\n\n{how}\n" if what == "add" else how)
    elif what == "mend":
        _mended(root, archive, wrong)
    elif what == "output" and (root / "build").is_dir():
        (root / "build" / where).unlink(missing_ok=True)
        _write(root / "build" / where, how)
