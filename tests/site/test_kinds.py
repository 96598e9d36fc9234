"""The kind of a page comes from its place, and its template shows what its fields say."""

import json

from tests.parsing import parsed


def kinds_by_path(built):
    return {path: parsed(built.text(path)).all("body")[0].get("class") for path in built.paths if path.endswith("index.html")}


def test_the_place_of_a_file_says_its_kind(site):
    built = site(
        "-- content/mission.md --\n# M\n-- content/vision.md --\n# V\n-- content/services/s.md --\n# S\n-- content/services/deep/t.md --\n# T\n"
        "-- content/news/2026-11-01-n.md --\n# N\n-- content/newsletters/2026-11.md --\n# L\n-- content/help/mission.md --\n# P\n-- content/help/news/x.md --\n# X\n"
    )
    assert not built.report.failed, built.problems
    classes = kinds_by_path(built)
    assert classes["mission/index.html"] == classes["vision/index.html"] == "statement"
    assert classes["services/s/index.html"] == classes["services/deep/t/index.html"] == "service"
    assert (classes["news/2026/n/index.html"], classes["newsletters/2026-11/index.html"]) == ("news", "newsletter")
    assert classes["help/mission/index.html"] == classes["help/news/x/index.html"] == "plain"


def test_a_service_without_any_field_is_a_page_with_its_title(site):
    built = site("-- content/services/vpn.md --\n# VPN\n")
    assert not built.problems
    page = parsed(built.text("services/vpn/index.html"))
    assert page.text("h1") == ["VPN"]


def test_a_service_shows_its_facts(site):
    built = site("""
-- content/team.md --
---
title: The team
extra: {mail: team@it.test.example, phone: "4357"}
---
x
-- content/services/vpn.md --
---
title: VPN
status: pilot
price: {amount: 12.5, currency: EUR, unit: per month, note: NOTE}
hours: HOURS
response_time: RESPONSE
availability: 99.5 %
how_to_order: ../team.md
contact: ../team.md
touchpoints: [{when: WHEN, channel: CHANNEL, what: WHAT}]
related: [fax]
---
x
-- content/services/fax.md --
---
title: Fax
price: included
how_to_order: https://order.example/fax
contact: {name: Ida, mail: ida@it.test.example, phone: "12"}
---
x
-- content/news/2026-11-01-n.md --
---
title: NEWS
services: [../services/vpn.md]
---
x
""")
    assert not built.problems
    page = parsed(built.text("services/vpn/index.html"))
    text = page.text("main")[0]
    for wanted in ("€12.50", "per month", "NOTE", "HOURS", "RESPONSE", "99.5 %", "WHEN", "CHANNEL", "WHAT", "The team", "4357", "NEWS", "Fax"):
        assert wanted in text, wanted
    assert page.hrefs("NEWS") == ["../../news/2026/n/"]
    assert "mailto:team@it.test.example" in [a.get("href") for a in page.all("a")]
    fax = parsed(built.text("services/fax/index.html"))
    assert "https://order.example/fax" in [a.get("href") for a in fax.all("a")]
    assert "tel:12" in [a.get("href") for a in fax.all("a")]
    assert parsed(built.text("news/2026/n/index.html")).hrefs("VPN") == ["../../../services/vpn/"]


def test_a_mission_shows_statement_promises_and_their_evidence(site):
    built = site("""
-- content/mission.md --
---
title: Our mission
statement: STATEMENT
promises:
  - text: PROMISE
    evidence: {figure: "97", unit: percent, date: 2026-10-01, source: SOURCE}
  - text: BARE
---
BODY
""")
    assert not built.problems
    text = parsed(built.text("mission/index.html")).text("main")[0]
    for wanted in ("STATEMENT", "PROMISE", "97", "percent", "SOURCE", "BARE", "BODY"):
        assert wanted in text
    assert "STATEMENT" in built.text("index.html")


def test_a_changed_piece_of_news_says_so(site):
    built = site("-- content/news/2026-11-01-n.md --\n---\ntitle: N\nupdated: 2026-11-05\nchange: major\nchange_note: CHANGED\n---\nx\n")
    assert "CHANGED" in built.text("news/2026/n/index.html")


def test_a_piece_of_news_takes_date_and_address_from_its_name_or_from_its_fields(site):
    built = site(
        "-- content/news/2026-11-01-from-name.md --\n# A\n\nx\n-- content/news/undated.md --\n---\ntitle: B\ndate: 2025-03-01\nslug: own\n---\nx\n"
        "-- content/news/deep/er/2024-01-01-nested.md --\n# C\n\nx\n"
    )
    assert not built.problems
    assert {"news/2026/from-name/index.html", "news/2025/own/index.html", "news/2024/nested/index.html"} <= built.paths


def test_a_piece_of_news_without_a_date_is_an_error_with_its_cure(site):
    assert [p.code for p in site("-- content/news/undated.md --\n# B\n\nx\n").report.problems] == ["FM013"]


def test_urgent_news_are_a_banner_on_every_page_but_their_own_until_the_day_they_are_pinned_for(site):
    archive = "-- content/a.md --\n# A\n-- content/news/2026-11-01-n.md --\n---\ntitle: URGENT\nimportance: urgent\n---\nx\n"
    built = site(archive)
    assert "URGENT" in parsed(built.text("a/index.html")).text("aside")[0]
    assert "URGENT" in parsed(built.text("404.html")).text("aside")[0]
    own = parsed(built.text("news/2026/n/index.html"))
    assert not [aside for aside in own.text("aside") if "URGENT" in aside]
    over = site(archive.replace("importance: urgent", "importance: urgent\npin_until: 2026-11-10"), root=built.root)
    assert "URGENT" not in over.text("a/index.html")


def test_front_matter_names_another_template_for_any_page_home_and_lists_too(site):
    theme = """
-- site.yaml --
name: IT
url: https://it.test.example/
theme: own
-- themes/own/theme.yaml --
name: Own
extends: base
-- themes/own/templates/wide.html --
{% extends 'layout.html' %}
{% block content %}<h1>WIDE {{ title }}</h1>{% endblock %}
"""
    page = "---\ntitle: T\ntemplate: wide.html\n---\nx\n"
    built = site(theme + "".join(f"-- content/{p}.md --\n{page}" for p in ("index", "a", "news/index")) + "-- content/news/2026-11-01-n.md --\n# N\n")
    assert not built.report.failed, built.problems
    for path in ("index.html", "a/index.html", "news/index.html"):
        assert "WIDE" in built.text(path), path


def test_a_template_that_the_theme_does_not_have_is_an_error_at_its_line(site):
    built = site("-- content/a.md --\n---\ntitle: A\ntemplate: pgae.html\n---\nx\n")
    assert [(p.code, p.at.line, "page.html" in p.hint) for p in built.report.problems] == [("TH003", 3, True)]


def test_extra_is_handed_to_the_theme_as_it_was_written(site):
    own = "-- themes/own/theme.yaml --\nextends: base\n-- themes/own/templates/page.html --\n{% extends 'base:page.html' %}\n{% block content %}<h1>{{ page.extra.deep[0].er }}</h1>{% endblock %}\n"
    built = site(
        "-- site.yaml --\nname: IT\nurl: https://a.example/\ntheme: own\n" + own + "-- content/a.md --\n---\ntitle: A\nextra: {deep: [{er: VALUE}]}\n---\nx\n"
    )
    assert "<h1>VALUE</h1>" in built.text("a/index.html")


def test_the_schema_of_each_kind_is_shown(itsite, tmp_path):
    ran = itsite("schema", cwd=tmp_path)
    assert ran.code == 0
    assert "price" in json.dumps(json.loads(ran.out))
