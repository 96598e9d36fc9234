"""Hostile values in every field: whatever a writer puts in, the pages hold what the theme makes and nothing that lives."""

import re
import warnings
from typing import Any

import html5lib
import pytest
from lxml import etree

ALLOWED = frozenset(
    [
        "html",
        "head",
        "body",
        "meta",
        "title",
        "link",
        "header",
        "main",
        "footer",
        "nav",
        "aside",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "div",
        "span",
        "a",
        "img",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "caption",
        "col",
        "colgroup",
        "figure",
        "figcaption",
        "picture",
        "source",
        "audio",
        "video",
        "track",
        "time",
        "abbr",
        "address",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "button",
        "cite",
        "code",
        "del",
        "details",
        "summary",
        "dfn",
        "em",
        "hr",
        "i",
        "ins",
        "kbd",
        "mark",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "strong",
        "sub",
        "sup",
        "u",
        "var",
        "wbr",
        "form",
        "input",
        "label",
        "select",
        "option",
        "search",
        "svg",
        "path",
        "use",
        "circle",
        "rect",
        "line",
        "polyline",
        "g",
        "symbol",
        "defs",
    ]
)
LIVE = re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript|data|file|blob|view-source)\s*:", re.IGNORECASE)
ADDRESSES = frozenset(
    (
        "href",
        "src",
        "action",
        "formaction",
        "poster",
        "cite",
        "background",
        "data",
        "srcset",
        "ping",
        "longdesc",
        "manifest",
        "{http://www.w3.org/1999/xlink}href",
    )
)


def parsed(text: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)


def live_parts(text: str, own_scripts: frozenset[str] = frozenset()) -> list[str]:
    """What in a page could act: elements, handlers and addresses that no page of ours may have."""
    found = []
    for element in parsed(text).iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2]
        if tag == "script":
            if element.get("src") not in own_scripts or "".join(element.itertext()).strip():
                found.append("script")
        elif tag not in ALLOWED:
            found.append(tag)
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or name in {"style", "srcdoc", "http-equiv"} or not re.fullmatch(r"[\w:{}/.-]+", name):
                found.append(f"{tag} {name}={value}")
            if name in ADDRESSES and LIVE.match(value):
                found.append(f"{tag} {name}={value}")
    return found


def scripts_of_theme(built: Any) -> frozenset[str]:
    return frozenset(
        f"{prefix}{path}"
        for path in built.paths
        if path.startswith("assets/") and path.endswith(".js")
        for prefix in ("", "./", "/", "/it/", *("../" * n for n in range(9)))
    )


def assert_dead(built: Any) -> None:
    assert not built.report.failed, built.problems
    own = scripts_of_theme(built)
    for path in built.paths:
        if path.endswith(".html"):
            text = built.text(path)
            stub = re.compile(r'<meta http-equiv="(refresh" content="0; ?url=|Content-Security-Policy" content="default-src &#39;none&#39;;)[^"]*">')
            assert not live_parts(stub.sub("", text), own), path
        elif path.endswith(".xml"):
            root = etree.fromstring((built.out / path).read_bytes())
            for element in root.iter("{http://purl.org/rss/1.0/modules/content/}encoded", "description"):
                assert not live_parts(element.text or ""), path


PROBES = [
    "<script>alert(1)</script>", "<ScRiPt src=//evil.example/x.js></sCrIpT>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<iframe src=javascript:alert(1)>", "<body onload=alert(1)>",
    "<form action=javascript:alert(1)><input type=submit></form>", "<button formaction=javascript:alert(1)>x</button>", "<base href=//evil.example/>", "<object data=javascript:alert(1)>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<link rel=stylesheet href=//evil.example/x.css>", "<style>@import '//evil.example'</style>", "<embed src=//evil.example>",
    "<a href='javascript:alert(1)'>x</a>", "<a href='jav&#x09;ascript:alert(1)'>x</a>", "<a href=' &#14; javascript:alert(1)'>x</a>", "<a href='JaVaScRiPt:alert(1)'>x</a>", "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>", "<p style='background:url(javascript:alert(1))'>x</p>", "<div style=position:fixed;inset:0>x</div>", "<details open ontoggle=alert(1)>x</details>", "<video><source onerror=alert(1)></video>",
    "<a href=x onmouseover=alert(1)>x</a>", "<x onclick=alert(1)>x</x>", "<isindex action=javascript:alert(1) type=image>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<template><script>alert(1)</script></template>",
    "<textarea><script>alert(1)</script></textarea>", "</title><script>alert(1)</script>", "</textarea></style></script><script>alert(1)</script>", "<!--><script>alert(1)</script>-->", "<![CDATA[<script>alert(1)</script>]]>", "<?xml version='1.0'?><script>alert(1)</script>",
    '"><script>alert(1)</script>', "' onmouseover='alert(1)", '" autofocus onfocus="alert(1)', "`onmouseover=alert(1)`", "javascript:alert(1)", "]]><script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript\\u003ealert(1)", "{{ 7*7 }}{% include '/etc/passwd' %}", "${7*7} #{7*7} <%= 7*7 %>", "<table background=javascript:alert(1)><tr><td>x</td></tr></table>", '<p title="<table onmouseover=alert(1) x">x</p>', '<img alt="<h1 onclick=alert(1)>" src=x>',
    "<a ping=//evil.example href=#top>x</a>", "<audio controls onplay=alert(1) src=x>", "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>'/></svg>", "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>", "<img srcset='javascript:alert(1) 1x' src=x>",
    "<input onfocus=alert(1) autofocus>", "<select onfocus=alert(1)></select>", "<marquee onstart=alert(1)>", "<bgsound src=javascript:alert(1)>", "<layer src=//evil.example>", "<frameset onload=alert(1)>", "<applet code=x>", "<keygen autofocus onfocus=alert(1)>",
]  # fmt: skip

MARKDOWN = [
    "![x](x.png){onerror=alert(1)}", "# H {onmouseover=alert(1)}", "[x](https://a.example){onclick=alert(1) style=color:red}", "[x](javascript:alert(1))", "[x](<javascript:alert(1)>)", "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)", "![x](javascript:alert(1))", "[x]: javascript:alert(1)\n[x]", "<javascript:alert(1)>", '[x](https://a.example "onmouseover=alert(1)")', '[x](https://a.example "\\"><script>alert(1)</script>")',
    '<div markdown="1" onclick="alert(1)">\n\n[x](javascript:alert(1)){onclick=alert(1)}\n\n</div>', "```{onclick=alert(1)}\nx\n```", "```html\n<script>alert(1)</script>\n```", "``` { .python onclick=alert(1) }\nx\n```", "`<script>alert(1)</script>`",
    '!!! note "<script>alert(1)</script>"\n    <img src=x onerror=alert(1)>', '??? "<img src=x onerror=alert(1)>"\n    x', "*[HTML]: <script>alert(1)</script>\n\nHTML", '*[HTML]: " onmouseover="alert(1)\n\nHTML', "Foot[^<script>]\n\n[^<script>]: x", "[^1]\n\n[^1]: <script>alert(1)</script>",
    "| a | b |\n|---|---|\n| <script>alert(1)</script> | [x](javascript:alert(1)) |", "- [ ] <img src=x onerror=alert(1)>", "<script>\n\nalert(1)\n\n</script>", "    <script>alert(1)</script>", '## <script>alert(1)</script> {#"onclick=alert(1)}', "[<img src=x onerror=alert(1)>](https://a.example)",
    "x\n: <script>alert(1)</script>", "\x02klzzwxh:0001\x03 \x02amp\x03", "&lt;img src=x onerror=alert(1)&gt;", "\\<script>alert(1)\\</script>", "<a\nhref='javascript:alert(1)'\n>x</a>", "<!-- <script>alert(1)</script> --> x", "{::options x} {: onclick=alert(1)}", "[x]{: onclick=alert(1)}",
]  # fmt: skip

SITE = """
-- site.yaml --
name: {value}
organisation: {value}
claim: {value}
url: https://a.example/it/
audiences: {{staff: {value}}}
languages: [en, de]
navigation:
  - {{title: {value}, page: services/}}
  - {{title: {value}, children: [mission.md]}}
-- content/index.md --
---
title: {value}
listings: {{services: {{title: {value}, kind: service}}, more: {{title: {value}, kind: news}}}}
---
{body}
-- content/mission.md --
---
title: {value}
statement: {value}
promises: [{{text: {value}, evidence: {{figure: {value}, unit: {value}, source: {value}}}}}]
---
-- content/services/vpn.md --
---
title: {value}
summary: {value}
tags: [{value}]
audiences: [staff]
authors: [{value}]
owner: {value}
category: {value}
contact: {{name: {value}, phone: {value}, mail: 'a{mail}@b.example'}}
price: {{amount: 1, unit: {value}, note: {value}}}
hours: {value}
response_time: {value}
availability: {value}
how_to_order: {value}
touchpoints: [{{when: {value}, channel: {value}, what: {value}}}]
image: desk.png
image_alt: {value}
extra: {{mail: {value}, phone: {value}, x: {value}}}
---
{body}
-- content/services/desk.png --
PNG
-- content/services/vpn.de.md --
---
title: {value}
---
-- content/services/x.png --
PNG
-- content/x.png --
PNG
-- content/help/team.md --
---
title: {value}
---
-- content/news/2026-11-02-n.md --
---
title: {value}
summary: {value}
tags: [{value}]
authors: [{value}]
id: {value}
importance: urgent
services: [../services/vpn.md]
change_note: {value}
updated: 2026-11-03
aliases: [/old/]
---
{body}
-- content/news/x.png --
PNG
-- content/newsletters/2026-11.md --
---
title: {value}
preheader: {value}
issue: {value}
date: 2026-11-02
items: [../news/2026-11-02-n.md]
---
Text
"""


def quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def everywhere(value: str, body: str = "Text") -> str:
    return SITE.format(value=quoted(value), body=body, mail=re.sub(r"[^a-z]", "", value))


def assert_no_probe_lives_in_a_field(site: Any, root: Any, probes: list[str]) -> None:
    for n, probe in enumerate(probes):
        assert_dead(site(everywhere(probe), root=root / str(n)))


def test_no_probe_lives_in_any_field(site, tmp_path):
    assert_no_probe_lives_in_a_field(site, tmp_path, PROBES[::7])


@pytest.mark.soak
def test_no_probe_of_all_lives_in_any_field(site, tmp_path):
    assert_no_probe_lives_in_a_field(site, tmp_path, PROBES)


def test_no_probe_lives_in_a_text(site, tmp_path):
    texts = {f"p{n}": probe for n, probe in enumerate((*PROBES, *MARKDOWN))}
    files = "".join(f"-- content/{place}{name} --\nx\n" for place in ("", "news/") for name in ("x", "x.png"))

    def archive(names: Any) -> str:
        pages = (f"-- content/{name}.md --\n---\ntitle: A\n---\n{texts[name]}\n" for name in names)
        news = (f"-- content/news/2026-01-01-{name}.md --\n---\ntitle: N\n---\n{texts[name]}\n" for name in names)
        return files + "".join((*pages, *news))

    first = site(archive(texts), root=tmp_path / "all")
    refused = {name for name in texts for problem in first.report.problems if problem.is_error and f"/{name}.md" in problem.at.path}
    assert len(refused) <= 12, first.problems
    assert_dead(site(archive(texts.keys() - refused), root=tmp_path / "rest"))


def test_no_probe_lives_in_a_file_name(site):
    names = [probe.replace("/", "\u2215")[:80] for probe in PROBES]
    pages = (f"-- content/h{n}/{name}/{name} x.md --\n# B\n![](<p.png>)\n-- content/h{n}/{name}/p.png --\nx\n" for n, name in enumerate(names))
    assert_dead(site("".join(pages) + "-- content/index.md --\n# Hi\n"))


MARK = "<\"'&>"


def test_a_mark_of_dangerous_signs_is_escaped_in_every_place_and_lost_in_none(site):
    fields = iter(range(1000))
    archive = re.sub(r"\{value\}", lambda _: quoted(f"{MARK}F{next(fields)}F"), SITE)
    archive = (
        archive.replace("{body}", f"{MARK}BODY ![{MARK}ALT](x.png) [{MARK}LINK](https://x.example)").replace("{mail}", "").replace("{{", "{").replace("}}", "}")
    )
    archive = re.sub(r"tags: \[[^\n]*\]", f"tags: [{quoted(MARK + 'TAG')}]", archive)
    built = site(archive)
    assert_dead(built)
    shown: set[str] = set()
    for path in built.paths:
        if path.endswith((".html", ".xml")):
            assert MARK not in built.text(path).replace("<![CDATA[", ""), path
        if path.endswith(".html"):
            for element in parsed(built.text(path)).iter():
                for text in (element.text, element.tail, *element.attrib.values()):
                    shown |= set(re.findall(re.escape(MARK) + r"(F\d+F|[A-Z]+)", text or ""))
    fields_written = set(re.findall(r"F\d+F", archive))
    not_shown = {found for found in fields_written if found not in shown}
    lines = {line.strip() for line in archive.splitlines() for found in not_shown if found in line}
    # What no page shows: identities, extra, and a title of a listing that the start page places itself.
    assert all(line.startswith(("id:", "extra:", "listings:", "organisation:", "title:", "preheader:", "authors:", "issue:")) for line in lines), lines
    assert {"BODY", "ALT", "LINK", "TAG"} <= shown
    for path in ("feed.xml", "sitemap.xml"):
        etree.fromstring((built.out / path).read_bytes())


def test_limits_are_said_or_kept(site, tmp_path):
    tags = ", ".join(f"tag{n}" for n in range(1000))
    built = site(f"-- content/a.md --\n---\ntitle: A\ntags: [{tags}]\n---\n")
    assert not built.problems
    root = tmp_path / "large"
    (root / "content").mkdir(parents=True)
    with (root / "content/asset.bin").open("wb") as file:
        file.truncate(100_000_000)
    built = site("-- content/index.md --\n# Hi\n[asset](asset.bin)\n", root=root)
    assert not built.problems


def test_a_page_of_more_than_twenty_megabytes_is_a_line_and_no_traceback(tmp_path, itsite, site):
    site("-- content/index.md --\n# Hi\n", root=tmp_path / "site")
    with (tmp_path / "site/content/large.md").open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    ran = itsite("build", cwd=tmp_path / "site")
    assert ran.code in {1, 3}
    assert "content/large.md" in ran.err
    assert "20 MB" in ran.err
    assert "Traceback" not in ran.err
