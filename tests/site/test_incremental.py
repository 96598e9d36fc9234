"""What a second build makes anew, and why."""

import datetime as dt
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from itsite.engine.runner import Direct
from itsite.engine.store import MemoryStore
from itsite.incremental.reasons import changes_between
from itsite.incremental.record import load_record, out_name, recipe_of
from itsite.incremental.repetition import repeated
from itsite.model.edition import Edition
from itsite.model.output import Body
from itsite.model.report import Report
from itsite.pipeline import Request, build
from itsite.places import work_folder
from itsite.render import ChannelRecipe, PageRecipe
from itsite.sources import Sources, read_sources
from itsite.views.feeds import FeedItem, FeedView
from tests.conftest import NOW, tree, unpacked
from tests.parsing import feed_of

SITE = """
-- site.yaml --
name: IT Test
url: https://it.test.example/
languages: [en, de]
feeds: {limit: 2}
-- content/index.md --
# Home
-- content/services/vpn.md --
---
title: VPN
summary: From home.
---
Text.
-- content/news/2026-03-03-newest.md --
---
title: Newest
summary: In short.
tags: [network, phones]
---
Words. See [VPN](../services/vpn.md).
-- content/news/2026-03-02-second.md --
---
title: Second
tags: [phones]
---
Words.
-- content/news/2026-03-01-oldest.md --
---
title: Oldest
summary: In short.
tags: [printers]
---
Words.
-- content/news/2026-03-03-neuestes.de.md --
---
title: Neuestes
---
Worte.
"""
ARCHIVE = "archive/2026-1-3/atom.xml"
NEWEST, OLDEST = "content/news/2026-03-03-newest.md", "content/news/2026-03-01-oldest.md"


class Site:
    """A site that is built again and again into the same folder, with one store."""

    def __init__(self, folder: Path, archive: str = SITE) -> None:
        self.root, self.out, self.store, self.at = unpacked(archive, folder / "site"), folder / "site" / "build", MemoryStore(), NOW
        self.build()

    def build(self) -> Report:
        self.at += dt.timedelta(minutes=1)
        report = build(Request(self.root, self.at, store=self.store), self.out)
        assert not report.failed, report.problems
        return report

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def repeated(self) -> Report | None:
        """The next build, if it can do without linking and planning."""
        name = out_name(self.root, self.out)
        sources = read_sources(self.root, Edition(self.at), None, self.store, Direct())
        record = load_record(self.store, name)
        assert isinstance(sources, Sources)
        assert record
        return repeated(sources, record, name, self.out, work_folder(self.root, self.out), strict=False)

    def anew(self) -> dict[str, tuple[str, ...]]:
        """What the last build made anew, and why."""
        record = load_record(self.store, out_name(self.root, self.out))
        assert record
        return {path: why for path, (at, why) in record.reasons.items() if at == self.at}

    def assert_clean(self) -> None:
        clean = self.root.parent / "clean"
        assert not build(Request(self.root, self.at), clean).failed
        assert tree(self.out) == tree(clean)


def feeds_at(*places: str) -> set[str]:
    """The files of feeds that stand in these folders."""
    return {place + name for place in places for name in ("feed.xml", "atom.xml", "feed.json")}


@pytest.fixture
def standing(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_other_words_in_the_newest_news_make_its_page_and_the_feeds_that_show_it_anew(standing):
    standing.edit(NEWEST, "Words.", "Other words.")
    report = standing.build()
    wanted = {"news/2026/newest/index.html", ARCHIVE, *feeds_at("", "tags/network/", "tags/phones/")}
    assert standing.anew() == dict.fromkeys(wanted, (f"the text of {NEWEST} changed",))
    assert (report.rendered, report.reused) == (len(wanted), report.outputs - len(wanted))
    assert report.made == len(wanted)
    standing.assert_clean()


def test_other_words_in_news_need_no_linking(standing):
    standing.edit(NEWEST, "Words.", "Other words.")
    report = standing.repeated()
    assert report
    assert report.rendered == 1 + 1 + 3 * 3
    content = feed_of((standing.out / "feed.xml").read_text(encoding="utf-8")).items[0].content
    assert content == '<p>Other words. See <a href="https://it.test.example/services/vpn/">VPN</a>.</p>'
    standing.assert_clean()


def test_news_that_are_in_no_feed_any_more_leave_the_feed_alone(standing):
    standing.edit(OLDEST, "Words.", "Other words.")
    standing.build()
    assert set(standing.anew()) == {"news/2026/oldest/index.html", ARCHIVE, *feeds_at("tags/printers/")}
    standing.assert_clean()


def test_words_elsewhere_leave_every_feed_alone(standing):
    standing.edit("content/services/vpn.md", "Text.", "Other text.")
    report = standing.build()
    assert (report.rendered, report.made) == (1, 1)
    assert set(standing.anew()) == {"services/vpn/index.html"}


def test_another_title_makes_only_pages_and_feeds_that_show_it(standing):
    """Beside them only what a channel makes without a view, which may depend on anything: the sitemap, robots.txt, files of the theme."""
    standing.edit("content/services/vpn.md", "title: VPN", "title: Virtual network")
    report = standing.build()
    without_view = [path for path in tree(standing.out) if (path.startswith("assets/") and "icon" not in path) or path in {"robots.txt", "sitemap.xml"}]
    assert report.rendered == len(standing.anew())
    assert report.made == report.rendered + len(without_view)
    standing.assert_clean()


def test_words_that_leave_no_trace_make_nothing_anew(standing):
    standing.edit("content/services/vpn.md", "Text.", "Text.\n\n\n\n")
    report = standing.build()
    assert (report.rendered, report.made) == (0, 0)


def test_another_title_changes_the_feeds_that_show_it_and_no_other_one(standing):
    standing.edit(OLDEST, "title: Oldest", "title: The oldest")
    assert standing.repeated() is None
    standing.build()
    anew = standing.anew()
    assert {path for path in anew if path.endswith("feed.xml")} == {"tags/printers/feed.xml"}
    assert 'items[0].title changed: "Oldest" → "The oldest"' in anew["tags/printers/feed.xml"]
    standing.assert_clean()


def test_an_address_that_moves_changes_the_feeds_whose_texts_lead_there(standing):
    standing.edit("content/services/vpn.md", "title: VPN", "title: VPN\nslug: tunnel")
    standing.build()
    anew = {path: why for path, why in standing.anew().items() if path.endswith("feed.xml")}
    assert set(anew) == {"feed.xml", "tags/network/feed.xml", "tags/phones/feed.xml"}
    assert anew["feed.xml"] == ('items[0].body.targets[0].path changed: "services/vpn/" → "services/tunnel/"',)
    standing.assert_clean()


def test_a_new_item_is_the_reason_and_not_the_places_of_those_below_it(standing):
    (standing.root / "content/news/2026-03-04-new.md").write_text("---\ntitle: New\n---\nNews.\n", encoding="utf-8")
    standing.build()
    why = "\n".join(standing.anew()["feed.xml"])
    assert "items[0] changed: nothing → FeedItem(title='New'" in why
    assert "items[1] changed: FeedItem(title='Second'" in why
    assert "items[1].title" not in why
    standing.assert_clean()


def test_a_feed_that_somebody_has_changed_is_written_again(standing):
    (standing.out / "feed.xml").write_text("<rss/>", encoding="utf-8")
    assert standing.repeated() is None
    standing.build()
    assert standing.anew() == {"feed.xml": ("the file in the output folder was missing or had been changed",)}
    standing.assert_clean()


def test_what_is_kept_of_a_feed_is_what_it_shows_and_nothing_of_the_site(standing):
    name = out_name(standing.root, standing.out)
    record = load_record(standing.store, name)
    assert record
    data = recipe_of(standing.store, name, "feed.xml", record.outputs["feed.xml"].view)
    assert data
    recipe = pickle.loads(data)  # noqa: S301 - written by this test
    assert isinstance(recipe, ChannelRecipe)
    assert (recipe.channel, recipe.paths) == ("rss", ("news/2026-03-03-newest.md", "news/2026-03-02-second.md"))
    assert isinstance(recipe.view, FeedView)
    assert [item.title for item in recipe.view.items] == ["Newest", "Second"]
    assert [item.description for item in recipe.view.items] == ["In short.", "Words."]
    assert len(data) < 2_000


def own_theme(template: str) -> str:
    """A site whose page uses a template that includes one of three parts."""
    return f"""
-- site.yaml --
name: IT Test
url: https://it.test.example/
theme: own
-- themes/own/theme.yaml --
extends: base
-- themes/own/templates/page.html --
{{% extends "base:page.html" %}}
{{% block content %}}{template}{{% endblock %}}
-- themes/own/templates/part-page.html --
First part.
-- themes/own/templates/part-.html --
Part without a kind.
-- themes/own/templates/other.html --
Other part.
-- content/index.md --
# Home
-- content/about.md --
# About
"""


COMPUTED = {
    "put together": '{% include "part-" ~ page.kind ~ ".html" %}',
    "put together from one name": '{% include "part-page" ~ ".html" %}',
    "the first of several that is there": '{% set own = "part-" ~ page.kind ~ ".html" %}{% include [own, "other.html"] %}',
    "chosen by a condition": '{% set own = "part-" ~ page.kind ~ ".html" %}{% include own if page.title else "other.html" %}',
    "named by a filter": '{% include "PART-PAGE.HTML"|lower %}',
}


@pytest.mark.parametrize("template", COMPUTED.values(), ids=COMPUTED)
def test_a_part_of_a_template_whose_name_is_computed_is_not_forgotten(tmp_path, template):
    standing = Site(tmp_path, own_theme(template))
    standing.edit("themes/own/templates/part-page.html", "First part.", "Second part.")
    standing.build()
    assert "about/index.html" in standing.anew()
    assert "Second part." in (standing.out / "about/index.html").read_text(encoding="utf-8")
    standing.assert_clean()


PLAIN = {
    "alone": '{% include "part-page.html" %}',
    "if it is there": "{%- include 'part-page.html' ignore missing without context -%}",
}


@pytest.mark.parametrize("template", PLAIN.values(), ids=PLAIN)
def test_a_part_whose_name_is_plain_is_the_only_one_that_counts(tmp_path, template):
    standing = Site(tmp_path, own_theme(template))
    standing.edit("themes/own/templates/other.html", "Other part.", "Yet another part.")
    standing.build()
    assert "about/index.html" not in standing.anew()
    standing.edit("themes/own/templates/part-page.html", "First part.", "Second part.")
    standing.build()
    assert "about/index.html" in standing.anew()
    standing.assert_clean()


MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


@pytest.mark.parametrize("marks", [MARK, MARK * 2, MARK * 3, f"{MARK * 2}\n\n"], ids=["one", "two", "three", "two and empty lines"])
def test_byte_order_marks_before_the_fields_hide_no_change_of_them(tmp_path, marks):
    standing = Site(tmp_path, f"{SITE}-- content/guide.md --\n{marks}---\ntitle: Guide\nsummary: How to.\ntags: [phones]\n---\nWords.\n")
    standing.edit("content/guide.md", "tags: [phones]", "tags: [printers]")
    standing.build()
    lists = {name: (standing.out / "tags" / name / "index.html").read_text(encoding="utf-8") for name in ("phones", "printers")}
    assert {name: "How to." in text for name, text in lists.items()} == {"phones": False, "printers": True}
    standing.assert_clean()


def item(title: str) -> FeedItem:
    body = Body(f"{title}.md", f"{title}/", ())
    return FeedItem(title, f"https://a.example/{title}/", title, "", "", body, "", "https://a.example/", (), NOW, NOW, (), ())


def feed(*titles: str) -> ChannelRecipe:
    home, items = "https://a.example/", tuple(map(item, titles))
    view = FeedView("Feed", "", "en", "", f"{home}feed.xml", home, "", NOW, "", "", "", "", ("rss",), items)
    return ChannelRecipe("rss", view, tuple(f"{title}.md" for title in titles))


def test_items_in_another_order_are_a_change():
    assert [said.partition(":")[0] for said in changes_between(feed("a", "b"), feed("b", "a"))] == ["items changed", "texts changed"]


def test_a_field_of_a_feed_is_named_as_it_is_called():
    old = feed("a")
    assert changes_between(old, old._replace(view=replace(old.view, title="Other"))) == ('title changed: "Feed" → "Other"',)


def test_two_fields_that_have_changed_places_have_changed():
    old = feed("a")
    new = old._replace(view=replace(old.view, title="", description="Feed"))
    assert changes_between(old, new) == ('title changed: "Feed" → ""', 'description changed: "" → "Feed"')


def test_a_view_that_has_no_fields_is_named_as_a_whole():
    assert changes_between(ChannelRecipe("x", "one", ()), ChannelRecipe("x", "two", ())) == ('view changed: "one" → "two"',)
    assert changes_between(PageRecipe("a.html", "en", 1, None), PageRecipe("b.html", "en", 1, None)) == ('template changed: "a.html" → "b.html"',)


WITH_BLOCKS = """
-- site.yaml --
name: IT Test
url: https://it.test.example/
theme: own
-- themes/own/theme.yaml --
name: Own
extends: base
-- content/services/vpn.md --
---
title: VPN
summary: From home.
---
Text.
-- content/ida.md --
---
title: Ida
extra: {mail: ida@example.org}
---
Ida.
-- content/film.mp4 --
mp4
-- content/named.md --
---
title: Named
---
/// cards
- [](services/vpn.md)
///
-- content/found.md --
---
title: Found
---
/// cards
    kind: service
///
-- content/asked.md --
---
title: Asked
---
/// contact
    page: ida.md
///
-- content/news/2026-03-01-told.md --
---
title: Told
---
/// cards
- [](../services/vpn.md)
///

/// video | ../film.mp4
    title: Film

Said.
///
"""


@pytest.fixture
def with_blocks(tmp_path: Path) -> Site:
    return Site(tmp_path, WITH_BLOCKS)


def test_another_summary_makes_the_pages_with_its_card_anew(with_blocks):
    with_blocks.edit("content/services/vpn.md", "From home.", "From everywhere.")
    with_blocks.build()
    assert {"named/index.html", "found/index.html", "news/2026/told/index.html"} <= set(with_blocks.anew())
    assert "asked/index.html" not in with_blocks.anew()
    assert "From everywhere." in (with_blocks.out / "named/index.html").read_text(encoding="utf-8")
    with_blocks.assert_clean()


def test_another_title_is_in_the_feed_that_shows_the_card(with_blocks):
    with_blocks.edit("content/services/vpn.md", "title: VPN", "title: Remote access")
    with_blocks.build()
    assert "feed.xml" in with_blocks.anew()
    assert "Remote access</a></li>" in feed_of((with_blocks.out / "feed.xml").read_text(encoding="utf-8")).items[0].content
    with_blocks.assert_clean()


def test_other_words_below_a_card_leave_the_pages_alone_that_show_it(with_blocks):
    with_blocks.edit("content/services/vpn.md", "Text.", "Other text.")
    with_blocks.build()
    assert set(with_blocks.anew()) == {"services/vpn/index.html"}
    with_blocks.assert_clean()


def test_a_new_page_is_among_those_that_a_rule_finds(with_blocks):
    (with_blocks.root / "content/services/wifi.md").write_text("# Wi-Fi\n\nWaves.\n", encoding="utf-8")
    with_blocks.build()
    assert "Wi-Fi" in (with_blocks.out / "found/index.html").read_text(encoding="utf-8")
    assert "named/index.html" not in with_blocks.anew()
    with_blocks.assert_clean()


def test_another_rule_finds_other_pages(with_blocks):
    with_blocks.edit("content/found.md", "kind: service", "kind: news")
    with_blocks.build()
    text = (with_blocks.out / "found/index.html").read_text(encoding="utf-8")
    assert "Told</a>" in text
    with_blocks.assert_clean()


def test_another_number_of_a_person_makes_the_contact_anew(with_blocks):
    with_blocks.edit("content/ida.md", "ida@example.org", "i@example.org")
    with_blocks.build()
    assert "mailto:i@example.org" in (with_blocks.out / "asked/index.html").read_text(encoding="utf-8")
    assert "named/index.html" not in with_blocks.anew()
    with_blocks.assert_clean()


def test_another_word_of_the_theme_is_in_pages_and_feeds(with_blocks):
    strings = with_blocks.root / "themes/own/strings/en.yaml"
    strings.parent.mkdir(parents=True)
    strings.write_text("block_transcript: What is said\n", encoding="utf-8")
    with_blocks.build()
    for path in ("feed.xml", "news/2026/told/index.html"):
        assert "<summary>What is said</summary>" in (with_blocks.out / path).read_text(encoding="utf-8")
    with_blocks.assert_clean()
