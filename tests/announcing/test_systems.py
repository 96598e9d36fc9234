"""What each system gets: its own rules, and no text that steers it."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt

from itsite.announcing.announcements import line
from itsite.announcing.systems import markdown, mastodon, post_of, slack
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
TEXTS += [NASTY, "> A quotation", "===", "---", "| a | b |", "~~no~~"]


@pytest.mark.parametrize("text", TEXTS)
def test_markdown_shows_a_text_as_it_is(text):
    found, seen = rendered(markdown.escaped(text))
    assert set(re.findall(r"<(\w+)", found)) <= {"p"}
    assert seen == html.unescape(text)


@pytest.mark.parametrize("text", [*TEXTS, "The new VPN (beta), 50% off & more: 24/7!", "a@b.example", "Ä 🎄 {x}"])
def test_teams_shows_a_text_as_it_is(posts, text):
    """Without a backslash: some devices show them."""
    block = posts("teams", title=text)[-1].body["attachments"][0]["content"]["body"][1]
    shown = block["inlines"][0]["text"] if block["type"] == "RichTextBlock" else block["text"]
    assert shown.replace("\u2060", "") == text
    assert "{{" not in shown
    if block["type"] == "TextBlock":
        found, seen = rendered(shown)
        assert (set(re.findall(r"<(\w+)", found)), seen, block["style"]) == ({"p"}, text, "heading")


HOSTILE = {
    "everybody": "@channel @here @all <!everyone> <!channel> <@U012> #general ~town-square " * 70,
    "signs": "&" * 5000,
    "stars": "*_~`" * 1250,
    "beyond the plane": "🎄" * 5000,
    "one word": "x" * 5000,
    "turned": ("abc\u202edef\u200f \u2066גבא\u2069 " * 400)[:5000],
    "accents": "e\u0301\u0302" * 1600,
}
SCHEMAS = {"teams": CARD, "slack": BLOCKS}
LIMITS = {"teams": 28_000, "slack": 16_000, "mattermost": 8_000, "mastodon": 3_000}


@pytest.mark.parametrize("system", LIMITS)
@pytest.mark.parametrize("nasty", HOSTILE)
def test_whatever_somebody_writes_a_post_keeps_to_the_limits(poster, system, nasty):
    text = json.dumps(HOSTILE[nasty], ensure_ascii=False)
    fields = f"title: {text}\nsummary: {text}\nclassification: public\nimage_alt: {text}\n"
    poster.site = SITE.replace("staff: {kind: json}", f"staff: {{kind: {system}, pictures: true}}").replace("image_alt: A lock\n", "")
    poster.site = poster.site.replace("title: Third & <last>\n", fields)
    poster.site += f"-- content/events/e.md --\n---\n{fields.partition('image_alt')[0]}place: {text}\nstart: 2026-12-01T10:00\ndate: 2026-11-20\n---\nx\n"
    target, found = poster.found()
    assert len(found.posts) == (3 if system == "mastodon" else 4)
    for post in found.posts:
        changed = replace(post.announcement, update="Update", change=line(HOSTILE[nasty]))
        for made in (post, post_of(changed, target, "update")):
            if system in SCHEMAS:
                jsonschema.validate(made.body, SCHEMAS[system])
            data = json.dumps(made.body, ensure_ascii=False)
            assert len(data.encode()) < LIMITS[system]
            assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(data)
            # Teams and Slack call nobody for these words alone.
            assert system in {"teams", "slack"} or not re.search(r"@(channel|here|all)\b", data)
            # The text for an image is no mrkdwn.
            assert system != "slack" or not re.search(r"<[!@#]", re.sub(r'"alt_text": "[^"]*"', "", data))


def test_nobody_is_called():
    assert "@channel" not in markdown.escaped(NASTY)
    assert "<!here>" not in slack.escaped(NASTY)
    assert slack.escaped("> a & b") == f"{APART}&gt; a &amp; b"
    assert slack.escaped("*bold*") == f"{APART}*{APART}bold{APART}*{APART}"


@pytest.mark.parametrize("title", ["Third", NASTY, "x" * 300])
def test_teams_gets_a_card_by_its_rules(posts, title):
    for post in posts("teams", title=title, summary="word " * 400):
        jsonschema.validate(post.body, CARD)
        assert len(json.dumps(post.body)) < 28_000
    card = post.body["attachments"][0]["content"]
    (shown,) = card["body"][1]["inlines"] if title == NASTY else (card["body"][1],)
    assert shown["text"].replace("\u2060", "") == shortened(title, 250)
    assert (shown["size"], shown["weight"]) == ("Large", "Bolder")
    assert card["body"][0] == {
        "type": "TextBlock", "text": "Urgent", "wrap": True, "spacing": "Default", "weight": "Bolder", "color": "Attention", "size": "Small",
    }  # fmt: skip
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


def test_an_address_counts_as_23_characters_however_short_it_is(poster):
    poster.site = SITE.replace("staff: {kind: json}", "staff: {kind: mastodon}")
    target, found = poster.found()
    short = replace(found.posts[0].announcement, url="https://a.io/n/1/", summary="x" * 600)
    status = post_of(short, target, "short").body["status"]
    assert len(status) - len(short.url) + 23 == 500


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
