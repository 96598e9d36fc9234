"""What an edition may not show is in no outlet of it: feeds, calendars, search, mail, chats, plan (L1 to L4)."""

import datetime as dt
import re

import pytest

from tests.conftest import tree, unpacked
from tests.site.canaries import SITE
from tests.site.outlets import SECTIONS, of_build, of_commands

LEVELS = ("public", "internal", "confidential")
CANARY = re.compile(r"canary[- ]?[a-z]+", re.IGNORECASE)
# Beside what canaries.py hides: events, what stands beside content/, what shown pages have and do not show.
MORE = """
-- recipients.csv --
email,name
canary-recipient@test.example,Canary recipientname
-- content/recipients.csv --
email
canary-recipientincontent@test.example
-- content/_parts/part.md --
canary-includedtext
-- content/including.md --
---
title: Including
extra: {note: canary-extraofashownpage}
review_by: 2026-11-01
---
--8<-- "_parts/part.md"
{% include "_parts/part.md" %}
[[_parts/part.md]]
-- content/events/shown.md --
---
title: A shown event
start: 2026-12-01T10:00
date: 2026-11-10
place: Hall 3
---
See [](canary-draftevent.md).
-- content/events/canary-draftevent.md --
---
title: Canary drafteventtitle
start: 2026-12-02T10:00
place: canary-drafteventplace
draft: true
---
canary-drafteventtext
-- content/events/closed.md --
---
title: Canary closedevent
start: 2026-12-02T10:00
place: canary-closedplace
classification: confidential
---
canary-closedeventtext
-- content/events/later.md --
---
title: Canary laterevent
start: 2027-01-02T10:00
publish: 2026-12-24
---
canary-latereventtext
"""
HIDING = SITE.replace("# canary-configcomment\n", f"# canary-configcomment\n{SECTIONS.lstrip()}", 1) + MORE
# For the team, drafts, what is scheduled and what has expired are no secrets: that is what a plan is for. What is more closed than asked for stays one.
PLANS = {"plan", "plan.txt", "plan.html", "plan.ics"}
SCHEDULED = re.compile(
    r"canary[- ]?(expired\w*|futureservice|futurenews|embargonews|futureissue|laterevent|latereventtext|draft\w*|newsslug|servicetitle|folder\w*|deeper\w*)",
    re.IGNORECASE,
)


def canaries(texts):
    return sorted(f"{name}: {word}" for name, text in texts.items() for word in CANARY.findall(text))


def test_nothing_hidden_is_in_any_outlet(site, tmp_path):
    built = site(HIDING)
    assert not built.report.failed, built.problems
    files = of_build(built.out)
    # The outlets are all there, and have what may be seen.
    for name in ("feed.xml", "atom.xml", "feed.json", "feeds.opml", "events.ics", "sitemap.xml", "tags/remote/feed.xml", "services/vpn/feed.xml"):
        assert name in files
    assert any("Shown news" in text for name, text in files.items() if name.endswith(".pf_fragment"))
    assert "A shown event" in files["events.ics"]
    assert canaries(files) == []
    made = of_commands(built.root, "internal", tmp_path / "made")
    assert "Shown news" in made["mail"]
    assert "Shown news" in made["posts"]
    assert "A shown event" in made["posts"]
    assert canaries({name: text for name, text in made.items() if name not in PLANS}) == []
    told = [SCHEDULED.sub("", text) for name, text in made.items() if name in PLANS]
    assert canaries(dict(enumerate(map(str, told)))) == []
    assert "Canary futurenews" in made["plan"]
    # Nor where it was made (L6).
    assert not [name for name, text in {**files, **made}.items() if str(tmp_path) in text]


def test_the_canaries_sing_in_each_outlet_where_they_may(site, tmp_path):
    at = dt.datetime(2026, 12, 25, tzinfo=dt.UTC)
    built = site(HIDING, drafts=True, classification="confidential", at=at)
    files = of_build(built.out)
    for name in ("atom.xml", "feed.json", "events.ics", "sitemap.xml", "feeds.opml"):
        assert CANARY.search(files[name]), name
    assert any(CANARY.search(text) for name, text in files.items() if name.endswith(".pf_fragment"))
    assert any(CANARY.search(text) for name, text in files.items() if "archive" in name)
    made = of_commands(built.root, "confidential", tmp_path / "made", at=at)
    assert [name for name, text in made.items() if not CANARY.search(text)] == ["plan.ics"]


def page(kind, level, more=""):
    """A page of a kind that one level may see, with a word of its own in all that outlets take from pages."""
    word = f"bird{level}{kind}"
    fields = (
        f"title: A {word}\nsummary: {word}summary\ntags: [{word}tag, shared]\naudiences: [office]\nid: {word}id\nowner: {word}owner\naliases: [/{word}alias/]\n"
    )
    return f"---\n{fields}image: {word}.png\nimage_alt: {word}alt\nclassification: {level}\n{more}---\n{word}text [](../all/{level}.md)\n"


def editions():
    """A site with a page of each kind for each level."""
    files = [f"-- site.yaml --\nname: IT Test\nurl: https://it.test.example/\nlanguages: [en, de]\naudiences: {{office: Office}}\n{SECTIONS.lstrip()}"]
    files.append("-- content/index.md --\n---\ntitle: Home\nclassification: public\n---\nHello.\n")
    for n, level in enumerate(LEVELS, 1):
        files += [
            f"-- content/all/{level}.md --\n{page('page', level)}",
            f"-- content/services/s{n}.md --\n{page('service', level, 'category: Work' + chr(10))}",
            f"-- content/news/2026-11-1{n}-n{n}.md --\n{page('news', level, f'services: [../services/s{n}.md]' + chr(10))}",
            f"-- content/events/e{n}.md --\n{page('event', level, f'start: 2026-12-0{n}T10:00{chr(10)}place: bird{level}eventplace{chr(10)}')}",
            f"-- content/newsletters/2026-0{n}.md --\n{page('newsletter', level, f'items: [../news/2026-11-1{n}-n{n}.md]{chr(10)}')}",
        ]
        files += [
            f"-- content/{folder}/bird{level}{kind}.png --\n{level}{kind}\n"
            for folder, kind in (("all", "page"), ("services", "service"), ("news", "news"), ("events", "event"), ("newsletters", "newsletter"))
        ]
        # Only the team's plan knows of it yet.
        files.append(f"-- content/news/2026-12-2{n}-owl{level}.md --\n---\ntitle: Owl{level}\nsummary: owl{level}\nclassification: {level}\n---\nowl{level}\n")
    files.append("-- content/newsletters/2026-11.md --\n---\ntitle: All\nclassification: public\ndate: 2026-11-20\ncollect: {since: 2026-11-01}\n---\nHello.\n")
    return "".join(files)


def birds(texts, word="bird"):
    """The levels whose words are in them."""
    return {level for level in LEVELS for text in texts if f"{word}{level}" in text.lower()}


@pytest.mark.parametrize("level", LEVELS)
def test_each_outlet_of_an_edition_shows_its_level_and_the_more_open_ones_only(site, tmp_path, level):
    shown = {*LEVELS[: LEVELS.index(level) + 1]}
    built = site(editions(), classification=level)
    assert not built.report.failed, built.problems
    files = of_build(built.out)
    assert birds(files.values()) == shown
    for name in ("atom.xml", "feed.json", "feeds.opml", "events.ics", "sitemap.xml", "audiences/office/feed.xml"):
        assert birds([text for path, text in files.items() if path == name or (name == "atom.xml" and "archive" in path)]) == shown, name
    assert birds([text for path, text in files.items() if path.endswith(".pf_fragment")]) == shown
    for name, text in of_commands(built.root, level, tmp_path / "made").items():
        assert birds([text], "owl" if name == "plan.ics" else "bird") == shown, name
        assert birds([text], "owl") == (shown if name in PLANS else set()), name
    assert birds(files.values(), "owl") == set()


STALE = {
    "made a draft": "draft: true",
    "dated ahead": "publish: 2027-03-01",
    "expired": "expires: 2026-11-14",
    "made confidential": "classification: confidential",
}


@pytest.mark.parametrize("how", STALE)
def test_what_was_in_every_outlet_and_is_hidden_now_leaves_no_trace(site, how, tmp_path):
    """The build is made from what the one before it has left, and is the same as one from nothing."""
    built = site(editions())
    of_commands(built.root, "internal", tmp_path / "first")
    for file in (built.root / "content").rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("classification: internal\n", f"{STALE[how]}\n"), encoding="utf-8")
    again = site(root=built.root)
    assert not again.report.failed, again.problems
    assert birds(of_build(again.out).values()) == {"public"}
    made = of_commands(built.root, "internal", tmp_path / "second")
    # The plan knows drafts and what is scheduled, and what has expired.
    assert birds([text for name, text in made.items() if name not in PLANS]) == {"public"}
    if how == "made confidential":
        assert birds(made.values()) == {"public"}
    fresh = unpacked(editions(), tmp_path / "fresh")
    for file in (built.root / "content").rglob("*.md"):
        (fresh / file.relative_to(built.root)).write_bytes(file.read_bytes())
    assert tree(site(root=fresh).out) == tree(again.out)
