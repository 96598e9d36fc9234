"""The site's icon: what browsers, phones and launchers are given, read by real readers."""

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from itsite.engine.store import MemoryStore
from itsite.pipeline import Request, build
from itsite.theme.contrast_ratio import ratio
from itsite.theme.drawing import drawn, dressed, tab_icon
from itsite.theme.emblem import Emblem
from itsite.theme.favicons import SHAPES, svg_of
from itsite.theme.monogram import framed, initials, monogram
from tests.conftest import NOW, tree, unpacked
from tests.parsing import parsed, target_of

GEARS = (Path(__file__).parent.parent.parent / "themes/ottersbek/assets/icons/icon.svg").read_bytes()
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="19" fill="#888888"/></svg>'
WITH_LOGO = f"""
-- site.yaml --
name: {{en: The IT of Example, de: Die IT von Beispiel}}
url: https://it.test.example/tools/
languages: [en, de]
icons:
  picture: images/logo.svg
  short_name: {{en: IT, de: EDV}}
-- content/images/logo.svg --
{LOGO}
-- content/parking.md --
# Parking
-- content/parking.de.md --
# Parken
"""


def opened(file: Path) -> Image.Image:
    return Image.open(io.BytesIO(file.read_bytes()))


def linked(site, path: str) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in parsed(site.text(path)).all("link")}


def test_favicon_ico_holds_three_png_pictures_that_a_reader_opens(site):
    built = site("-- content/parking.md --\n# Parking\n")
    icon = opened(built.out / "favicon.ico")
    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    data = (built.out / "favicon.ico").read_bytes()
    assert data.count(b"\x89PNG\r\n") == 3
    for side in (16, 32, 48):
        assert icon.ico.getimage((side, side)).size == (side, side)


def test_every_page_names_icons_that_are_there(site):
    built = site(WITH_LOGO)
    for path in ("parking/index.html", "de/parking/index.html", "index.html", "404.html"):
        links = linked(built, path)
        for rel in ("icon", "apple-touch-icon", "manifest"):
            place = target_of(path, links[rel], "https://it.test.example/tools/")
            assert place
            assert place[0] in built.paths
    image = opened(built.out / linked(built, "index.html")["apple-touch-icon"])
    assert image.size == (180, 180)
    assert image.convert("RGBA").getpixel((0, 0))[3] == 255, "phones round the corners themselves"


def test_the_manifest_of_each_language_speaks_it_and_leads_to_its_start_page(site):
    built = site(WITH_LOGO)
    english, german = (json.loads(built.text(f"{folder}site.webmanifest")) for folder in ("", "de/"))
    assert (english["name"], english["short_name"], english["lang"], english["dir"]) == ("The IT of Example", "IT", "en", "ltr")
    assert (german["name"], german["short_name"], german["lang"]) == ("Die IT von Beispiel", "EDV", "de")
    assert (english["start_url"], english["scope"]) == ("./", "./")
    assert (german["start_url"], german["scope"]) == ("./", "../")
    assert english["display"] == "minimal-ui"
    for icon in (*english["icons"], *german["icons"]):
        file = (built.out / ("de" if icon["src"].startswith("../") else ".") / icon["src"]).resolve()
        assert file.is_file()
        if icon["type"] == "image/png":
            assert "x".join(map(str, opened(file).size)) == icon["sizes"]
    assert [icon["purpose"] for icon in english["icons"]] == ["any", "any", "maskable", "any"]
    assert linked(built, "de/parking/index.html")["manifest"] == "../../de/site.webmanifest"


def test_a_right_to_left_language_says_so(site):
    assert json.loads(site("-- site.yaml --\nname: x\nurl: https://a.example/\nlanguages: he\n").text("site.webmanifest"))["dir"] == "rtl"


def test_without_a_logo_the_icon_shows_the_initials_on_the_brand_colour(site):
    built = site("-- site.yaml --\nname: Rechenzentrum Süd\nurl: https://a.example/\n-- content/a.md --\n# A\n")
    svg = built.text(linked(built, "index.html")["icon"])
    assert '#24507a"/><path' in svg
    pixel = opened(built.out / linked(built, "index.html")["apple-touch-icon"]).convert("RGB").getpixel((2, 2))
    assert pixel == (0x24, 0x50, 0x7A)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("IT", "IT"), ("IT Ottersbek", "IO"), ("rechenzentrum", "R"), ("Über uns", "ÜU"), ("The IT of Example", "TI"), ("4you GmbH", "4G"), ("東京", "")],
)
def test_initials_stand_for_a_name(name, letters):
    assert "".join({"U": "Ü"}.get(letter, letter) if dots else letter for letter, dots in initials(name)) == letters


@given(st.text(max_size=30), st.integers(0, 0xFFFFFF))
@settings(max_examples=30, deadline=None)
def test_any_name_gives_a_monogram_that_is_drawn_within_the_safe_circle(name, colour):
    brand = f"#{colour:06x}"
    ink = "#ffffff" if ratio("#ffffff", brand) > ratio("#000000", brand) else "#000000"
    shape = next(shape for shape in SHAPES if shape.purpose == "maskable")
    image = Image.open(io.BytesIO(drawn(Emblem(framed(monogram(name, ink)), brand, "#ffffff"), shape, 128))).convert("RGB")
    ground = image.getpixel((0, 0))
    marked = [(x, y) for x in range(128) for y in range(128) if image.getpixel((x, y)) != ground]
    assert marked
    assert all((x - 63.5) ** 2 + (y - 63.5) ** 2 <= (0.4 * 128 + 1) ** 2 for x, y in marked)


def test_a_logo_of_the_brand_colour_is_shown_as_it_is_in_the_dark_on_a_brand_ground():
    emblem = Emblem(GEARS, "#0f5257", "#fbfaf7", "themes/ottersbek/assets/icons/icon.svg")
    picture, ground, is_whole = dressed(emblem)
    assert (b"8fd0d0" in picture, b"@media" in picture, ground, is_whole) == (True, False, "#0f5257", False)
    shape = next(shape for shape in SHAPES if shape.purpose == "maskable")
    image = Image.open(io.BytesIO(drawn(emblem, shape, 256))).convert("RGB")
    shown = {colour for count, colour in image.getcolors(70_000) if count > 100}
    assert (0x8F, 0xD0, 0xD0) in shown


def test_a_logo_that_both_kinds_of_tabs_show_has_no_ground_in_them_and_another_has_one():
    def corner(picture: bytes) -> int:
        icon = Image.open(io.BytesIO(tab_icon(Emblem(picture, "#0f5257", "#ffffff", "x"))))
        return icon.ico.getimage((48, 48)).convert("RGBA").getpixel((0, 24))[3]

    assert corner(LOGO.encode().replace(b'r="19"', b'r="16"')) == 0
    assert corner(GEARS) == 255


def test_a_picture_with_a_ground_of_its_own_keeps_it_to_the_edge():
    data = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path fill="#c00000" d="M0 0h40v40H0z"/><path fill="#fff" d="M12 12h16v16H12z"/></svg>'
    shape = next(shape for shape in SHAPES if shape.purpose == "maskable")
    image = Image.open(io.BytesIO(drawn(Emblem(data, "#0f5257", "#fff", "x"), shape, 64))).convert("RGB")
    assert image.getpixel((0, 0)) == image.getpixel((20, 18)) == (0xC0, 0, 0)


def svg(inside: str, box: str = 'viewBox="0 0 8 8"') -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{inside}</svg>'


def doubled(times: int, name: str = "mask") -> str:
    """Something that shows the next twice, which shows the next twice."""
    below = "".join(f'<{name} id="m{n}">' + f'<path d="M0 0h8v8z" {name}="url(#m{n - 1})"/>' * 2 + f"</{name}>" for n in range(1, times))
    return f'<{name} id="m0"><path d="M0 0h8v8z"/></{name}>{below}<path d="M0 0h8v8z" {name}="url(#m{times - 1})"/>'


@pytest.mark.parametrize(
    ("svg", "said"),
    [
        ("<svg", "no well-formed SVG"),
        (svg("\n\n" + "<g>" * 60 + "<path/>" + "</g>" * 60), "3:"),
        (svg(doubled(12)), "too many parts"),
        (svg("".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(2000))), "too many parts"),
        (svg('<filter id="f"><feTurbulence numOctaves="99999999"/></filter><path filter="url(#f)" d="M0 0h8v8z"/>'), "feTurbulence"),
        (svg('<path stroke="red" d="M0 0A 1e9 1e9 0 1 1 1e9 1"/>'), "too large for an icon"),
        (svg('\n<style>@import "https://t.example/a.css"; a { fill: red }</style>'), "2:1 IC001"),
        (svg('<path fill="url(https://t.example/a.svg#b)" d="M0 0h8v8z"/>'), "another file"),
        ('<?xml version="1.0" encoding="klingon"?>' + svg("<path/>"), "UTF-8"),
        ('<?xml version="1.0" encoding="iso-8859-1"?>' + svg("\n<desc>\udce4</desc>"), "2:1 IC001"),
        ("<html/>", "is no SVG picture"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><path/></svg>', "viewBox"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><image href="/etc/passwd"/></svg>', "another file"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" onload="x()"/>', "event handler"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="none"/></svg>', "nothing of it can be seen"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">' + "<g/>" * 5001 + "</svg>", "too many parts"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">' + " " * 200_001 + "</svg>", "larger than 200 kB"),
    ],
)
def test_a_broken_or_huge_picture_is_a_problem_with_its_file_and_nothing_is_built(site, svg, said):
    built = site(WITH_LOGO.replace(LOGO, svg))
    assert [p for p in built.problems if p.startswith("content/images/logo.svg") and "IC001" in p and said in p]
    assert not built.out.exists()


@pytest.mark.parametrize(
    "inside",
    [
        '<linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1"/></linearGradient>' + '<path fill="url(#g)" d="M0 0h8v8z"/>' * 200,
        '<style>.a { fill: url(#g) }</style><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient><path class="a" d="M0 0h8v8z"/>',
        '<defs><path id="p" d="M0 0h8.12345678901v8z"/></defs><use href="#p"/><g id="a"><use href="#a"/></g>',
        doubled(5, "clip-path").replace("<clip-path", "<clipPath").replace("</clip-path", "</clipPath"),
    ],
)
def test_a_logo_as_programs_for_drawing_export_it_is_drawn(site, inside):
    built = site(WITH_LOGO.replace(LOGO, svg(inside)))
    assert built.codes == []
    assert built.exists("favicon.ico")


def test_text_in_a_logo_is_named_with_its_line(site):
    assert site(WITH_LOGO.replace(LOGO, svg('\n<path d="M0 0h4v8z"/>\n<text>IT</text>'))).problems[0].startswith("content/images/logo.svg:3:1 IC002")


def test_a_picture_that_is_not_there_is_a_problem_at_its_line(site):
    assert site(WITH_LOGO.replace("picture: images/logo.svg", "picture: images/lgo.svg")).problems[0].startswith("site.yaml:5:12 IC001")


def test_a_picture_outside_the_content_is_not_read(site, tmp_path):
    (tmp_path / "secret.svg").write_text(LOGO, encoding="utf-8")
    assert "IC001" in site(WITH_LOGO.replace("picture: images/logo.svg", "picture: ../../secret.svg")).codes


def test_icons_are_the_same_in_every_build_and_are_not_drawn_again_without_need(tmp_path):
    root, store = unpacked(WITH_LOGO, tmp_path / "site"), MemoryStore()
    build(Request(root, NOW, store=store), root / "build")
    before = tree(root / "build")
    stamps = {file: file.stat().st_ino for file in root.rglob("*.png")}
    (root / "content/parking.md").write_text("# Parking lots\n", encoding="utf-8")
    report = build(Request(root, NOW, store=store), root / "build")
    icons = [name for name in before if name.endswith((".png", ".ico"))]
    assert len(icons) == 5
    assert {file: file.stat().st_ino for file in root.rglob("*.png")} == stamps
    assert report.made < report.outputs - len(icons)
    (root / "content/images/logo.svg").write_text(LOGO.replace("#888888", "#777777"), encoding="utf-8")
    build(Request(root, NOW, store=store), root / "build")
    build(Request(root, NOW), root / "clean")
    assert tree(root / "build") == tree(root / "clean")
    assert not {name for name in icons if name.endswith(".png")} & set(tree(root / "build"))


def test_without_the_library_there_is_the_svg_alone_and_a_line_that_says_so(tmp_path):
    import subprocess

    root = unpacked(WITH_LOGO, tmp_path / "site")
    code = "import sys; sys.modules['resvg_py'] = None; from itsite.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "build", "--site", root], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert (done.returncode, done.stderr.count("pip install itsite[icons]"), "error" in done.stderr) == (0, 1, False)
    paths = set(tree(root / "build"))
    assert not any(path.endswith((".png", ".ico")) for path in paths)
    assert [icon["type"] for icon in json.loads((root / "build/site.webmanifest").read_text())["icons"]] == ["image/svg+xml"]
    assert 'apple-touch-icon"' not in (root / "build/index.html").read_text()


def test_the_picture_in_tabs_is_the_logo_itself():
    assert svg_of(Emblem(GEARS, "#0f5257", "#ffffff", "x")) == GEARS
