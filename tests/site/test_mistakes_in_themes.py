"""Mistakes and attacks in themes: a line with the theme's file, nothing published, and an end in time."""

import pytest

from itsite.theme import limits
from tests.conftest import unpacked

SITE = "-- site.yaml --\nname: A\nurl: https://a.example/\ntheme: t\n-- content/index.md --\n# Hi\n-- content/a.md --\n# A\n-- content/b.md --\n# B\n"
THEME = SITE + "-- themes/t/theme.yaml --\nname: T\nextends: base\n"

TEMPLATES = {
    "a syntax error": ("\n{% if %}", "2:1 TH002", "cannot be read"),
    "an unknown field": ("\n\n{{ page.titel }}", "3:1 TH003", 'did you mean "title"?'),
    "an unknown name": ("{{ pge }}", "1:1 TH003", '"pge"'),
    "an unknown string": ("{{ t.nix }}", "1:1 TH003", '"nix"'),
    "an unknown filter": ("{{ page.title|nix }}", "1:1 TH002", "nix"),
    "an unknown key of extra": ("{{ page.extra.foo.bar }}", "1:1 TH003", '"foo"'),
    "a missing include": ("x\n{% include 'nix.html' %}", "2:1 TH003", 'there is no template "nix.html"'),
    "a missing layout": ("{% extends 'nix.html' %}", "1:1 TH003", 'there is no template "nix.html"'),
    "a missing macro": ("{% from 'macros/cards.html' import nix %}{{ nix() }}", "1:1 TH003", "nix"),
    "an endless macro": ("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", "1:1 TH004", "calls itself without end"),
    "two endless macros": ("{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}", "1:1 TH004", "calls itself"),
    "an endless include": ("{% include 'page.html' %}", "1:1 TH004", "calls itself without end"),
    "an endless layout": ("{% extends 'page.html' %}", "1:1 TH004", "calls itself without end"),
    "deep brackets": ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "1:1 TH004", ""),
    "a huge range": ("{% for i in range(10**9) %}x{% endfor %}", "1:1 TH004", "Range too big"),
    "a huge text": ("{{ 'a' * 10**9 }}", "1:1 TH004", "repeated"),
    "a huge list": ("{{ 10**9 * [1] }}", "1:1 TH004", "repeated"),
    "a huge number": ("{{ 9 ** 999999999 }}", "1:1 TH004", "power"),
    "a wide filter": ("{{ 'a'|center(10**9) }}", "1:1 TH004", "width"),
    "a wide method": ("{{ 'a'.ljust(10**9) }}", "1:1 TH004", "width"),
    "a wide format": ("{{ '{:1000000000}'.format(1) }}", "1:1 TH004", "format"),
    "a wide percent format": ("{{ '%01000000000d'|format(1) }}", "1:1 TH004", "format"),
    "a wide percent operator": ("{{ '%01000000000d' % 1 }}", "1:1 TH004", "format"),
    "globals": ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "1:1 TH004", "may not"),
    "globals of a macro": ("{% macro m() %}{% endmacro %}{{ m.__globals__ }}", "1:1 TH00", ""),
    "a class": ("{{ ''.__class__.__mro__ }}", "1:1 TH004", "may not"),
    "a class by filter": ("{{ page|attr('__class__') }}", "1:1 TH004", "may not"),
    "a class by item": ("{{ page['__class__'] }}", "1:1 TH004", "may not"),
    "a class by format": ("{{ '{0.__class__}'.format(page) }}", "1:1 TH004", "may not"),
    "a class by format_map": ("{{ '{a.__class__}'.format_map({'a': page}) }}", "1:1 TH004", "may not"),
    "a change of the data": ("{{ page.extra.update({}) }}", "1:1 TH00", ""),
    "the context": ("{{ self._TemplateReference__context }}", "1:1 TH004", "may not"),
    "a file of the site": ("{% include '../../site.yaml' %}", "1:1 TH003", "there is no template"),
    "a file of the theme": ("{% include '../theme.yaml' %}", "1:1 TH003", "there is no template"),
    "a file of the machine": ("{% include '/etc/passwd' %}", "1:1 TH003", "there is no template"),
    "a division by zero": ("{{ 1 / 0 }}", "1:1 TH004", "division by zero"),
    "a date of a text": ("{{ page.title|date }}", "1:1 TH004", ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place", "words"), TEMPLATES.values(), ids=TEMPLATES)
def test_a_template_that_fails_is_a_problem_at_its_line_and_nothing_is_published(site, text, place, words):
    built = site(f"{THEME}-- themes/t/templates/page.html --\n{text}\n")
    assert len(built.problems) == 1, built.problems
    assert built.problems[0].startswith(f"themes/t/templates/page.html:{place}")
    assert words in built.problems[0]
    assert not built.out.exists()


def test_a_class_is_not_reached_through_a_list(site):
    built = site(THEME + "-- themes/t/templates/page.html --\n{{ [page]|map(attribute='__class__')|list }}{{ ['x']|map('attr', '__class__')|list }}\n")
    assert built.report.failed or "class" not in built.text("a/index.html")


def test_a_loop_without_end_is_stopped_once_and_not_on_every_page(site, monkeypatch):
    monkeypatch.setattr(limits, "SECONDS_AN_OUTPUT", 1.0)
    monkeypatch.setattr(limits, "SECONDS_ALL_STOPPED", 2.0)
    pages = "".join(f"-- content/p{n}.md --\n# P{n}\n" for n in range(20))
    loop = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    built = site(f"{THEME}{pages}-- themes/t/templates/page.html --\nx\n{loop}\n")
    assert [problem.split(" ")[:2] for problem in built.problems] == [["themes/t/templates/page.html:2:1", "TH004"]]


def test_a_template_in_another_encoding_is_a_problem_at_its_byte(tmp_path, site):
    root = unpacked(THEME + "-- themes/t/templates/page.html --\nx\n", tmp_path / "site")
    (root / "themes/t/templates/page.html").write_bytes(b"abc\ncaf\xe9 {{ page.title }}")
    assert [problem.split(" ")[:2] for problem in site(root=root).problems] == [["themes/t/templates/page.html:2:4", "TX001"]]


def test_a_byte_order_mark_does_not_harm_a_template(tmp_path, site):
    root = unpacked(THEME + "-- themes/t/templates/page.html --\nx\n", tmp_path / "site")
    (root / "themes/t/templates/page.html").write_bytes(b"\xef\xbb\xbf<p>{{ page.title }}</p>")
    built = site(root=root)
    assert built.text("a/index.html") == "<p>A</p>"


def test_links_and_pipes_in_a_theme_are_refused_by_name(tmp_path, site):
    root = unpacked(THEME + "-- themes/t/templates/page.html --\nx\n-- themes/t/assets/sub/a.css --\nx\n", tmp_path / "site")
    links = {"templates/x.html": "/etc/passwd", "assets/etc": "/etc", "assets/dead": "nowhere", "assets/self": "self", "assets/sub/loop": ".."}
    for name, target in links.items():
        (root / "themes/t" / name).symlink_to(target)
    assert sorted(problem.split(":")[0].removeprefix("themes/t/") for problem in site(root=root).problems) == sorted(links)


def test_a_theme_that_is_a_link_out_of_the_site_is_refused(tmp_path, site):
    root = unpacked(THEME, tmp_path / "site")
    (root / "themes/t").rename(tmp_path / "t")
    (root / "themes/t").symlink_to(tmp_path / "t")
    assert site(root=root).codes == ["TH005"]


@pytest.mark.parametrize(
    "picture",
    [
        '<svg onload="alert(1)"/>',
        "<svg><script>alert(1)</script></svg>",
        '<svg><x:script xmlns:x="http://www.w3.org/1999/xhtml">1</x:script></svg>',
        '<svg><a xlink:href="javas&#99;ript:alert(1)"/></svg>',
        '<svg><a xlink:href="java&#10;script:alert(1)"/></svg>',
        '<svg><set attributeName="onmouseover" to="alert(1)"/></svg>',
        '<svg><foreignObject><iframe src="https://evil.example"/></foreignObject></svg>',
        '<!DOCTYPE svg [<!ENTITY x "y">]><svg/>',
        '<?xml-stylesheet href="data:text/xsl,x"?><svg/>',
    ],
)
@pytest.mark.parametrize("place", ["themes/t/assets/x.SVG", "content/x.svg"])
def test_a_picture_that_is_more_than_a_picture_is_refused(site, picture, place):
    built = site(f"{THEME}-- {place} --\n{picture}\n-- content/c.md --\n# C\n" + ("![x](x.svg)\n" if place.startswith("content") else ""))
    assert [problem.split(" ")[:2] for problem in built.problems] == [[f"{place}:1:1", "FS005"]]


def test_a_style_sheet_asks_no_other_host(site):
    styles = (
        '@import url(https://a.evil/a.css);\n@IMPORT "https://b.evil/b.css";\na { background: URL(//c.evil/x.png) }\n'
        'b { background: u\\72l(https://d.evil/) }\nc { background: image-set("https://e.evil/s.png" 1x) }\n@import "https://f.evil/x.css"'
    )
    built = site(f"{THEME}styles: [a.css]\n-- themes/t/assets/a.css --\n{styles}")
    assert not built.report.failed
    assert set(built.codes) == {"TH007"}
    assert len(built.codes) == 6
    assert not [path for path in built.paths if path.endswith(".css") and ".evil" in built.text(path)]


THEME_FILES = {
    "an unknown key": ("theme.yaml", "nam: T\nextends: base\n", "1:1"),
    "no such theme below": ("theme.yaml", "extends: bse\n", "1:10"),
    "a theme that builds on itself": ("theme.yaml", "extends: t\n", "1:10"),
    "a style sheet outside": ("theme.yaml", "extends: base\nstyles: [../../../site.yaml]\n", "2:10"),
    "a script that is not there": ("theme.yaml", "extends: base\nscripts: [a.js]\n", "2:11"),
    "a token that breaks out": ("tokens.yaml", 'color:\n  brand:\n    $value: "red;} x{"\n', "3:13"),
    "a dark token that breaks out": ("tokens.yaml", 'color:\n  brand:\n    $value: red\n    $extensions: {itsite: {dark: "}</style>"}}\n', "3:13"),
    "a token of fields": ("tokens.yaml", "color:\n  brand:\n    $extensions: [a]\n    $value: {a: b}\n", "4:13"),
    "a string that is a list": ("strings/en.yaml", "menu: [a]\n", "1:7"),
    "a quotation mark not closed": ("strings/en.yaml", 'menu: "a\n', "1:7"),
}


@pytest.mark.parametrize(("name", "text", "place"), THEME_FILES.values(), ids=THEME_FILES)
def test_a_mistake_in_a_file_of_the_theme_is_one_problem_at_its_place(site, name, text, place):
    archive = THEME if name != "theme.yaml" else SITE
    built = site(f"{archive}-- themes/t/{name} --\n{text}")
    problems = [problem for problem in built.problems if problem.startswith("themes/t/") and "/templates/" not in problem]
    assert [problem.split(" ")[0] for problem in problems] == [f"themes/t/{name}:{place}"], built.problems
    assert built.report.failed


def test_words_of_a_theme_are_escaped(site):
    built = site(f"{THEME}-- themes/t/strings/en.yaml --\nmenu: <script>alert(1)</script>\nskip: <script>alert(1)</script>\n")
    assert "<script>alert" not in built.text("a/index.html")


def test_a_template_cannot_leave_escaping(site):
    template = '{% extends "base:page.html" %}\n{% block content %}{% autoescape false %}{{ page.title }}{% endautoescape %}{% endblock %}\n'
    built = site(f"{THEME}-- themes/t/templates/page.html --\n{template}-- content/help.md --\n# <b>Help</b>\n")
    assert any(p.startswith("themes/t/templates/page.html:2:1 TH002") and "escape" in p for p in built.problems), built.problems
