"""Blocks and tables of writers in mails, as mail programs show them and as text."""

import os
import re
from pathlib import Path

import pytest

from itsite.mailing.plain import WIDTH
from itsite.mailing.styles import mirrored
from tests.conftest import CHROMIUM
from tests.mailing.conftest import with_port
from tests.mailing.test_html import elements

ROOT = Path(__file__).parent.parent.parent
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
BLOCKS = """
/// quote | Jonas Wübben
    role: Leads the service desk
    picture: face.png

Nobody rings us because they are having a good day.
///

/// contact
    name: Tomas Novak
    mail: t@test.example
    phone: "4711"
    picture: face.png

Ask him.
///

/// figures
    figures:
      - {value: "71", unit: "%", label: mended on the phone, date: 2026-10, source: Service desk}
///

/// gallery
![One](one.png)
![Two](two.png)
![Three](three.png)
///

//// timeline
/// moment | One number for everything
    date: 2024-12-12

Until then eleven.
///
////

/// button | Ring 4357
    to: tel:4357
///

/// video | film.mp4
    title: A working day
    poster: poster.png

The film has no sound.
///

/// figure | one.png
    alt: A dot

What it is with a [link](../news/2026-11-03-vpn.md).
///

//// accordion
/// fold | May I?
Gladly.
///
////

| Name | Number |
|------|-------:|
| a    |      1 |

| Alphabetical | Betamaxical | Gammaradiation | Deltaplane | Epsilonic | Zetafunction |
|---|---|---|---|---|---|
| Applefritters | Butterflies | Confederation | Dromedaries | | **Flamboyant** |

Long: https://example.org/PATHS and WWWWWWWWWW.

The VPN.

*[VPN]: Virtual private network
""".replace("PATHS", "path/" * 60).replace("WWWWWWWWWW", "w" * 300)
FILES = "".join(f"-- content/newsletters/{name} --\nx\n" for name in ("face.png", "one.png", "two.png", "three.png", "poster.png", "film.mp4"))
SITE = with_port(25).replace("read **this**.\n", BLOCKS).replace("Four seconds", "Four " + "s" * 200) + FILES
ARABIC = SITE.replace("languages: [en, de]", "languages: [en, de, ar]") + (
    "-- content/newsletters/2026-11.ar.md --\n---\ntitle: أربع ثوان\nissue: 8\ndate: 2026-11-19T09:00\n---\nنص مع كلمة English في الوسط.\n\n"
    '!!! warning "تحذير"\n    ساخن\n\n```python\na = 1\n```\n\n| عمود | رقم |\n|---|--:|\n| أ | 1 |\n'
)


@pytest.fixture
def html(mails):
    return mails(SITE).issue().html


@pytest.fixture(scope="session")
def axe():
    """The source of axe-core, which `make test` installs."""
    places = [ROOT / ".cache/node_modules", Path(os.environ.get("ITSITE_NODE_MODULES", os.devnull))]
    file = next((file for place in places if (file := place / "axe-core/axe.min.js").is_file()), None)
    return file.read_text(encoding="utf-8") if file else pytest.skip("axe-core is not there: make test installs it")


def cells(html, kind):
    return [cell for cell in elements(html, "td") if kind in cell.get("class", "").split()]


def words(element):
    return " ".join("".join(element.itertext()).split())


def test_a_portrait_stands_small_beside_its_name(html):
    faces = cells(html, "face")
    assert [face[0].get("class") for face in faces] == ["face-picture"] * 2
    assert all(int(face[0].get("width")) <= 64 for face in faces)
    assert [words(cell) for cell in cells(html, "who")] == ["Jonas WübbenLeads the service desk", "Tomas NovakPhone 4711Mail t@test.example"]
    assert [words(cell) for cell in cells(html, "box-quote")] == ["Nobody rings us because they are having a good day. Jonas WübbenLeads the service desk"]


def test_numbers_pictures_and_days_stand_beside_their_words(html):
    assert [words(cell) for cell in cells(html, "figure-value")] == ["71 %"]
    assert words(cells(html, "figure-label")[0]).startswith("mended on the phone")
    assert "Service desk" in words(cells(html, "figure-label")[0])
    assert [[image.get("alt") for image in cell] for cell in cells(html, "pair")] == [["One"], ["Two"], ["Three"], []]
    assert [words(cell) for cell in cells(html, "moment-date")] == ["December 12, 2024"]
    assert [words(cell) for cell in cells(html, "moment")] == ["One number for everything Until then eleven."]


def test_a_film_is_its_picture_and_a_link(html):
    links = [link for link in elements(html, "a") if link.get("href") == "https://it.test.example/base/newsletters/2026-11/"]
    shown = [link for link in links if len(link) and link[0].tag.endswith("img")]
    assert [(link.get("aria-hidden"), link.get("tabindex")) for link in shown] == [("true", "-1")]
    assert "▶ The film is on our site." in [words(link) for link in links]


def test_a_wide_table_becomes_a_part_for_each_row(html):
    stacked = cells(html, "stacked")
    assert ["".join(cell.itertext()) for cell in stacked] == [
        "Alphabetical: ApplefrittersBetamaxical: ButterfliesGammaradiation: ConfederationDeltaplane: DromedariesZetafunction: Flamboyant"
    ]
    assert [words(cell) for cell in elements(html, "th")] == ["Name", "Number"]


def test_paragraphs_stand_in_no_paragraphs(mails):
    letter = mails(SITE).issue().view.letter
    assert letter.count("<p") == letter.count("</p>")
    assert not re.search(r"<p[^>]*>(?:(?!</p>).)*<(?:p|table|ul|ol)\b", letter, flags=re.DOTALL)
    assert not elements(letter, "abbr", "figure", "blockquote", "dl")


def test_blocks_can_be_read_as_text(mails):
    text = mails(SITE).issue().text
    assert "> Nobody rings us because they are having a good day.\n>\n> — Jonas Wübben, Leads the service desk\n" in text
    assert "| Tomas Novak\n| Phone 4711\n| Mail t@test.example\n|\n| Ask him.\n" in text
    assert re.search(r"^- 71 % mended on the phone \(.*2026, Service desk\)$", text, flags=re.MULTILINE)
    assert "- [One]\n- [Two]\n- [Three]\n" in text
    assert "- December 12, 2024: One number for everything. Until then eleven.\n" in text
    assert "Name | Number\n-----+-------\na    | 1\n" in text
    assert "Alphabetical: Applefritters\nBetamaxical: Butterflies\n" in text
    long = [line for line in text.split("\n") if len(line) > WIDTH]
    assert all(" " not in line.strip().removeprefix("[1] ") or line.startswith("[") for line in long)


def test_words_from_right_to_left_have_everything_on_the_other_side(mails):
    html = mails(ARABIC).issue(lang="ar").html
    assert '<html lang="ar" dir="rtl"' in html
    assert '<div role="article" aria-roledescription="mail" lang="ar" dir="rtl">' in html
    assert 'class="number ui" align="left"' in html.replace('valign="middle" ', "")
    (notice,) = cells(html, "box-notice")
    assert "border-right: 4px" in notice.get("style")
    assert "border-left" not in notice.get("style")
    assert [element.get("dir") for element in elements(html, "pre")] == ["ltr"]
    assert [("text-align: right" in cell.get("style")) for cell in elements(html, "td") if cell.text == "1"] == [True]


def test_a_mirrored_sheet_swaps_left_and_right_and_nothing_else():
    sheet = 'a { border-left: 1px; padding: 1px 2px 3px 4px; text-align: left; color: #abcdef; margin: 0 8px; }\n[align="right"] { text-align: right; }'
    expected = 'a { border-right: 1px; padding: 1px 4px 3px 2px; text-align: right; color: #abcdef; margin: 0 8px; }\n[align="right"] { text-align: right; }'
    assert mirrored(sheet) == expected


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
@pytest.mark.parametrize("width", [360, 700])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_nothing_makes_a_mail_wider_than_its_screen(mails, chromium, tmp_path, width, lang):
    file = tmp_path / "mail.html"
    file.write_text(mails(ARABIC).issue(lang=lang, way="files").html, encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(file.as_uri())
    assert page.evaluate("[document.documentElement.scrollWidth, document.querySelector('.sheet').getBoundingClientRect().width]") == [width, min(width, 600)]
    page.close()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mail_has_no_barriers(mails, chromium, axe, tmp_path, scheme):
    file = tmp_path / "mail.html"
    file.write_text(mails(SITE).issue(way="files").html, encoding="utf-8")
    page = chromium.new_page(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    page.goto(file.as_uri())
    page.evaluate(axe)
    found = page.evaluate(
        "(rules) => axe.run(document, {runOnly: rules}).then((found) => found.violations.map((one) => `${one.id} ${one.nodes[0].html}`))", WCAG
    )
    page.close()
    assert found == []
