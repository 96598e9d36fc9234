"""`itsite theme specimen`: a site of samples that shows a theme as it is."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from itsite.model.problem import RefusedError
from itsite.places import bundled
from itsite.read.blocks import all_blocks
from itsite.theme.contrast_ratio import ratio
from itsite.workshop.specimen import LANGUAGES, PAGES, build_specimen
from tests.conftest import Built, run_itsite, tree, unpacked
from tests.parsing import broken, pages_of, parsed

SITE = """
-- site.yaml --
name: IT Test
url: https://it.test.example/tools/
theme: own
brand: {color: {accent-text: "#a04010"}}
-- themes/own/theme.yaml --
extends: base
-- themes/own/tokens.yaml --
color: {sky: {$type: color, $value: "#336699", $extensions: {itsite: {dark: "#99ccff"}}}}
radius: {card: {$type: dimension, $value: "1.25rem"}}
-- themes/own/templates/macros/people.html --
{% macro name(root, person) %}{{ person.name }}{% endmacro %}
{% macro contact(root, t, person) %}<p class="ours">{{ person.name }}</p>{% endmacro %}
-- content/parking.md --
# Parking
"""


@pytest.fixture(scope="module")
def specimen(tmp_path_factory) -> Built:
    folder = tmp_path_factory.mktemp("specimen")
    root = unpacked(SITE, folder / "site")
    return Built(folder, build_specimen(root, folder / "build"))


def test_every_token_of_the_chain_and_of_the_brand_is_shown_with_its_value_and_contrast(specimen):
    assert specimen.problems == []
    names = parsed(specimen.text("specimen/index.html")).text("p")
    shown = " | ".join(names)
    for token in ("color.sky", "color.text.muted", "font.display", "size.poster", "space.half", "radius.card", "motion.quick"):
        assert token in shown
    assert "#a04010" in names
    paper = names[names.index("color.paper") + 1]
    assert names[names.index("color.sky") + 2] == f"{ratio('#336699', paper):.1f} on color.paper"
    assert "#99ccff" in parsed(specimen.text("specimen-dark/index.html")).text("p")


def test_each_token_has_a_rule_of_its_own_in_the_style_sheet(specimen):
    css = "".join("".join(file.read_text(encoding="utf-8") for file in (specimen.out / "assets").glob("site.*.css")).split()).replace(";}", "}")
    assert ".spec-is-color-sky{background-color:var(--color-sky)}" in css
    assert ".spec-is-radius-card{border-radius:var(--radius-card)}" in css
    classes = {name for e in parsed(specimen.text("specimen/index.html")).root.iter() for name in (e.get("class") or "").split() if name.startswith("spec-is-")}
    assert len(classes) > 50
    assert {name for name in classes if f".{name}{{" not in css} == set()


def test_pages_are_there_in_both_languages_and_schemes_and_say_which(specimen):
    for lang in LANGUAGES:
        folder = "" if lang == "en" else "de/"
        for name, scheme in (("specimen", "light"), ("specimen-dark", "dark")):
            page = parsed(specimen.text(f"{folder}{name}/index.html"))
            assert (page.root.get("lang"), page.root.get("data-scheme")) == (lang, scheme)
        for path in PAGES:
            assert specimen.exists(f"{folder}{path}index.html"), path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_block_for_writers_is_shown(specimen, lang):
    text = (bundled() / "themes/base/specimen/content" / ("specimen.md" if lang == "en" else f"specimen.{lang}.md")).read_text(encoding="utf-8")
    assert set(re.findall(r"^/{3,} (\w+)", text, re.MULTILINE)) == set(all_blocks())
    page = parsed(specimen.text("specimen/index.html" if lang == "en" else f"{lang}/specimen/index.html"))
    assert "///" not in " ".join(page.text("main"))


def test_an_override_of_the_theme_shows(specimen):
    assert '<p class="ours">Ida Muster</p>' in specimen.text("specimen/index.html")


def test_links_and_ids_of_the_specimen_hold_and_nothing_needs_an_inline_style(specimen):
    pages = pages_of(specimen.out)
    assert broken(pages, specimen.paths, "https://it.test.example/tools/") == []
    for page in pages.values():
        assert len(page.ids) == len(set(page.ids))
        assert not page.all("style")
        assert not [e for e in page.root.iter() if e.get("style")]
        assert len(page.all("h1")) == 1
        labels = {label.get("for") for label in page.all("label")}
        fields = [e.get("id") for tag in ("input", "select") for e in page.all(tag) if e.get("type") != "checkbox" and (e.get("id") or "").startswith("spec-")]
        assert set(fields) <= labels


def test_headings_of_the_specimen_leave_out_no_level(specimen):
    levels = [int(m) for m in re.findall(r"<h([1-6])[ >]", specimen.text("specimen/index.html"))]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_it_is_made_again_over_itself_and_never_over_anything_else(tmp_path):
    root = unpacked(SITE, tmp_path / "site")
    build_specimen(root, tmp_path / "out")
    first = tree(tmp_path / "out")
    build_specimen(root, tmp_path / "out")
    assert tree(tmp_path / "out") == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "site"]
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/a.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError):
        build_specimen(root, tmp_path / "letters")
    assert tree(tmp_path / "letters") == {"a.txt": b"mine"}


def test_the_command_says_what_to_open_and_leaves_the_site_alone(tmp_path):
    root = unpacked(SITE, tmp_path / "site")
    before = tree(root)
    done = run_itsite("theme", "specimen", "--site", root, "--out", tmp_path / "seen")
    assert (done.code, done.err) == (0, "")
    assert Path(done.out.split("open ")[1].strip()).is_file()
    assert tree(root) == before
    assert run_itsite("theme", "specimen", "--site", root, "--out", root / "content").code == 3
    assert tree(root) == before


def test_a_theme_with_a_mistake_is_told_of_and_shown_nowhere(tmp_path):
    root = unpacked(SITE + "-- themes/own/templates/parts/footer.html --\n{{ nothing_of_that_name }}\n", tmp_path / "site")
    done = run_itsite("theme", "specimen", "--site", root, "--out", tmp_path / "seen")
    assert (done.code, "themes/own/templates/parts/footer.html:1:1: error[TH003]" in done.err) == (1, True)
    assert not (tmp_path / "seen").exists()
