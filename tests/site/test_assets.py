"""Pictures and files of pages, and those of the theme."""

import hashlib
import re

from tests.parsing import broken, pages_of, parsed


def assets(built, ending):
    return sorted(p for p in built.paths if p.startswith("assets/") and p.endswith(ending) and "icon" not in p)


def test_a_file_used_by_two_pages_is_published_once_under_the_digest_of_its_bytes(site):
    built = site("-- content/a.md --\n# A\n\n[p](pics/p.pdf)\n-- content/deep/b.md --\n# B\n\n[p](../pics/p.pdf)\n-- content/pics/p.pdf --\nbytes\n")
    digest = hashlib.sha256(b"bytes\n").hexdigest()[:10]
    assert assets(built, ".pdf") == [f"assets/p.{digest}.pdf"]
    assert parsed(built.text("a/index.html")).all("main")[0].find(".//p/a").get("href") == f"../assets/p.{digest}.pdf"
    assert (built.out / f"assets/p.{digest}.pdf").read_bytes() == b"bytes\n"


def test_two_files_of_one_name_are_two_and_two_copies_of_one_are_one(site):
    text = "![x](one/p.png) ![x](two/p.png) ![x](three/p.png)"
    built = site(f"-- content/a.md --\n# A\n\n{text}\n-- content/one/p.png --\n1\n-- content/two/p.png --\n2\n-- content/three/p.png --\n1\n")
    assert len(assets(built, ".png")) == 2
    sources = [i.get("src") for i in parsed(built.text("a/index.html")).all("main")[0].iter("img")]
    assert sources[0] == sources[2] != sources[1]


NAMES = """
-- content/a.md --
---
title: A
image: "Über uns (1).PNG"
image_alt: x
---
![x](<Über uns (1).PNG>) ![x](%C3%9Cber%20uns%20(1).PNG) [file](/files/Größe & Co.tar.gz) [none](files/noending) [dots](files/..x..y.pdf)
-- content/Über uns (1).PNG --
1
-- content/files/Größe & Co.tar.gz --
2
-- content/files/noending --
3
-- content/files/..x..y.pdf --
4
-- content/files/unused.pdf --
CANARY
"""


def test_blanks_umlauts_signs_and_missing_endings_in_names_do_no_harm(site):
    archive = (
        NAMES.replace(" [dots](files/..x..y.pdf)", "")
        .replace("-- content/files/..x..y.pdf --\n4\n", "")
        .replace("(/files/Größe & Co.tar.gz)", "(</files/Größe & Co.tar.gz>)")
    )
    built = site(archive)
    assert not built.problems
    assert not broken(pages_of(built.out), built.paths, "https://it.test.example/")
    assert all(re.fullmatch(r"assets/[a-z0-9.\-]+", p) for p in built.paths if p.startswith("assets/"))
    assert "CANARY" not in "".join(p.read_text(errors="replace") for p in built.out.rglob("*") if p.is_file() and p.suffix == ".pdf")


def test_the_picture_of_a_page_stands_on_it_and_on_its_card(site):
    built = site("-- content/help/a.md --\n---\ntitle: A\nimage: /pics/p.png\nimage_alt: WORDS\n---\nx\n-- content/pics/p.png --\n1\n")
    for path in ("help/a/index.html", "help/index.html"):
        assert [i.get("alt") for i in parsed(built.text(path)).all("main")[0].iter("img")] in (["WORDS"], [""]), path


def test_a_picture_that_is_not_there_is_an_error_with_the_nearest_name(site):
    built = site("-- content/a.md --\n# A\n\n![p](pp.png)\n-- content/p.png --\n1\n")
    assert [(p.code, p.at.line, "p.png" in p.hint) for p in built.report.problems] == [("LK003", 3, True)]


def test_no_page_asks_another_host_for_a_picture(site):
    built = site('-- content/a.md --\n# A\n\n![p](https://elsewhere.example/p.png) <video src="//elsewhere.example/v.mp4"></video>\n')
    asked = (
        [address for element, name, address in parsed(built.text("a/index.html")).addresses() if element.tag != "a" and "elsewhere" in address]
        if built.exists("a/index.html")
        else []
    )
    assert asked == []
    assert built.problems


def test_the_style_sheet_asks_nothing_but_files_that_are_there(site):
    built = site()
    for sheet in assets(built, ".css"):
        for address in re.findall(r"""url\(["']?([^"')]+)""", built.text(sheet)):
            assert address.startswith(("data:image/svg+xml", "#")) or built.exists(f"assets/{address}"), address
        assert "@import" not in built.text(sheet)
