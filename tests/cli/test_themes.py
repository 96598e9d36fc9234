"""`itsite theme new`, `override` and `diff`: a theme that is started, and copies that know what they were made from."""

import json
from pathlib import Path

import pytest

from itsite.linting import lint_theme
from itsite.model.problem import RefusedError
from itsite.workshop.copies import State, compared, override
from tests.conftest import NOW, run_itsite, tree, unpacked
from tests.parsing import parsed
from tests.site.test_icons import linked

SITE = """
-- site.yaml --
name: IT Test
url: https://it.test.example/
languages: [en, de]
theme: own
-- content/parking.md --
# Parking
-- themes/below/theme.yaml --
extends: base
-- themes/below/tokens.yaml --
color: {spot: {$type: color, $value: "#ff0000"}, dot: {$type: color, $value: "#00ff00"}}
-- themes/below/strings/en.yaml --
follow_title: Follow
-- themes/below/templates/parts/note.html --
<p>First.</p>
<p>Second.</p>
-- themes/own/theme.yaml --
extends: below
-- themes/own/tokens.yaml --
color: {spot: {$type: color, $value: "#0000ff"}}
"""
NOTE = "templates/parts/note.html"


def state_of(root: Path, path: str) -> tuple[State, str]:
    comparison, problems = compared(root, "own")
    assert comparison, problems
    found = next(copy for copy in comparison.copies if copy.path == path)
    return found.state, "\n".join(found.diff)


@pytest.fixture
def root(tmp_path) -> Path:
    return unpacked(SITE, tmp_path / "site")


def test_a_new_theme_is_sound_and_shows_its_colour_and_the_initials_of_the_site(tmp_path, site):
    folder = unpacked("-- site.yaml --\nname: IT Test\nurl: https://it.test.example/\n-- content/a.md --\n# A\n", tmp_path / "site")
    done = run_itsite("theme", "new", "acme-two", "--colour", "#7a1f3d", "--colour", "#b4540a", "--site", folder)
    assert (done.code, done.err) == (0, "")
    assert "theme: acme-two" in done.out
    (folder / "site.yaml").write_text("name: IT Test\nurl: https://it.test.example/\ntheme: acme-two\n", encoding="utf-8")
    assert lint_theme(folder) == ()
    built = site(root=folder, at=NOW)
    assert built.problems == []
    assert "#7a1f3d" in built.text(linked(built, "index.html")["icon"])
    sheets = [link.get("href") for link in parsed(built.text("index.html")).all("link") if link.get("rel") == "stylesheet"]
    assert any("#7a1f3d" in built.text(path) for path in sheets)
    comparison, _ = compared(folder, "acme-two")
    assert comparison
    assert (comparison.copies, comparison.names) == ((), ())


@pytest.mark.parametrize("name", ["base", "ottersbek", "own"])
def test_a_theme_that_is_there_is_left_alone(root, name):
    before = tree(root)
    done = run_itsite("theme", "new", name, "--site", root)
    assert (done.code, "left alone" in done.err) == (3, True)
    assert tree(root) == before


def test_a_new_theme_takes_a_colour_in_any_form(root):
    done = run_itsite("theme", "new", "acme", "--colour", "oklch(0.4 0.15 303)", "--site", root)
    assert done.code == 0, done.err
    assert 'colours: ["oklch(0.4 0.15 303)"]' in (root / "themes" / "acme" / "tokens.yaml").read_text(encoding="utf-8")
    (root / "site.yaml").write_text("name: A\nurl: https://a.example/\ntheme: acme\n", encoding="utf-8")
    done = run_itsite("theme", "lint", "--site", root)
    assert done.code == 0, done.err


@pytest.mark.parametrize("wrong", [["Acme"], ["../acme"], ["a_b"], ["acme", "--colour", "rot"], ["acme", *["--colour", "#ffffff"] * 4]])
def test_a_name_that_is_no_slug_and_a_colour_that_is_none_are_wrong_usage(root, wrong):
    before = tree(root)
    assert run_itsite("theme", "new", *wrong, "--site", root).code == 2
    assert tree(root) == before


def test_a_copy_is_up_to_date_until_the_original_changes_and_again_when_that_was_seen(root):
    override(root, "own", "parts/note.html", seen=False)
    assert state_of(root, NOTE)[0] is State.NEEDLESS
    (root / "themes/own" / NOTE).write_text("<p>Ours.</p>\n", encoding="utf-8")
    assert state_of(root, NOTE) == (State.CURRENT, "")
    assert run_itsite("theme", "diff", "--site", root).code == 0
    (root / "themes/below" / NOTE).write_text("<p>First.</p>\n<p>Better.</p>\n", encoding="utf-8")
    state, diff = state_of(root, NOTE)
    assert (state, "-<p>Second.</p>\n+<p>Better.</p>" in diff) == (State.BEHIND, True)
    done = run_itsite("theme", "diff", "--site", root)
    assert (done.code, "+<p>Better.</p>" in done.out, "\033" in done.out) == (1, True, False)
    assert run_itsite("theme", "override", "parts/note.html", "--seen", "--site", root).code == 0
    assert state_of(root, NOTE)[0] is State.CURRENT
    assert (root / "themes/own" / NOTE).read_text(encoding="utf-8") == "<p>Ours.</p>\n"


def test_a_copy_of_what_is_no_more_replaces_nothing(root):
    override(root, "own", NOTE, seen=False)
    (root / "themes/below" / NOTE).unlink()
    assert state_of(root, NOTE)[0] is State.GONE


def test_what_is_copied_by_hand_is_of_unknown_origin_and_what_extends_builds_on_the_original(root):
    for name, text in (("parts/note.html", "<p>Ours.</p>"), ("page.html", "{% extends 'base:page.html' %}"), ("own.html", "<p>New.</p>")):
        (root / "themes/own/templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "themes/own/templates" / name).write_text(text, encoding="utf-8")
    comparison, _ = compared(root, "own")
    assert comparison
    assert {copy.path: (copy.of, copy.state) for copy in comparison.copies} == {
        NOTE: ("below", State.UNKNOWN),
        "templates/page.html": ("base", State.BUILDS_ON),
    }
    assert not comparison.is_behind


def test_tokens_and_strings_that_came_and_went_below_are_named(root):
    for path in ("tokens.yaml", "strings/en.yaml"):
        override(root, "own", path, seen=True)
    (root / "themes/below/tokens.yaml").write_text(
        '{$extensions: {itsite: {colours: ["#00ff00"]}}, color: {dot: {$type: color, $value: "#00ff00"}, fresh: {$value: "#010101"}}}', encoding="utf-8"
    )
    (root / "themes/below/strings/en.yaml").write_text('follow_title: Follow\nnew_word: {one: "{n} thing", other: "{n} things"}\n', encoding="utf-8")
    done = run_itsite("theme", "diff", "--format", "json", "--site", root)
    names = {found["path"]: (found["gone"], found["new"]) for found in json.loads(done.out)["names"]}
    assert done.code == 1
    assert names["tokens.yaml"][0] == ["color.spot"]
    assert names["tokens.yaml"][1] == ["color.fresh"]
    assert names["strings/en.yaml"] == ([], ["new_word"])


def test_words_in_a_new_language_begin_as_the_english_ones_and_keep_up_with_them(root):
    words = root / "themes/own/strings/fr.yaml"
    assert run_itsite("theme", "override", "strings/fr.yaml", "--site", root).code == 0
    assert words.read_bytes() == (Path(__file__).parent.parent.parent / "themes/base/strings/en.yaml").read_bytes()
    assert run_itsite("theme", "diff", "--site", root).code == 0
    (root / "themes/below/strings").mkdir(exist_ok=True)
    (root / "themes/below/strings/en.yaml").write_text("new_word: New\n", encoding="utf-8")
    assert "new_word" in run_itsite("theme", "diff", "--site", root).out
    done = run_itsite("theme", "override", "strings/fr.yaml", "--site", root)
    assert (done.code, "left alone" in done.err) == (3, True)
    assert run_itsite("theme", "override", "strings/words.yaml", "--site", root).code == 3


def test_what_was_never_copied_cannot_be_up_to_date(root):
    done = run_itsite("theme", "override", "parts/note.html", "--seen", "--site", root)
    assert (done.code, "has no such file" in done.err) == (3, True)
    assert not (root / "themes/own/.base").exists()


def test_a_file_that_is_there_is_never_written_over(root):
    (root / "themes/own/templates/parts").mkdir(parents=True)
    (root / "themes/own" / NOTE).write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match="left alone"):
        override(root, "own", "parts/note.html", seen=False)
    assert (root / "themes/own" / NOTE).read_text(encoding="utf-8") == "mine"


def test_a_name_that_is_none_brings_the_nearest_one_and_a_theme_of_the_program_is_not_changed(root):
    done = run_itsite("theme", "override", "parts/nota.html", "--site", root)
    assert (done.code, "parts/note.html" in done.err) == (3, True)
    assert run_itsite("theme", "override", "parts/toc.html", "--theme", "base", "--site", root).code == 3
    assert run_itsite("theme", "override", "../../site.yaml", "--site", root).code == 3


def test_what_is_remembered_is_no_part_of_the_theme(root, site):
    built = site(root=root)
    before = tree(built.out)
    override(root, "own", "tokens.yaml", seen=True)
    assert tree(site(root=root).out) == before
