"""The example site in a real browser: under a base path, on phone, tablet and screen, light and dark, without JavaScript."""

import functools
import gzip
import http.server
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from itsite.pipeline import Request, build
from tests.browser.seeing import until
from tests.conftest import NOW, unpacked

pytestmark = pytest.mark.browser
PAGES = [
    *(
        "",
        "de/",
        "services/",
        "services/vpn/",
        "de/services/password-and-mfa/",
        "news/",
        "news/2026/new-vpn/",
        "de/news/2026/",
        "newsletters/",
        "newsletters/2026-11/",
    ),
    *("mission/", "de/vision/", "help/", "help/glossary/", "about/people/", "tags/", "de/tags/", "audiences/", "subscribe/", "no/such/page/"),
]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answers with the site's own page for what does not exist, as the server samples do."""
        if code != http.HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "it" / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    """The example, built for a base path and served below it."""
    root = tmp_path_factory.mktemp("served")
    report = build(Request(Path(__file__).parent.parent.parent, NOW, url="http://127.0.0.1/it/"), root / "it")
    assert not report.failed
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=os.fspath(root))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/it/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_page_scrolls_sideways_asks_elsewhere_or_complains(browser, address, width, scheme):
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(f"console: {message.text}") if message.type in {"error", "warning"} and "404" not in message.text else None)
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("request", lambda request: wrong.append(f"asks {request.url}") if not request.url.startswith(address) else None)
    page.on(
        "response", lambda response: wrong.append(f"{response.status} {response.url}") if response.status >= 400 and "no/such" not in response.url else None
    )
    for path in PAGES:
        page.goto(address + path, wait_until="load")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wrong.append(f"/{path} is {over} px too wide")
    page.context.close()
    assert not wrong


def test_everything_is_there_without_javascript(browser, address):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}).new_page()
    page.set_default_timeout(5_000)
    page.goto(address)
    assert page.locator("h1").count() == 1
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Services", exact=True).filter(visible=True).first.click()
    assert page.url == address + "services/"
    page.get_by_role("link", name="VPN", exact=True).filter(visible=True).first.click()
    assert page.url == address + "services/vpn/"
    assert page.locator("main").get_by_text("Working from home").first.is_visible()
    page.context.close()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(browser, address):
    page = browser.new_context().new_page()
    page.goto(address + "services/vpn/")
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    assert target
    assert target.startswith("#")
    assert page.locator(target).count() == 1
    page.context.close()


def test_the_language_switch_leads_to_the_same_page(browser, address):
    page = browser.new_context().new_page()
    page.goto(address + "services/vpn/")
    page.get_by_role("link", name="Deutsch").filter(visible=True).first.click()
    assert page.url == address + "de/services/vpn/"
    assert page.locator("html").get_attribute("lang") == "de"
    page.context.close()


def test_the_panels_of_the_menu_open_without_javascript_and_one_at_a_time(browser, address):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(5_000)
    page.goto(address)
    summaries = page.locator(".menu summary")
    summaries.nth(0).click()
    assert page.locator(".panel").get_by_role("link", name="VPN", exact=True).is_visible()
    summaries.nth(1).click()
    assert not page.locator(".panel").get_by_role("link", name="VPN", exact=True).is_visible()
    assert page.locator(".panel").get_by_role("link", name="Printer trouble").is_visible()
    page.context.close()


def test_escape_closes_a_panel_and_gives_the_focus_back(browser, address):
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address + "help/")
    page.locator(".menu summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".menu details[open]").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.panel') !== null")
    page.keyboard.press("Escape")
    assert page.locator(".menu details[open]").count() == 0
    assert page.evaluate("document.activeElement.localName") == "summary"
    page.context.close()


def test_a_panel_closes_when_the_focus_leaves_and_with_a_click_beside_it(browser, address):
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address + "help/")
    opened = page.locator(".menu details[open]")
    page.locator(".menu summary").first.click()
    assert opened.count() == 1
    page.locator(".brand").focus()
    assert opened.count() == 0
    page.locator(".menu summary").first.click()
    page.locator(".footer-name").click()
    assert opened.count() == 0
    page.context.close()


def test_the_menu_of_a_phone_is_closed_by_escape_and_by_its_button(browser, address):
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(address)
    menu = page.locator("#site-menu")
    for close in (lambda: page.keyboard.press("Escape"), lambda: page.get_by_role("button", name="Close").click()):
        page.get_by_role("button", name="Menu").click()
        assert menu.is_visible()
        close()
        assert not menu.is_visible()
    page.context.close()


def test_the_chosen_colours_hold_on_every_page_before_anything_is_painted(browser, address):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    page = context.new_page()
    page.goto(address)
    assert page.get_by_role("radio", name="System").is_checked()
    page.get_by_role("radio", name="Dark").check(force=True)
    assert page.evaluate("[document.documentElement.dataset.scheme, getComputedStyle(document.documentElement).colorScheme]") == ["dark", "dark"]
    page.add_init_script(
        "new MutationObserver(() => { if (document.body) window.atBody ??= document.documentElement.dataset.scheme }).observe(document, {childList: true, subtree: true})"
    )
    page.goto(address + "services/vpn/")
    assert page.evaluate("window.atBody") == "dark"
    assert page.get_by_role("radio", name="Dark").is_checked()
    other = context.new_page()
    other.goto(address)
    page.get_by_role("radio", name="System").check(force=True)
    assert page.evaluate("document.documentElement.hasAttribute('data-scheme')") is False
    assert page.evaluate("localStorage.getItem('itsite-scheme')") is None
    until(other, "!document.documentElement.hasAttribute('data-scheme')")
    context.close()


def test_without_javascript_no_switch_is_offered_that_does_nothing(browser, address):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address)
    assert not page.locator(".scheme").is_visible()
    page.context.close()


def test_the_table_of_contents_follows_the_reading(browser, address):
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address + "services/vpn/")
    page.locator("#trouble").evaluate("heading => heading.scrollIntoView()")
    until(page, "document.querySelector('.toc [aria-current]')?.hash === '#trouble'")
    assert page.locator(".toc [aria-current]").count() == 1
    page.context.close()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (360, 740)])
def test_price_hours_and_the_way_to_a_service_are_seen_without_scrolling(browser, address, width, height):
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    low = []
    for path in ("services/vpn/", "services/printing/", "services/workplace/", "de/services/password-and-mfa/", "de/services/sap-access/"):
        page.goto(address + path)
        bottoms = page.evaluate("[...document.querySelectorAll('.facts-order, .facts dl')].map((part) => part.getBoundingClientRect().bottom)")
        assert bottoms, path
        low += [(path, bottom) for bottom in bottoms if bottom > height]
    page.context.close()
    assert not low


@pytest.mark.parametrize("path", ["news/2026/new-vpn/", "de/news/2026/new-vpn/", "de/news/2026/sap-moves/", "de/news/2026/repair-cafe/"])
def test_a_piece_of_news_costs_at_most_45_kb_and_six_requests_without_its_pictures(browser, address, path):
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    found = {}
    page.on("response", lambda response: found.setdefault(response.url, response))
    page.goto(address + path, wait_until="networkidle")
    counted = {url: found[url].body() for url in found if not url.endswith((".svg", ".jpg", ".png", ".ico", ".webp", ".avif"))}
    page.context.close()
    assert len(counted) <= 6, sorted(counted)
    assert sum(len(data if url.endswith(".woff2") else gzip.compress(data, 6)) for url, data in counted.items()) <= 45_000


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_while_a_page_and_its_fonts_arrive(browser, address, width):
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.moved += entry.value })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    for path in ("", "services/vpn/", "news/2026/new-vpn/", "newsletters/2026-11/"):
        page.goto(address + path, wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))")
        assert page.evaluate("window.moved") < 0.005, path
    page.context.close()


def test_wider_spacing_of_text_hides_nothing_and_scrolls_nothing_sideways(browser, address):
    page = browser.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True).new_page()
    for path in PAGES:
        page.goto(address + path)
        page.add_style_tag(
            content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"
        )
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path
    page.context.close()


def test_colours_of_the_system_leave_what_is_current_and_what_is_chosen_marked(browser, address):
    page = browser.new_context(forced_colors="active", viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address + "services/vpn/")
    for marked in (".bar > li > [aria-current]", ".scheme label:has(:checked)"):
        assert page.locator(marked).first.evaluate("element => getComputedStyle(element).outlineStyle") == "solid", marked
    assert page.locator(".facts").evaluate("element => getComputedStyle(element).borderInlineEndStyle") == "solid"
    page.context.close()


def test_every_focus_is_seen_and_covered_by_nothing(browser, address):
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address + "services/vpn/")
    stops = 0
    for _ in range(200):
        page.keyboard.press("Tab")
        state = page.evaluate("""() => {
          const at = document.activeElement;
          if (at === document.body) return null;
          const seen = at.matches(".scheme input") ? at.closest("label") : at;
          const style = getComputedStyle(seen), box = seen.getBoundingClientRect();
          const top = document.elementFromPoint(box.x + Math.min(box.width / 2, 8), box.y + box.height / 2);
          return [seen.outerHTML.slice(0, 80), style.outlineStyle, parseFloat(style.outlineWidth), top === null || seen.contains(top) || top.contains(seen)];
        }""")
        if state is None:
            break
        stops += 1
        assert state[1] == "solid", state
        assert state[2] >= 2, state
        assert state[3], state
    assert stops > 30
    page.context.close()


LONG = """
-- site.yaml --
name: Informationstechnologie und Digitalisierungsmanagement
url: http://127.0.0.1/
languages: [de]
-- content/services/a.md --
---
title: Arbeitsplatzrechnerbereitstellungsantrag
summary: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.
category: Rechenzentrumsinfrastrukturdienstleistungen
price: {amount: 1234.5, unit: je Abrechnungszeitraumverlängerung}
hours: Montagbisdonnerstagnachmittagssprechstundenzeiten
how_to_order: Selbstbedienungsportalbenutzeroberflächenschaltfläche
tags: [Mobilfunkvertragsverlängerungsantrag]
---
| Spalte | Sehrlangesspaltenüberschriftenwort | Nocheinesolchespaltenüberschrift |
|---|---|---|
| a | Bundesausbildungsförderungsgesetz | x |
-- content/news/2026-11-01-n.md --
---
title: Verkehrsinfrastrukturfinanzierungsgesellschaft gründet Rechtsschutzversicherungsgesellschaften
---
## Geschwindigkeitsbegrenzungsüberschreitungsfolgen
"""


def test_words_longer_than_a_phone_scroll_nothing_sideways(browser, tmp_path):
    report = build(Request(unpacked(LONG, tmp_path / "site"), NOW), tmp_path / "out")
    assert not report.failed
    page = browser.new_context(viewport={"width": 320, "height": 640}).new_page()
    for path in ("", "services/", "services/a/", "news/", "news/2026/", "news/2026/n/", "tags/", "subscribe/"):
        page.goto((tmp_path / "out" / path / "index.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path
    page.context.close()


def test_fonts_are_fetched_once_and_before_the_style_sheet_asks_for_them(browser, address):
    for path in ("", "de/news/2026/new-vpn/", "tags/"):
        page = browser.new_context().new_page()
        page.goto(address + path, wait_until="networkidle")
        asked = page.evaluate("performance.getEntriesByType('resource').filter((e) => e.name.endsWith('.woff2')).map((e) => [e.initiatorType, e.name])")
        early = [name for by, name in asked if by == "link"]
        assert [re.sub(r".*/|\..*", "", name) for name in early] == ["bricolage-grotesque", "literata"], path
        assert {name for by, name in asked if by == "css"}.isdisjoint(early), path
        page.context.close()


def test_of_a_site_opened_as_files_browsers_refuse_no_font(browser, example):
    page, said = browser.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto((example.out / "index.html").as_uri(), wait_until="networkidle")
    assert (
        page.evaluate(
            "document.fonts.ready.then((fonts) => [...fonts].filter((font) => font.status === 'loaded' && font.family.match(/Literata|Grot/)).length)"
        )
        >= 2
    )
    assert said == []
    page.close()
