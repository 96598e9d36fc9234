"""What each system gets: its own rules, and no text that steers it."""

import html
import json
import re
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt

from itsite.announcing.systems import markdown, mastodon, slack, teams
from itsite.announcing.systems.text import shortened
from tests.announcing.conftest import SITE

CARD = json.loads((Path(__file__).parent.parent / "schemas" / "adaptive_card.schema.json").read_text(encoding="utf-8"))
BLOCKS = json.loads((Path(__file__).parent.parent / "schemas" / "slack_blocks.schema.json").read_text(encoding="utf-8"))
NASTY = "@channel <!here> *bold* _it_ ~no~ `x` [a](https://evil.example) {{DATE()}} # 1. <b>&amp; a|b \\ http://x.example"
APART = "\u200b"


@pytest.fixture
def posts(poster):
    def made(kind, more="", title="Third & <last>", summary="Text."):
        poster.site = SITE.replace("staff: {kind: json}", f"staff: {{kind: {kind}{more}}}").replace("classification: public", "")
        poster.site = poster.site.replace(
            "title: Third & <last>\n",
            f"title: {json.dumps(title, ensure_ascii=False)}\nsummary: {json.dumps(summary, ensure_ascii=False)}\nclassification: public\n",
        )
        return poster.found()[1].posts

    return made


def rendered(text):
    """What a reader of Markdown sees of it."""
    found = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"]).render(text)
    return found, html.unescape(re.sub(r"<[^>]+>", "", found)).replace("\u2060", "").strip()


TEXTS = ["1. A list", "- A list", "+ A list", "# A heading", "a_b_c", "5 * 3 * 2", "C:\\Users", "***", "[a](https://evil.example)", "see http://x.example"]
# What a TextBlock has no Markdown for.
MORE = [NASTY, "> A quotation", "===", "---", "| a | b |", "~~no~~"]
CASES = [(escaped, text) for escaped in (markdown.escaped, teams.escaped) for text in TEXTS] + [(markdown.escaped, text) for text in MORE]


@pytest.mark.parametrize(("escaped", "text"), CASES)
def test_markdown_shows_a_text_as_it_is(escaped, text):
    found, seen = rendered(escaped(text))
    assert set(re.findall(r"<(\w+)", found)) <= {"p"}
    assert seen == html.unescape(text)


def test_nobody_is_called():
    assert "@channel" not in markdown.escaped(NASTY)
    assert "<!here>" not in slack.escaped(NASTY)
    assert "{{" not in teams.escaped(NASTY)
    assert slack.escaped("> a & b") == f"{APART}&gt; a &amp; b"
    assert slack.escaped("*bold*") == f"{APART}*{APART}bold{APART}*{APART}"


@pytest.mark.parametrize("title", ["Third", NASTY, "x" * 300])
def test_teams_gets_a_card_by_its_rules(posts, title):
    for post in posts("teams", title=title, summary="word " * 400):
        jsonschema.validate(post.body, CARD)
        assert len(json.dumps(post.body)) < 28_000
    card = post.body["attachments"][0]["content"]
    assert [block["text"] for block in card["body"] if block.get("style") == "heading"] == [teams.escaped(title)]
    assert card["body"][0] == {"type": "TextBlock", "text": "Urgent", "wrap": True, "weight": "Bolder", "color": "Attention", "size": "Small"}
    image = card["body"][-1]
    assert image["url"].startswith("https://it.test.example/base/")
    assert image["altText"] == "A lock"
    assert card["actions"] == [{"type": "Action.OpenUrl", "title": "Read on", "url": "https://it.test.example/base/news/2026/third/"}]


@pytest.mark.parametrize("title", ["Third", NASTY, "x" * 300])
def test_slack_gets_blocks_by_its_rules(posts, title):
    for post in posts("slack", ", pictures: true", title=title, summary="word & < " * 300):
        jsonschema.validate(post.body, BLOCKS)
    assert post.body["text"].startswith("Urgent: ")
    assert [block["type"] for block in post.body["blocks"]] == ["section", "image", "context"]
    assert post.body["blocks"][0]["text"]["text"].startswith(":rotating_light: *Urgent*\n*<https://it.test.example/base/news/2026/third/|")
    assert [block["type"] for block in posts("slack")[-1].body["blocks"]] == ["section", "context"]


def test_mattermost_gets_markdown_and_a_colour(posts):
    (attachment,) = posts("mattermost", title=NASTY, summary=NASTY)[-1].body["attachments"]
    assert attachment["color"] == "#b3261e"
    assert attachment["image_url"].startswith("https://it.test.example/base/")
    found, _ = rendered(attachment["text"])
    assert set(re.findall(r'href="([^"]+)"', found)) == {"https://it.test.example/base/news/2026/third/"}
    assert set(re.findall(r"<(\w+)", found)) == {"p", "strong", "h4", "a"}
    assert "color" not in posts("mattermost")[0].body["attachments"][0]


@pytest.mark.parametrize("summary", ["Short.", "word " * 300, "x" * 900, "äöü🎄 " * 200])
@pytest.mark.parametrize("title", ["Third", "long " * 200])
def test_a_status_has_at_most_500_characters_and_its_address(posts, title, summary):
    (post,) = posts("mastodon", ", visibility: unlisted", title=title, summary=summary)
    status = post.body["status"]
    assert len(status) <= mastodon.LONGEST
    assert status.startswith("Urgent: ")
    assert status.endswith("\n\nhttps://it.test.example/base/news/2026/third/")
    assert (post.body["visibility"], post.body["language"]) == ("unlisted", "en")


def test_a_status_mentions_nobody(posts):
    status = posts("mastodon", title="@anna@example.org #now")[0].body["status"]
    assert "@anna" not in status
    assert "#now" not in status


def test_plain_json_has_everything(posts):
    body = posts("json")[-1].body
    assert body["image"]["alt"] == "A lock"
    assert {key: body[key] for key in ("version", "kind", "lang", "title", "summary", "url", "date", "importance", "update")} == {
        "version": 1, "kind": "news", "lang": "en", "title": "Third & <last>", "summary": "Text.", "url": "https://it.test.example/base/news/2026/third/",
        "date": "2026-11-19T00:00:00+01:00", "importance": "urgent", "update": False,
    }  # fmt: skip


def test_posts_speak_the_language_of_the_page(poster):
    poster.site = SITE.replace("kind: json, lang: de, audiences: [production]", "kind: teams, lang: de")
    second = poster.found("halls")[1].posts[1].body["attachments"][0]["content"]
    assert (second["lang"], second["actions"][0]["title"]) == ("de", "Weiterlesen")


@pytest.mark.parametrize(("text", "most", "found"), [("one two", 7, "one two"), ("one two", 6, "one…"), ("onetwothree", 5, "onet…"), ("one", 0, "")])
def test_texts_are_cut_between_words(text, most, found):
    assert shortened(text, most) == found
