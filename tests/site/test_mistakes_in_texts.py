"""Mistakes in texts: encodings, control characters, merge conflicts, links, anchors and pictures."""

import os
import socket

import pytest

from tests.conftest import unpacked

GOOD = "-- content/index.md --\n# Hi\n"
PAGE = "---\ntitle: Pr\u00fcfung\n---\nText\n"

BYTES = {
    "Windows-1252": (PAGE.encode("cp1252"), "2:10 TX001", 'byte 0xFC at offset 13 is not UTF-8; the file looks like Windows-1252 (Latin-1), where it is "\u00fc"'),
    "UTF-16": (PAGE.encode("utf-16"), "1:1 TX001", "looks like UTF-16"),
    "UTF-16, the other way round": (b"\xfe\xff" + PAGE.encode("utf-16-be"), "1:1 TX001", "looks like UTF-16"),
    "UTF-16 without a mark": (PAGE.encode("utf-16-le"), "2:20 TX001", "looks like UTF-16"),
    "UTF-16 without a mark or umlauts": (b"\0#\0 \0T\0i\0t\0l\0e", "1:1 TX001", "looks like UTF-16"),
    "UTF-32": (PAGE.encode("utf-32"), "1:1 TX001", "looks like UTF-16"),
    "half a character": (b"# T\ncaf\xc3", "2:4 TX001", "byte 0xC3 at offset 7"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "1:1 TX001", "no text at all"),
    "NUL in a text": (b"# T\nabc\0\0 d\0\n", "2:4 TX002", "NUL U+0000, invisible and not allowed"),
    "NUL in a field": (b"---\ntitle: a\0b\n---\n", "2:9 TX002", "NUL U+0000"),
    "BEL": (b"# T\n\n\x07\n", "3:1 TX002", "U+0007"),
    "an escape sequence": (b"# T\n\x1b[31m\n", "2:1 TX002", "U+001B"),
    "C1": ("# T\n\x9f\n".encode(), "2:1 TX002", "U+009F"),
    "a noncharacter": ("# T\n\ufffe\n".encode(), "2:1 TX002", "U+FFFE"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "place", "words"), BYTES.values(), ids=BYTES)
def test_wrong_bytes_are_one_problem_at_the_first_of_them(tmp_path, site, data, place, words):
    root = unpacked("-- content/index.md --\n# Hi\n[a](a.md#part)\n-- content/c.md --\n# C\n", tmp_path / "site")
    (root / "content/a.md").write_bytes(data)
    built = site(root=root)
    found = [problem for problem in built.problems if "LK002" not in problem] if place.endswith("TX002") else built.problems
    assert len(found) == 1, built.problems
    assert found[0].startswith(f"content/a.md:{place} ")
    assert words in found[0]


def test_control_characters_behind_escapes_are_taken_out_of_values_with_a_warning(site):
    built = site('-- content/index.md --\n---\ntitle: "a\\0b\\x07"\nextra: {x: ["\\x0b"]}\n---\n&#7; text\n')
    assert not built.report.failed
    assert built.codes == ["FM015", "FM015", "MD003"]
    assert "\0" not in built.text("index.html")


CONFLICT = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# T\n" + CONFLICT.format("one", "two"), 2),
        ("---\ntitle: A\n" + CONFLICT.format("summary: a", "summary: b") + "---\nText\n", 3),
        (CONFLICT.format("---\ntitle: A\n---\nx", "---\ntitle: B\n---\ny"), 1),
        ("# T\n>>>>>>> other\n", 2),
        ("# T\n\n```sh\nls\n```\n\n" + CONFLICT.format("one", "two"), 7),
    ],
)
def test_a_merge_conflict_is_one_problem_at_its_first_line(site, text, line):
    built = site(GOOD + "-- content/a.md --\n" + text)
    assert [problem.split(" ")[:2] for problem in built.problems] == [[f"content/a.md:{line}:1", "TX003"]]


def test_a_merge_conflict_in_site_yaml_is_one_problem(site):
    built = site("-- site.yaml --\n" + CONFLICT.format("name: A", "name: B") + "url: https://a.example/\n" + GOOD)
    assert built.codes == ["TX003"]


@pytest.mark.parametrize("fence", ["```", "~~~", "````text"])
def test_a_merge_conflict_that_is_shown_as_code_is_none(site, fence):
    end = fence.removesuffix("text")
    assert not site(f"{GOOD}\n{fence}\n{CONFLICT.format('a', 'b')}{end}\n").problems


LINKS = """\
-- content/b.md --
# B
## Part
-- content/index.md --
---
title: Home
---
Here `[y](nope.md)` and [y](nope.md), [y](nope.md).

```
[z](nope.md)
```

| a | b |
|---|---|
| [t](table.md) | ![p](pic.png) |

- item
    - [l](list.md)

Foot[^1] and [ref][r] and [collapsed][].

!!! note "T"
    [a](admonition.md)

> [q](quoted.md)

<p>Raw <a href="raw.md">x</a> <img src='rawpic.png' alt="x"></p>

[multi
line](multi.md) [title](titled.md "T") [angle](<an gle.md>) [enc](en%20c.md)

[#](#nowhere) [self](index.md#nix) [o](b.md#nix) [o](b.md#part)

??? question "D"
    [d](details.md)

Term
:   [def](definition.md)

## [h](heading.md)

[out](../../etc/passwd) [abs](/nope/x.md) [back](..\\b.md) [up](%2e%2e/%2e%2e/x)

[^1]: [f](footnote.md)

[r]: reference.md
[collapsed]: short.md "x"
"""

PLACES = [
    "4:29 LK001", "4:43 LK001", "12:7 LK001", "12:24 LK003", "15:11 LK001", "20:9 LK001", "22:7 LK001", "24:17 LK001", "24:41 LK003",
    "27:7 LK001", "27:25 LK001", "27:49 LK001", "27:67 LK001", "29:5 LK002", "29:22 LK002", "29:40 LK002", "32:9 LK001", "35:11 LK001", "37:8 LK001",
    "39:7 LK004", "39:31 LK001", "39:50 LK001", "39:64 LK004", "41:11 LK001", "43:6 LK001", "44:14 LK001",
]  # fmt: skip


def test_each_broken_link_is_a_problem_at_its_own_line_and_column(site):
    built = site(LINKS)
    found = [problem.split(" ")[:2] for problem in built.problems]
    lines = LINKS.split("-- content/index.md --\n")[1].splitlines()
    assert [f"{place.removeprefix('content/index.md:')} {code}" for place, code in found] == PLACES, "\n".join(
        f"{problem} | {lines[int(problem.split(':')[1]) - 1]}" for problem in built.problems
    )


def test_a_link_with_backslashes_is_told_how_to_write_it(site):
    built = site("-- content/services/vpn.md --\n# VPN\n[t](..\\team\\it.md)\n")
    assert built.problems == ['content/services/vpn.md:2:5 LK001 "..\\team\\it.md" is written with backslashes (write "../team/it.md")']


def test_a_broken_link_is_told_the_nearest_file_as_the_page_would_write_it(site):
    built = site("-- content/services/vpn.md --\n# VPN\n-- content/help/index.md --\n# Help\n[v](vpn.md) [w](../services/vnp.md)\n")
    assert all('did you mean "../services/vpn.md"?' in problem for problem in built.problems)


def test_a_broken_anchor_is_told_the_anchors_there(site):
    built = site("-- content/a.md --\n# A\n## Costs\n## Times\n-- content/index.md --\n# Hi\n[a](a.md#cost) [b](a.md#zzz)\n")
    assert 'did you mean "costs"?' in built.problems[0]
    assert "known there: costs, times" in built.problems[1]


def test_a_link_to_the_heading_that_became_the_title_leads_to_the_page(site):
    built = site("-- content/a.md --\n# All about VPN\n[top](#all-about-vpn)\n-- content/index.md --\n# Hi\n[a](a.md#all-about-vpn)\n")
    assert not built.problems
    assert 'a/">a</a>' in built.text("index.html")


def test_links_to_pages_that_could_not_be_read_are_no_second_problem(tmp_path, site):
    root = unpacked(
        "-- content/index.md --\n# Hi\n[a](a.md#x) [s](services/) [v](services/vpn.md#y) [e](e.md#z)\n-- content/e.md --\n---\ntitle: 'E\n---\n## z\n"
        "-- content/news/2026-01-02-n.md --\n---\ntitle: N\nservices: [vpn]\n---\nText\n-- content/services/x.png --\nx\n",
        tmp_path / "site",
    )
    (root / "content/a.md").write_bytes(b"\xff\xfe\0")
    (root / "content/services/vpn.md").write_bytes(b"caf\xe9")
    assert sorted(site(root=root).codes) == ["FM008", "TX001", "TX001"]


def test_schemes_that_links_may_not_have_are_warned_of_where_they_stand(site):
    built = site("-- content/index.md --\n# Hi\n\nText [f](file:///etc/passwd)\n\n<a href='javascript:alert(1)'>x</a>\n")
    assert [problem.split(" ")[:2] for problem in built.problems] == [["content/index.md:3:10", "LK008"], ["content/index.md:5:10", "LK008"]]


def test_links_pipes_devices_and_sockets_are_refused_by_name_and_never_read(tmp_path, site, monkeypatch):
    root = unpacked("-- content/index.md --\n# Hi\n[p](p.md) ![s](pipe.png) [e](etc/passwd)\n-- content/x/a.md --\n# A\n", tmp_path / "site")
    content = root / "content"
    links = {"p.md": "/etc/passwd", "etc": "/etc", "x/loop": "..", "self": "self", "dead.md": "nowhere", "zero.md": "/dev/zero", "cfg.md": "../site.yaml"}
    for name, target in links.items():
        (content / name).symlink_to(target)
    for name in ("pipe.md", "pipe.png"):
        os.mkfifo(content / name)
    monkeypatch.chdir(content)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
    built = site(root=root)
    refused = {problem.split(":")[0].removeprefix("content/"): code for problem, code in zip(built.problems, built.codes, strict=True)}
    assert refused == dict.fromkeys(links, "FS001") | dict.fromkeys(("pipe.md", "pipe.png", "socket"), "FS002")


def test_content_and_site_yaml_are_not_read_through_links_out_of_the_site(tmp_path, site):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.md").write_text("# SECRET\n")
    root = unpacked("-- x --\n", tmp_path / "site")
    (root / "content").rmdir()
    (root / "content").symlink_to(outside)
    assert site(root=root).codes == ["FS001"]
    (root / "site.yaml").unlink()
    (root / "site.yaml").symlink_to("/etc/passwd")
    assert site(root=root).codes == ["FS001"]


def test_a_pipe_in_place_of_site_yaml_is_refused_at_once(tmp_path, site):
    root = unpacked(GOOD, tmp_path / "site")
    (root / "site.yaml").unlink()
    os.mkfifo(root / "site.yaml")
    assert site(root=root).codes == ["FS002"]


def test_file_names_that_are_no_text_are_refused(tmp_path, site):
    root = unpacked(GOOD, tmp_path / "site")
    for name in (b"caf\xe9.md", b"a\nb.md", b"\x1b[31m.md"):
        (root / "content" / os.fsdecode(name)).write_text("# X\n")
    assert site(root=root).codes == ["FS003"] * 3
