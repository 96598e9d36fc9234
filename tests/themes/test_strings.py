"""The words of themes in their languages: plural forms, placeholders, what is missing."""

import re
from pathlib import Path

import pytest

from itsite.linting import lint_theme
from itsite.read.yaml_nodes import read_yaml
from tests.conftest import unpacked

ROOT = Path(__file__).parent.parent.parent
THEME = "-- themes/mine/theme.yaml --\nextends: base\n-- content/a.md --\n# A\n"


def with_languages(*languages: str) -> str:
    return f"-- site.yaml --\nname: T\nurl: https://t.example/\nlanguages: [{', '.join(languages)}]\ntheme: mine\n" + THEME


def strings(lang: str, text: str) -> str:
    return f"-- themes/mine/strings/{lang}.yaml --\n{text}"


def polish(forms: str) -> str:
    """Every word of base in Polish letters, with these forms for entries."""
    text = (ROOT / "themes/base/strings/en.yaml").read_text(encoding="utf-8")
    return with_languages("en", "pl") + strings("pl", re.sub(r"^entries:.*$", f"entries: {forms}", text, flags=re.MULTILINE))


@pytest.mark.parametrize(
    ("forms", "said"),
    [
        ('{one: "{n} a", few: "{n} b", many: "{n} c", other: "{n} d"}', ""),
        ('{one: "{n} a", other: "{n} d"}', 'the plural form "few", "many" is missing'),
        ('{one: "{n} a", few: "{n} b", many: "{n} c", oder: "x", other: "{n} d"}', 'Polish has no plural form "oder"'),
    ],
)
def test_a_language_gets_the_plural_forms_that_it_needs(site, forms, said):
    problems = site(polish(forms)).problems
    assert [problem for problem in problems if "LA001" in problem] == problems
    assert bool(problems) == bool(said)
    assert all(problem.startswith("themes/mine/strings/pl.yaml:") and said in problem for problem in problems)


def test_a_number_takes_its_polish_form(site):
    tagged = "".join(f"-- content/p{n}.pl.md --\n---\ntitle: P{n}\ntags: [T{'X' if n < 2 else 'Y'}]\n---\n" for n in range(7))
    built = site(polish('{one: "{n} jeden", few: "{n} kilka", many: "{n} wiele", other: "{n} inne"}') + tagged)
    assert not built.problems
    shown = built.text("pl/tags/index.html")
    assert "2 kilka" in shown
    assert "5 wiele" in shown


def test_a_placeholder_that_nobody_fills_in_is_an_error_at_its_line(site):
    built = site(with_languages("en", "de") + strings("de", 'in_language: "auf {sprache}"\n'))
    assert "themes/mine/strings/de.yaml:1:14 LA002" in built.problems[0]
    assert built.report.failed


def test_a_theme_may_have_strings_with_placeholders_of_its_own(site):
    assert not site(with_languages("en", "de") + strings("en", 'greeting: "Hello {name}"\n') + strings("de", 'greeting: "Hallo {name}"\n')).problems


def test_a_language_without_words_takes_those_of_the_first_one_and_says_which_file_to_write(site):
    built = site(with_languages("de", "fr") + "-- content/b.fr.md --\n# B\n")
    assert [problem.split(" (")[0] for problem in built.problems] == [
        "site.yaml:3:12 LA003 the theme has no words in French: the frame of its pages speaks German"
    ]
    assert "(itsite theme override strings/fr.yaml, and translate what it copies)" in built.problems[0]
    assert "Zum Inhalt springen" in built.text("fr/b/index.html")


def test_a_word_that_only_one_language_has_is_named(site):
    built = site(with_languages("en", "de") + strings("en", "greeting: Hello\n"))
    assert [problem for problem in built.problems if 'LA003 words are missing in German: "greeting"' in problem]


def test_missing_words_are_to_be_written_into_the_theme_of_the_site(site):
    built = site(with_languages("en", "fr") + strings("fr", "menu: Menu\n"))
    assert [problem for problem in built.problems if problem.startswith("themes/mine/strings/fr.yaml:1:1 LA003 words are missing in French: ")]


def test_the_linter_says_it_too(tmp_path):
    problems = lint_theme(unpacked(with_languages("en", "de") + strings("en", "greeting: Hello {name}\n") + strings("de", "greeting: Hallo\n"), tmp_path))
    assert [problem.code for problem in problems] == ["LA002"]


def test_german_and_english_say_the_same_in_every_theme():
    for folder in sorted((ROOT / "themes").glob("*/strings")):
        en, de = (read_yaml((folder / f"{lang}.yaml").read_text(encoding="utf-8"), path="", prefix="TY").data for lang in ("en", "de"))
        assert list(en) == list(de), folder
        assert [sorted(value) for value in en.values() if isinstance(value, dict)] == [sorted(value) for value in de.values() if isinstance(value, dict)]


def test_every_string_of_base_is_used_and_every_string_that_is_used_is_there():
    base = ROOT / "themes/base"
    known = set(read_yaml((base / "strings/en.yaml").read_text(encoding="utf-8"), path="", prefix="TY").data)
    templates = "\n".join(file.read_text(encoding="utf-8") for file in (base / "templates").rglob("*.html"))
    used = set(re.findall(r"\bt\.(\w+)", templates))
    composed = ("title_", "announce_", "block_", "ics_", "feed_", "mail_film", "mail_links", *re.findall(r"\bt\['(\w+)' ~", templates))
    assert used <= known
    assert {key for key in known - used if not key.startswith(composed)} == set()


def test_titles_that_nobody_writes_can_be_said_in_another_language(site):
    built = site(with_languages("en", "fr") + strings("fr", "title_home: Accueil\ntitle_subscribe: S'abonner\n") + "-- content/b.fr.md --\n# B\n")
    assert "Accueil" in built.text("fr/b/index.html")
    assert '<h1 class="head-title">S&#39;abonner</h1>' in built.text("fr/subscribe/index.html")
