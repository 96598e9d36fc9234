"""All pages under the content security policy in a real browser: nothing is refused, nothing is asked elsewhere, nobody complains."""

import gzip
import re
import urllib.parse

import pytest

from tests.parsing import pages_of

pytestmark = pytest.mark.browser
LISTENING = "addEventListener('securitypolicyviolation', (e) => console.error(`refused by ${e.effectiveDirective}: ${e.blockedURI} ${e.sample}`))"


def walked(chromium, site, paths, scheme="light"):
    """Every word that a browser says on its way through pages."""
    context = chromium.new_context(viewport={"width": 1000, "height": 800}, color_scheme=scheme)
    context.add_init_script(LISTENING)
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(f"{page.url} says {message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url} fails: {error}"))
    page.on("request", lambda request: said.append(f"{page.url} asks {request.url}") if not request.url.startswith(site.address) else None)
    page.on("response", lambda answer: said.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    for path in paths:
        page.goto(site.address + path, wait_until="load")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
    context.close()
    return said


def test_no_page_is_refused_anything_by_the_policy_that_it_carries(chromium, finished):
    assert walked(chromium, finished, finished.paths) == []


def test_no_page_is_refused_anything_by_the_policy_that_the_server_sends(chromium, guarded):
    assert walked(chromium, guarded, guarded.paths, "dark") == []


def test_every_page_carries_the_policy_before_anything_that_it_fetches(finished):
    for path, page in pages_of(finished.out).items():
        head = [e for e in page.all("head")[0] if isinstance(e.tag, str)]
        assert [e.get("http-equiv") for e in head[:2]] == [None, "Content-Security-Policy"], path
        assert "unsafe-inline" not in head[1].get("content"), path
        assert not [e for e in page.root.iter() if e.get("style") is not None or e.tag == "style" or (e.tag == "script" and not e.get("src"))], path


def test_what_is_inline_is_refused_in_truth(chromium, finished):
    """The policy holds against what a page might come to hold, in each of the three forms."""
    page = chromium.new_context().new_page()
    text = (finished.out / "index.html").read_text(encoding="utf-8")
    live = (
        "<script>window.ran = 1</script><p id=x style='color: rgb(1, 2, 3)'>x</p><style>#x { padding-left: 77px }</style><img src=x onerror='window.ran = 2'>"
    )
    page.route("**/it/", lambda route: route.fulfill(body=text.replace("</main>", f"{live}</main>"), content_type="text/html; charset=utf-8"))
    page.goto(finished.address, wait_until="load")
    seen = page.evaluate("[window.ran ?? 0, getComputedStyle(document.getElementById('x')).color, getComputedStyle(document.getElementById('x')).paddingLeft]")
    page.context.close()
    assert seen[0] == 0
    assert seen[1] != "rgb(1, 2, 3)"
    assert seen[2] != "77px"


PICTURES = re.compile(r"\.(avif|webp|jpe?g|png|gif|svg|ico)$")


def test_a_news_page_is_light_and_stands_still(chromium, finished):
    """At most 45 KB compressed in at most 6 requests without its pictures; the largest picture is not lazy; nothing moves."""
    phone = {"width": 360, "height": 740}
    context = chromium.new_context(viewport=phone, device_scale_factor=2, is_mobile=True, has_touch=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(urllib.parse.urlsplit(request.url).path))
    page.add_init_script(
        "window.moved = 0; window.largest = null;"
        "new PerformanceObserver((list) => { for (const e of list.getEntries()) window.moved += e.value; }).observe({ type: 'layout-shift', buffered: true });"
        "new PerformanceObserver((list) => { for (const e of list.getEntries()) window.largest = e.element; })"
        ".observe({ type: 'largest-contentful-paint', buffered: true });"
    )
    page.goto(finished.address + "news/2026/new-vpn/", wait_until="networkidle")
    lazy = page.evaluate("window.largest ? [window.largest.tagName, window.largest.getAttribute('loading') || ''] : null")
    page.evaluate("document.documentElement.scrollTo(0, 10000)")
    page.wait_for_load_state("networkidle")
    moved = page.evaluate("window.moved")
    context.close()
    files = [path for path in asked if not PICTURES.search(path)]
    sizes = {}
    for path in files:
        file = finished.out / path.removeprefix("/it/")
        data = (file / "index.html" if path.endswith("/") else file).read_bytes()
        sizes[path] = len(data if path.endswith(".woff2") else gzip.compress(data, 6))
    assert sum(sizes.values()) <= 45 * 1024, sizes
    assert len(files) <= 6, sizes
    assert lazy is not None
    assert lazy[1] != "lazy"
    assert moved == 0
