"""`itsite theme lint`: templates against what they can see."""

import pytest

from itsite.linting import lint_theme
from tests.conftest import unpacked
from tests.example.test_pages import ROOT

OWN = """
-- site.yaml --
name: IT
url: https://a.example/
theme: own
-- themes/own/theme.yaml --
extends: base
-- themes/own/templates/page.html --
{% extends 'base:page.html' %}
{% import 'macros/own.html' as own with context %}
{% block content %}
BODY
{% endblock %}
-- themes/own/templates/macros/own.html --
{% macro of_card(card) %}<p>{{ card.title }}{{ card.titel }}</p>{% endmacro %}
{% macro sound(card) %}<p>{{ card.title }}</p>{% endmacro %}
-- themes/own/templates/parts/own.html --
<p>{{ page.summray }}</p>
-- themes/own/templates/parts/item.html --
<p>{{ item.nmae }}</p>
-- content/a.md --
# A
"""


def found(tmp_path, body, **files: str):
    folder = unpacked(OWN.replace("BODY", body), tmp_path)
    for name, text in files.items():
        (folder / f"themes/own/templates/{name}.html").write_text(text, encoding="utf-8")
    return [(p.at.path.rpartition("templates/")[2], p.at.line, p.code, p.message, p.hint) for p in lint_theme(folder)]


@pytest.mark.parametrize(
    ("body", "file", "line", "said", "hint"),
    [
        ("{{ titel }}", "page.html", 4, '"titel"', "title"),
        ("{{ page.sumary }}", "page.html", 4, '"sumary"', "summary"),
        ("{{ page.owner.nmae }}", "page.html", 4, '"nmae"', "name"),
        ("{{ page.date.yaer }}", "page.html", 4, '"yaer"', ""),
        ("{% for tag in page.tags %}{{ tag.titel }}{% endfor %}", "page.html", 4, '"titel"', "title"),
        ("{% for entry in page.toc %}{% for below in entry.children %}{{ below.levl }}{% endfor %}{% endfor %}", "page.html", 4, '"levl"', ""),
        ("{% for tag in page.tags if tag.cuont %}x{% endfor %}", "page.html", 4, '"cuont"', "count"),
        ("{% set first = page.related | first %}{{ first.titel }}", "page.html", 4, '"titel"', "title"),
        ("{% with card = page.previous %}{{ card.titel }}{% endwith %}", "page.html", 4, '"titel"', "title"),
        ("{{ page.related[0].titel }}", "page.html", 4, '"titel"', "title"),
        ("{{ page.related | map(attribute='titel') | join }}", "page.html", 4, '"titel"', "title"),
        ("{{ page.related | selectattr('titel') | list }}", "page.html", 4, '"titel"', "title"),
        ("{{ page.tags.title }}", "page.html", 4, '"title"', ""),
        ("{% if page.darft %}x{% endif %}", "page.html", 4, '"darft"', ""),
        ("{{ details.price }}", "page.html", 4, '"price"', ""),
        ("{% for card in page.related %}{{ own.of_card(card) }}{% endfor %}", "macros/own.html", 1, '"titel"', "title"),
        ("{{ own.nothing() }}", "page.html", 4, '"nothing"', ""),
        ("{% include 'parts/own.html' %}", "parts/own.html", 1, '"summray"', "summary"),
        ("{% for item in navigation %}{% include 'parts/item.html' %}{% endfor %}", "parts/item.html", 1, '"nmae"', ""),
        ("{{ t.skip_to_contnet }}", "page.html", 4, '"skip_to_contnet"', "skip_to_content"),
        ("{{ page.date | dtae }}", "page.html", 4, '"dtae"', "date"),
        ("{% if page.title is strnig %}x{% endif %}", "page.html", 4, '"strnig"', "string"),
        ("{% include 'parts/nothing.html' %}", "page.html", 4, '"parts/nothing.html"', ""),
        ("{% include page.kind ~ '.html' %}", "page.html", 4, "computed", ""),
        ("{% import 'macros/' ~ page.kind as x %}", "page.html", 4, "computed", ""),
        ("{% if %}", "page.html", 4, "cannot be read", ""),
        ("{{ assets['nothing.svg'] }}", "page.html", 4, "assets/nothing.svg", ""),
    ],
)
def test_a_mistake_is_found_at_its_line_with_the_nearest_name(tmp_path, body, file, line, said, hint):
    problems = found(tmp_path, body)
    assert [p for p in problems if p[0] == file and p[1] == line and said in p[3] and hint in p[4]], problems


@pytest.mark.parametrize(
    "body",
    [
        "{{ page.title }}{{ page.extra.anything.at.all }}{{ t.skip_to_content }}{{ page.date | date('long') }}{{ page.authors | join(', ') }}",
        "{% for card in page.related %}{{ loop.index }}{{ own.sound(card) }}{{ card.date.year }}{% else %}{{ lang }}{% endfor %}",
        "{% set x = page.owner or page.image %}{% if page.title is string and page.date is not none %}{{ range(3) | list }}{% endif %}",
        "{{ super() }}{% call(x) own.sound(page.next) %}{{ x.y }}{% endcall %}",
        "{{ assets['site.css'] }}",
    ],
)
def test_a_sound_template_has_no_problem(tmp_path, body):
    assert found(tmp_path, body) == []


def test_a_field_of_the_details_of_a_kind_is_known_by_its_template(tmp_path):
    text = "{% extends 'base:kinds/service.html' %}{% block content %}{{ details.price.amuont }}{{ details.price.amount }}{% endblock %}"
    (tmp_path / "themes/own/templates/kinds").mkdir(parents=True)
    problems = found(tmp_path, "", **{"kinds/service": text})
    assert [(p[0], '"amuont"' in p[3], "amount" in p[4]) for p in problems] == [("kinds/service.html", True, True)]


def test_a_mistake_in_a_part_that_base_uses_is_found_too(tmp_path):
    (tmp_path / "themes/own/templates/parts").mkdir(parents=True)
    problems = found(tmp_path, "", **{"parts/footer": "{% for item in footer %}{{ item.adress }}{% endfor %}"})
    assert {(p[0], p[1]) for p in problems} == {("parts/footer.html", 1)}


@pytest.mark.parametrize("theme", ["base", "ottersbek"])
def test_the_themes_that_come_with_the_program_are_clean(tmp_path, theme):
    folder = unpacked(f"-- site.yaml --\nname: IT\nurl: https://a.example/\nlanguages: [en, de]\ntheme: {theme}\n", tmp_path)
    assert lint_theme(folder) == ()


def test_the_example_is_clean(itsite):
    ran = itsite("theme", "lint", "--site", ROOT)
    assert ran.code == 0, ran.err


def test_a_mistake_is_an_exit_code_of_one_with_file_and_line(itsite, tmp_path):
    folder = unpacked(OWN.replace("BODY", "{{ page.sumary }}"), tmp_path)
    ran = itsite("theme", "lint", "--site", folder)
    assert ran.code == 1
    assert "themes/own/templates/page.html:4:1: error[TH003]" in ran.err


def test_german_and_english_of_the_shipped_themes_have_the_same_strings():
    from itsite.read.yaml_nodes import read_yaml

    for folder in sorted((ROOT / "themes").glob("*/strings")):
        keys = {file.stem: set(read_yaml(file.read_text(encoding="utf-8"), path=file.name).data) for file in folder.glob("*.yaml")}
        assert keys["en"] == keys["de"], folder


def test_a_template_that_only_a_page_names_is_looked_at_too(tmp_path):
    problems = found(tmp_path, "<p>x</p>", wide="<p>{{ page.titel }}</p>\n")
    assert [(path, line, code) for path, line, code, _, _ in problems] == [("wide.html", 1, "TH003")]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p style='color: red'>x</p>", ["4:4 the attribute style"]),
        ("<p {% if title %}class=a{% endif %} STYLE = x>x</p>", ["4:37 the attribute STYLE"]),
        ("<button\n  onclick='go()'>x</button>", ["5:3 the attribute onclick"]),
        ("<style>p { color: red }</style>", ["4:1 a <style>"]),
        ("<script>go()</script>", ["4:1 a script without src"]),
        ("<script data-src='a.js'>go()</script>", ["4:1 a script without src"]),
        ("<script src='{{ root }}a.js' defer></script>", []),
        ("<script type='application/ld+json'>{}</script>", []),
        ("{# <style> #}{{ page.title|replace('<style>', '') }}", []),
        ("<p title='one=1 style=2' data-style='x'>style = onclick=</p>", []),
    ],
)
def test_what_browsers_refuse_inside_a_page_is_named(tmp_path, body, said):
    problems = [(f"{line}:{column}", message) for name, line, column, message in inline_in(tmp_path, body) if name == "page.html"]
    assert [f"{place} {message.partition(' stands')[0]}" for place, message in problems] == said


def inline_in(tmp_path, body):
    folder = unpacked(OWN.replace("BODY", body), tmp_path)
    return [(p.at.path.rpartition("templates/")[2], p.at.line, p.at.column, p.message) for p in lint_theme(folder) if p.code == "TH011"]
