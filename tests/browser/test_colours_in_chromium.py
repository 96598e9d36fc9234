"""Colours in a real browser: which meet on the pages of the example is declared, and light and dark are who asked for them."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from itsite.model.problem import Location
from itsite.pipeline import Request, build
from itsite.theme.contrast import pairs_of
from itsite.theme.files import read_chain
from itsite.theme.tokens import tokens_of
from tests.conftest import NOW

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")]
ROOT = Path(__file__).parent.parent.parent
# Each text of the page that is seen, with its colour and that of the surface behind it; what stands on pictures is left out.
MET = """() => {
  const found = new Set();
  const plain = (text) => { const m = /^rgb\\((\\d+), (\\d+), (\\d+)\\)$/.exec(text); return m && "#" + m.slice(1).map((n) => (+n).toString(16).padStart(2, "0")).join(""); };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const ink = plain(getComputedStyle(element).color);
    let behind = element;
    while (behind && getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
    if (behind && ink) found.add(ink + " " + plain(getComputedStyle(behind).backgroundColor) + " " + (element.className || element.localName));
  }
  return [...found];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    """The example, built and served."""
    root = tmp_path_factory.mktemp("colours") / "build"
    assert not build(Request(ROOT, NOW), root).failed
    handler = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(root))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


PAGES = [
    *("", "services/", "services/vpn/", "news/", "news/2026/new-vpn/", "news/2025/what-happened-at-10-42/", "newsletters/", "newsletters/2026-11/", "mission/"),
    *("help/", "help/glossary/", "help/phishing/", "about/people/", "tags/", "subscribe/", "de/services/password-and-mfa/"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_colours_on_the_pages_of_the_example_is_declared(browser, address, scheme):
    chain, _ = read_chain("ottersbek", (ROOT / "themes",), Location("site.yaml"))
    tokens, _ = tokens_of(chain)
    values = {path: (token.dark or token.value) if scheme == "dark" else token.value for path, token in tokens.items()}
    pairs, _ = pairs_of(chain, tokens)
    declared = {(values[pair.front], values[pair.back]) for pair in pairs if pair.least > 4} | {
        (values[pair.back], values[pair.front]) for pair in pairs if pair.least > 4
    }
    page = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme).new_page()
    unknown = set()
    for path in PAGES:
        assert page.goto(address + path).status == 200
        for met in page.evaluate(MET):
            ink, behind, where = met.split(" ", 2)
            if (ink, behind) not in declared:
                unknown.add((path, ink, behind, where))
    assert not unknown


@pytest.mark.parametrize(
    ("system", "chosen", "scheme"),
    [("light", None, "light"), ("dark", None, "dark"), ("light", "dark", "dark"), ("dark", "light", "light"), ("dark", "dark", "dark")],
)
def test_the_page_is_light_or_dark_as_the_reader_chose_else_as_the_system_is(browser, address, system, chosen, scheme):
    chain, _ = read_chain("ottersbek", (ROOT / "themes",), Location("site.yaml"))
    paper = tokens_of(chain)[0]["color", "paper"]
    page = browser.new_context(color_scheme=system).new_page()
    page.goto(address)
    if chosen:
        page.evaluate("scheme => { document.documentElement.dataset.scheme = scheme }", chosen)
    shown = page.evaluate(
        "() => { const root = getComputedStyle(document.documentElement); return [root.getPropertyValue('--color-paper').trim(), root.colorScheme] }"
    )
    assert shown == [paper.dark if scheme == "dark" else paper.value, chosen or "light dark"]


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_paper_is_light_whatever_was_chosen(browser, address, chosen):
    page = browser.new_context(color_scheme="dark").new_page()
    page.goto(address)
    page.evaluate("scheme => { document.documentElement.dataset.scheme = scheme }", chosen)
    page.emulate_media(media="print")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_more_contrast_is_heard(browser, address):
    page = browser.new_context(contrast="more").new_page()
    page.goto(address)
    text, muted = page.evaluate(
        "() => ['default', 'muted'].map((name) => { const p = document.createElement('p'); p.style.color = `var(--color-text-${name})`; document.body.append(p); return getComputedStyle(p).color })"
    )
    assert text == muted
