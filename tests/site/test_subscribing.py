"""The page that says how to follow: it offers what there is, and nothing else."""

import html5lib

SITE = """
-- site.yaml --
name: IT Test
url: https://it.test.example/it/
{more}
-- content/news/2026-11-01-a.md --
# A
"""
EVENT = """
-- content/events/talk.md --
---
title: Talk
start: 2026-12-01T10:00
---
"""


def ways(built):
    tree = html5lib.parse(built.text("subscribe/index.html"), namespaceHTMLElements=False)
    return {link.get("href"): "".join(link.itertext()) for link in tree.iter("a")}


def test_the_newsletter_by_mail_is_offered_where_the_site_says_how(site):
    plain = ways(site(SITE.format(more="")))
    assert not [address for address in plain if address.startswith("mailto:")]
    offered = ways(site(SITE.format(more="mail:\n  subscribe: mailto:it@test.example?subject=Newsletter")))
    assert offered["mailto:it@test.example?subject=Newsletter"] == "Subscribe by mail"
    assert "https://forms.test.example/x" in ways(site(SITE.format(more="mail: {subscribe: 'https://forms.test.example/x'}")))


def test_the_calendar_is_offered_where_there_are_events(site):
    assert "../events.ics" not in ways(site(SITE.format(more="")))
    offered = ways(site(SITE.format(more="") + EVENT))
    assert offered["../events.ics"] == "https://it.test.example/it/events.ics"
    assert "webcal://it.test.example/it/events.ics" in offered
    assert "../audiences/office/events.ics" not in offered
    audience = "audiences: {office: Office, all: All}\n"
    some = ways(site(SITE.format(more=audience) + EVENT.replace("start:", "audiences: [office]\nstart:")))
    assert some["../audiences/office/events.ics"] == "Office"
    assert "../audiences/all/events.ics" not in some


def test_a_place_to_subscribe_that_is_none_is_a_mistake(site):
    built = site(SITE.format(more="mail: {subscribe: it@test.example}"))
    assert [problem for problem in built.problems if "site.yaml:3" in problem and "subscribe" in problem]
