"""The checks: what each finds, where, and how much it weighs."""

import pytest

from tests.parsing import parsed


def found(built, code):
    return [(p.at.path, p.at.line, p.severity.value) for p in built.report.problems if p.code == code]


OWN = "-- site.yaml --\nname: IT\nurl: https://a.example/it/\ntheme: own\n{checks}-- themes/own/theme.yaml --\nextends: base\n-- themes/own/templates/page.html --\n{{% extends 'base:page.html' %}}\n{{% block content %}}{template}{{% endblock %}}\n-- content/a.md --\n# A\n\nx\n"


def own(template, checks=""):
    return OWN.format(template=template, checks=checks)


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ('<h1>A</h1><a href="nowhere/">x</a>', "LK001"),
        ('<h1>A</h1><a href="/a/">x</a>', "LK001"),
        ('<h1>A</h1><img src="nowhere.png" alt="x">', "LK001"),
        ('<h1>A</h1><img srcset="nowhere.png 2x" alt="x">', "LK001"),
        ('<h1>A</h1><a href="#nowhere">x</a>', "LK002"),
        ('<h1>A</h1><a href="../#nowhere">x</a>', "LK002"),
        ('<h1>A</h1><img src="https://elsewhere.example/x.png" alt="x">', "LK007"),
        ('<h1>A</h1><link rel="stylesheet" href="//elsewhere.example/x.css">', "LK007"),
        ('<h1>A</h1><script src="https://elsewhere.example/x.js"></script>', "LK007"),
        ('<h1>A</h1><p id="twice"></p><p id="twice"></p>', "AC002"),
        ("<h1>A</h1><h1>B</h1>", "AC003"),
        ("<p>none</p>", "AC003"),
        ("<h1>A</h1><h3>B</h3>", "AC004"),
    ],
)
def test_a_fault_of_a_finished_page_is_found_by_itsite_check(checked, template, code):
    built = checked(own(template))
    assert ("build/a/index.html", 0) in [(path, line) for path, line, _ in found(built, code)], built.problems


@pytest.mark.parametrize(
    "template",
    [
        '<h1>A</h1><a href="/it/a/">x</a>',
        '<h1>A</h1><a href="./#top">x</a><a href="https://elsewhere.example/">y</a>',
        "<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2>",
    ],
)
def test_a_sound_page_has_no_problem(checked, template):
    assert not checked(own(template)).problems


def test_site_yaml_says_how_much_a_check_weighs(checked):
    page = '<h1>A</h1><a href="nowhere/">x</a>'
    assert [severity for _, _, severity in found(checked(own(page)), "LK001")] == ["error"]
    assert [severity for _, _, severity in found(checked(own(page, "checks: {links: warning}\n")), "LK001")] == ["warning"]
    assert not checked(own(page, "checks: {links: 'off'}\n")).problems


def test_a_picture_without_words_is_a_warning_at_its_line(site):
    built = site("-- content/a.md --\n---\ntitle: A\nimage: p.png\n---\nx\n\n![](p.png) ![ok](p.png)\n-- content/p.png --\n1\n")
    assert found(built, "AC001") == [("content/a.md", 3, "warning"), ("content/a.md", 7, "warning")]


def test_a_page_whose_day_of_review_has_passed_is_a_warning_that_names_its_owner(site):
    built = site(
        "-- content/a.md --\n---\ntitle: A\nreview_by: 2026-11-20\nowner: Ida\n---\nx\n-- content/b.md --\n---\ntitle: B\nreview_by: 2026-11-21\n---\nx\n"
    )
    assert found(built, "CT001") == [("content/a.md", 3, "warning")]
    assert "Ida" in built.problems[0]


def test_an_announcement_without_summary_and_text_is_a_warning(site):
    assert found(site("-- content/news/2026-11-01-n.md --\n---\ntitle: N\n---\n"), "CT002") == [("content/news/2026-11-01-n.md", 2, "warning")]


def test_an_owner_that_site_yaml_does_not_name_is_an_error_with_the_nearest(site):
    built = site(
        "-- site.yaml --\nname: IT\nurl: https://a.example/\nchecks: {owners: [Ida Lorenzen]}\n-- content/a.md --\n---\ntitle: A\nowner: Ida Lorentzen\n---\nx\n"
    )
    assert [(p.code, "Ida Lorenzen" in p.hint) for p in built.report.problems] == [("RF002", True)]


def test_a_page_may_be_written_where_one_would_be_made_by_itself(site):
    built = site(
        "-- content/subscribe.md --\n# MINE-1\n-- content/tags.md --\n# MINE-2\n-- content/tags/index.md --\n# x\n".replace(
            "-- content/tags/index.md --\n# x\n", ""
        )
        + "-- content/audiences/index.md --\n# MINE-3\n-- content/a.md --\n---\ntitle: A\ntags: [x]\naudiences: [y]\n---\nx\n"
    )
    assert not built.problems
    for n, path in enumerate(("subscribe", "tags", "audiences"), 1):
        assert parsed(built.text(f"{path}/index.html")).text("h1") == [f"MINE-{n}"]
    assert built.exists("tags/x/index.html")


def test_two_pages_at_one_address_are_an_error_that_names_both(site):
    built = site("-- content/a.md --\n# A\n-- content/b.md --\n---\ntitle: B\nslug: a\n---\nx\n")
    assert [(p.code, p.at.path, "content/a.md" in p.message) for p in built.report.problems] == [("UR001", "content/b.md", True)]
