"""The example site in a real browser: under a base path, on phone, tablet and screen, light and dark, without JavaScript."""

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from itsite.pipeline import Request, build
from tests.conftest import NOW

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
    page.locator("summary").filter(visible=True).first.click()
    page.get_by_role("link", name="Services", exact=True).filter(visible=True).first.click()
    assert page.url == address + "services/"
    page.get_by_role("link", name="VPN", exact=True).filter(visible=True).first.click()
    assert page.url == address + "services/vpn/"
    assert page.get_by_text("Working from home").first.is_visible()
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
