"""Edits of a small site as writers and designers make them: good ones, bad ones, and ones that make good again."""

from hypothesis import strategies as st

# What is done, to which file, and how.
Edit = tuple[str, str, str]

TEMPLATES = "themes/own/templates/"
PARTS = ("parts/own.html", "parts/brand.html", "x-page.html", "x-news.html", "x-service.html")
PAGES = (
    *("index.md", "services/vpn.md", "services/vpn.de.md", "news/2026-01-05-first.md", "news/2026-03-01-second.md"),
    *("events/day.md", "help/a.md", "help/b.md", "help/b.de.md"),
)
FIELDS = {
    "title": ["Other", "Another", "[1]"],
    "tags": ["[new, phones]", "[Network]", "{a: 1}"],
    "draft": ["true", "false", "perhaps"],
    "publish": ["2026-11-22T10:00", "2026-11-21T12:00:02Z", "soon"],
    "expires": ["2026-11-22T10:00", "2026-11-21T12:00:03Z"],
    "date": ["2026-02-01", "2026-11-21T14:00:00Z"],
    "updated": ["2026-02-01", "2026-11-20", "2026-03-02"],
    "translate": ["false"],
    "summary": ["Short.", "Longer."],
    "slug": ["a", "elsewhere"],
    "audiences": ["[office]", "[plant]"],
    "services": ["[vpn]", "[../services/vpn.md]"],
    "change": ["minor", "major"],
    "change_note": ["On Monday."],
    "aliases": ["[/old/]", "[/older/, /old/]", "old"],
    "order": ["3", "-1"],
    "review_by": ["2026-11-22", "2026-01-01"],
    "classification": ["confidential", "restricted", "public"],
    "importance": ["urgent"],
    "owner": ["IT Service Desk", "help/a.md"],
    "image": ["/services/plan.png", "/face.jpg", "/none.png"],
    "image_alt": ["A face"],
    "extra": ["{a: 1}", "{a: true}", "{mail: a@example.org, phone: 4357}", "{role: Someone}"],
    "listings": ["{more: {tags: [phones]}}", "{more: {folder: help, order: title}}"],
    "titel": ["wrong"],
}
OF_EVENTS = {
    "start": ["2026-11-21T12:00:02Z", "2026-11-22", "2026-11-20", "soon"],
    "end": ["2026-11-21T12:00:04Z", "2026-11-23", "2026-11-19"],
    "status": ["cancelled", "tentative"],
    "place": ["Hall 3", "Hall 4"],
    "updated": ["2026-11-20", "2026-11-21T11:00"],
    "registration_until": ["2026-11-21T12:00:03Z"],
    "audiences": ["[office]", "[]"],
}
CONFIG = {
    "name": ["IT Other"],
    "claim": ["We help"],
    "html": ["{per_page: 1}"],
    "feeds": [
        "{limit: 1}",
        "{limit: 1, content: summary}",
        "{formats: [atom, json], by: [service]}",
        "{limit: 1, tags: {network: {archive: true}, x: {formats: []}}}",
    ],
    "search": ["true", "false", "{wrong: 1}"],
    "pictures": ["{formats: [webp]}", "{widths: [16, 4]}", "{quality: {webp: 30}}"],
    "icons": ["{picture: logo.svg}", "{short_name: IT}", "{picture: none.svg}"],
    "audiences": ["{office: Office}"],
    "time_zone": ["Europe/Berlin", "Nowhere"],
    "typography": ["true"],
    "fallback": ["true", "false"],
    "brand": ["{colours: [orange]}", "{logo: logo.svg}", "{logo: logo.svg, colours: ['#123456', teal]}", "{wordmark: Ours}", "{colours: [no]}"],
    "languages": ["[de, en]", "[en]", "[en, de, ar]"],
    "nam": ["x"],
}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} 8"><path d="M0 0h{0}v8z"/></svg>'
FILES = {
    "content/services/plan.png": ["a", "png", "other"],
    "content/face.jpg": ["a", "other"],
    "content/logo.svg": [LOGO.format(8), LOGO.format(4), "<svg>"],
    "content/film.vtt": ["WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n", "WEBVTT\n"],
    "content/film.mp4": ["other"],
    "themes/own/assets/icons/icon.svg": [LOGO.format(7), LOGO.format(5)],
    "themes/own/assets/own.css": ["body { color: red }", ".a { margin: 0 }"],
    "themes/own/assets/css/feed.css": [":root { color: red }\n", ""],
    "themes/own/strings/en.yaml": [
        "read_more: Go on\n",
        "changed: Mended\nfeed_is_a_feed: A feed.\nsubscribe_by_tag: Topics\n",
        "subscribe: Follow\n",
        "block_transcript: What is said\n",
        "[",
    ],
    "themes/own/strings/de.yaml": ["read_more: Weiter\n", "pages: Sonstiges\n"],
    "themes/own/tokens.yaml": ['color:\n  accent: {$type: color, $value: "#123456"}\n', "$extensions: {itsite: {colours: [teal]}}\n", ""],
    "themes/own/contrast.yaml": ["pairs: [{on: [color.paper], text: [color.accent]}]\n", ""],
    TEMPLATES + "page.html": [
        '{% extends "base:page.html" %}',
        '{% extends "layout.html" %}{% block main %}<h1>{{ page.title }}</h1>{{ page.body }}{% endblock %}',
        '{% extends "base:page.html" %}{% block content %}{{ super() }}{% include ["x-" ~ page.title ~ ".html", "x-news.html"] %}{% endblock %}',
        "{{ nothing }}",
    ],
}
PART = [
    "<p>One.</p>",
    "<p>Two.</p>",
    "{{ t.read_more }} {{ site.name }}",
    '{% include "parts/empty.html" %}',
    '{% include "x-" ~ "service.html" %}',
    "{{ nothing }}",
    "{%",
]
WORDS = st.text("abc ä<&*_`\n#", min_size=1, max_size=12)
BLOCKS = st.sampled_from(
    [
        "/// cards\n    kind: service\n///",
        "/// cards\n    folder: help\n    order: oldest\n///",
        "/// cards\n- [](/help/a.md)\n///",
        "/// contact | Ida\n    page: /help/b.md\n    picture: /face.jpg\n///",
        "/// button | Go on\n    to: /services/vpn.md\n///",
        "/// figure | /face.jpg\n    alt: A face\n///",
        "/// video | /film.mp4\n    title: Film\n///",
        "/// nothing\n///",
    ]
)
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def _one_of(what: str, where: dict[str, list[str]]) -> st.SearchStrategy[Edit]:
    return st.sampled_from([(what, name, value) for name, values in where.items() for value in values])


def _in_pages(what: str, how: st.SearchStrategy[str]) -> st.SearchStrategy[Edit]:
    return st.tuples(st.just(what), st.sampled_from([f"content/{path}" for path in PAGES]), how)


def _in_events() -> st.SearchStrategy[Edit]:
    fields = [f"{name}: {value}" for name, values in OF_EVENTS.items() for value in values] + [f"{name}:-" for name in OF_EVENTS]
    return st.tuples(st.just("field"), st.sampled_from(["content/events/day.md", "content/events/week.md"]), st.sampled_from(fields))


FIELD = _in_pages("field", st.sampled_from([f"{name}: {value}" for name, values in FIELDS.items() for value in values] + [f"{name}:-" for name in FIELDS]))
SETTING = st.sampled_from([f"{name}: {value}" for name, values in CONFIG.items() for value in values] + [f"{name}:-" for name in CONFIG if name != "name"])
NEW_PAGES = ("help/c.md", "help/a.de.md", "services/wifi.md", "news/2026-04-01-third.md", "deep/er/page.de.md")
EDITS: st.SearchStrategy[Edit] = st.one_of(
    _in_pages("words", WORDS),
    _in_pages("words", WORDS),
    _in_pages("words", BLOCKS),
    _in_pages("above", WORDS),
    FIELD,
    FIELD,
    FIELD,
    _in_events(),
    _in_events(),
    st.tuples(st.just("add"), st.sampled_from([f"content/{path}" for path in NEW_PAGES]), WORDS),
    _in_pages("delete", st.just("")),
    _in_pages("rename", st.sampled_from(["content/help/moved.md", "content/news/2026-05-01-moved.md", "content/help/a.de.md"])),
    _one_of("file", FILES),
    _one_of("file", {TEMPLATES + part: PART for part in PARTS}),
    st.tuples(st.just("delete"), st.sampled_from([*[TEMPLATES + part for part in PARTS], *FILES]), st.just("")),
    st.tuples(st.just("broken"), st.sampled_from(["content/services/plan.png", "content/face.jpg"]), WORDS),
    st.tuples(st.just("field"), st.just("site.yaml"), SETTING),
    st.tuples(st.just("field"), st.just("site.yaml"), SETTING),
    st.tuples(
        st.just("output"),
        st.sampled_from(
            ["index.html", "feed.xml", "atom.xml", "feed.json", "feeds.opml", "feed.css", "events.ics", "help/a/index.html", "favicon.ico", "strange.txt"]
        ),
        WORDS,
    ),
    st.tuples(st.just("time"), st.just(""), st.sampled_from(["1", "24", "-12"])),
    _in_pages("touch", st.just("")),
    _in_pages("marks", st.sampled_from(["1", "2", "0"])),
    st.tuples(st.just("marks"), st.sampled_from(["site.yaml", TEMPLATES + "x-page.html", "themes/own/strings/en.yaml"]), st.sampled_from(["1", "2", "0"])),
    # As often as something is broken.
    *[st.just(("mend", "", ""))] * 6,
)
