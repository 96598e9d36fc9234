"""The HTML of mails: what Outlook and others need, and nothing that they or their readers must not get."""

import re

import html5lib
import pytest

from itsite.mailing.issue import MAX_HTML
from tests.conftest import CHROMIUM
from tests.mailing.conftest import with_port

HTML = "{http://www.w3.org/1999/xhtml}"
EXAMPLE = [(name, lang) for name in ("2026-11", "2026-08") for lang in ("en", "de")]
RICH = """
## Overview

A [link](../news/2026-11-03-vpn.md), a [far one](https://elsewhere.example/a?b=c&d=e), `code` and ==not marked==.

!!! warning "Careful"
    Hot.

??? note "Folded"
    Seen all the same.

| Left | Right |
|------|------:|
| a    |     1 |

> Quoted.

```python
a = "var(--x)"
```

- [x] done
- [ ] open

/// tabs
//// tab | First
In the first.
////
//// tab | Second
In the second.
////
///

![A dot](dot.png)

Footed.[^1]

[^1]: The foot.
"""


def tree(html):
    return html5lib.parse(html)


def elements(html, *names):  # noqa: ANN002
    return [element for element in tree(html).iter() if element.tag in {HTML + name for name in names}]


@pytest.mark.parametrize(("name", "lang"), EXAMPLE)
def test_nothing_is_left_to_be_resolved_and_nothing_runs(example_mails, name, lang):
    html = example_mails.issue(name, lang).html
    assert "var(" not in html
    assert not elements(html, "script", "iframe", "form", "object", "link", "video", "svg")
    assert not re.search(r" on[a-z]+=|javascript:|@import|@font-face|url\(", html)


@pytest.mark.parametrize(("name", "lang"), EXAMPLE)
def test_every_address_is_absolute_or_an_anchor_that_is_there(example_mails, name, lang):
    html = example_mails.issue(name, lang).html
    names = {element.get("name") for element in elements(html, "a")}
    for element in elements(html, "a", "img"):
        address = element.get("href") or element.get("src")
        if address is None:
            assert element.get("name")
        elif address.startswith("#"):
            assert address[1:] in names
        else:
            assert address.startswith(("https://it.ottersbek.example/", "mailto:", "cid:")), address


@pytest.mark.parametrize(("name", "lang"), EXAMPLE)
def test_nobody_is_tracked(example_mails, name, lang):
    for image in elements(example_mails.issue(name, lang).html, "img"):
        assert int(image.get("width")) > 8
        assert int(image.get("height")) > 8
        assert "?" not in image.get("src")


@pytest.mark.parametrize(("name", "lang"), EXAMPLE)
def test_outlook_gets_tables_widths_and_grounds_as_attributes(example_mails, name, lang):
    html = example_mails.issue(name, lang).html
    for table in elements(html, "table"):
        assert table.get("role") == "presentation"
        assert (table.get("cellpadding"), table.get("cellspacing")) == ("0", "0")
    for element in elements(html, "table", "td", "body"):
        ground = re.search(r"background-color: ?(#\w{6})", element.get("style", ""))
        assert element.get("bgcolor") == (ground[1] if ground else None)
    for image in elements(html, "img"):
        assert image.get("width") in image.get("width", "")
        assert image.get("alt") is not None
        assert "margin" not in image.get("style", "")
    assert '<!--[if mso]><table role="presentation" width="600"' in html
    assert not re.search(r"display: ?(flex|grid)|position:|float:|background-image", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))


@pytest.mark.parametrize(("name", "lang"), EXAMPLE)
def test_without_its_style_sheet_a_mail_has_the_same_layout(example_mails, name, lang):
    html = example_mails.issue(name, lang).html
    sheet = "".join(re.findall(r"<style>(.*?)</style>", re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL), flags=re.DOTALL))
    outside = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", sheet)
    assert re.findall(r"([\w-]+):", outside.replace(":root", "")) == ["color-scheme", "supported-color-schemes"]


def test_the_head_of_a_mail_says_who_what_and_when(example_mails):
    html = example_mails.issue("2026-11", "de").html
    for words in ("IT Ottersbek", "Newsletter 8", "19. November 2026", "Vier Sekunden, sechs Wochen und ein Abschied", "In dieser Ausgabe", "Im Browser lesen"):
        assert words in html
    assert "Intern: nur für Kolleginnen und Kollegen" in html
    assert 'href="mailto:unsubscribe@ottersbek.example?subject=Abbestellen"' in html
    assert '<html lang="de" dir="ltr"' in html


def test_markdown_is_turned_into_what_mails_can_show(mails):
    site = with_port(25).replace("read **this**.\n", RICH) + "-- content/newsletters/dot.png --\nx\n"
    html = mails(site).issue().html
    letter = html[html.index("Dear colleagues") : html.index('name="item-')]
    for words in ("Hot.", "Seen all the same.", "In the first.", "In the second.", "The foot.", "☑ ", "☐ ", "Quoted.", 'a = "var(--x)"'):
        assert words in letter, words
    assert not elements(letter, "details", "summary", "input", "blockquote", "figure", "div", "section")
    assert 'href="https://it.test.example/base/news/2026/vpn/"' in letter
    assert 'href="https://elsewhere.example/a?b=c&amp;d=e"' in letter
    assert [image.get("class") for image in elements(letter, "img")] == ["picture"]
    assert elements(letter, "img")[0].get("src").startswith("https://it.test.example/base/assets/dot")
    cells = elements(letter, "td")
    assert [cell.get("align") for cell in cells if cell.text == "1"] == ["right"]
    assert [bool(cell.get("bgcolor")) for cell in cells if cell.get("class") == "box box-notice"] == [True]


def test_a_mail_that_gmail_would_cut_is_a_problem_with_a_cure(mails):
    long = "\n\n".join("Word " * 60 for _ in range(300))
    found = mails(with_port(25).replace("read **this**.", long))
    assert len(found.issue().html.encode()) > MAX_HTML
    (problem,) = found.problems
    assert (problem.code, problem.at.path, problem.is_error) == ("ML001", "content/newsletters/2026-11.md", True)
    assert "put parts of it into news" in problem.hint


def test_more_news_than_a_mail_can_hold_are_a_problem_that_says_how_many_fit(mails):
    news = "".join(f"-- content/news/2026-10-01-n{n}.md --\n---\ntitle: News {n}\nsummary: {'What it is about. ' * 8}\n---\nText.\n" for n in range(80))
    items = ", ".join(f"../news/2026-10-01-n{n}.md" for n in range(80))
    site = with_port(25).replace("../news/2026-11-03-vpn.md, ../news/2026-11-10-sap.md]\n---\nDear", f"{items}]\n---\nDear") + news
    found = mails(site)
    assert len(found.issue().html.encode()) > MAX_HTML
    (problem,) = found.problems
    assert (problem.code, problem.at.path, problem.at.line) == ("ML001", "content/newsletters/2026-11.md", 7)
    fit = int(re.fullmatch(r"name fewer than 80 news: about (\d+) fit", problem.hint)[1])
    shorter = mails(site.replace(items, ", ".join(items.split(", ")[:fit])))
    assert MAX_HTML * 0.9 < len(shorter.issue().html.encode()) <= MAX_HTML
    assert not shorter.problems


def test_hostile_words_stay_words(mails):
    site = (
        with_port(25)
        .replace("title: The new VPN", 'title: "<script>alert(1)</script> \\"x\\" & y"')
        .replace("It asks nothing.", "<img src=x onerror=alert(1)>")
    )
    html = mails(site).issue().html
    assert not elements(html, "script")
    assert "&lt;img src=x onerror" in html


def test_a_theme_replaces_the_template_and_its_colours(mails):
    site = with_port(25).replace("time_zone:", "brand: {colours: '#8b1e3f'}\ntheme: mine\ntime_zone:")
    theme = "-- themes/mine/theme.yaml --\nname: Mine\nextends: base\n-- themes/mine/templates/mail/newsletter.html --\n"
    theme += "{% extends 'base:mail/newsletter.html' %}{% block foot %}<tr><td>Our own foot</td></tr>{% endblock %}\n"
    html = mails(site + theme).issue().html
    assert "Our own foot" in html
    assert 'bgcolor="#8b1e3f"' in html


def test_the_site_itself_has_no_mail_in_it(site):
    built = site(with_port(25))
    assert not [path for path in built.paths if "mail" in path or path.endswith(".eml")]
    assert not any(b"leave@test.example" in (built.out / path).read_bytes() for path in built.paths)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
@pytest.mark.parametrize("width", [360, 700])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mail_fits_its_screen_and_can_be_read_by_day_and_in_the_dark(example_mails, chromium, tmp_path, width, scheme):
    for lang in ("en", "de"):
        issue = example_mails.issue("2026-11", lang, "files")
        for picture in issue.attached:
            (tmp_path / picture.name).write_bytes(picture.data)
        file = tmp_path / f"{lang}.html"
        file.write_text(issue.html, encoding="utf-8")
        page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
        sheet = page.evaluate("document.querySelector('.sheet').getBoundingClientRect().width")
        assert sheet == min(width, 600)
        brightness = page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b)")
        assert (brightness < 200) == (scheme == "dark")
        page.close()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
@pytest.mark.parametrize(("width", "beside"), [(360, False), (700, True)])
def test_news_stand_where_there_is_room_without_a_style_sheet_too(example_mails, chromium, tmp_path, width, beside):
    issue, file = example_mails.issue("2026-11", "de", "files"), tmp_path / "mail.html"
    for picture in issue.attached:
        (tmp_path / picture.name).write_bytes(picture.data)
    file.write_text(re.sub(r"<style>.*?</style>", "", issue.html, flags=re.DOTALL), encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(file.as_uri())
    boxes = page.evaluate("[...document.querySelectorAll('.item-picture, .item-text')].map(one => one.getBoundingClientRect().toJSON())")
    page.close()
    assert len(boxes) == 6
    for picture, text in zip(boxes[::2], boxes[1::2], strict=True):
        assert text["width"] > 280
        assert (text["left"] >= picture["right"] - 1, text["top"] >= picture["bottom"] - 1) == (beside, not beside)
