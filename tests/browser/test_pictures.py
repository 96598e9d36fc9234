"""Pictures in a real browser: it takes the file that its screen needs, and nothing moves while they load."""

import functools
import http.server
import os
import re
import shutil
import threading
from collections.abc import Iterator

import pytest

from itsite.engine.workers import Workers
from itsite.pipeline import Request, build
from tests.conftest import NOW, unpacked
from tests.photographs import phone

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")]
WORDS = "Many words. " * 400
SITE = f"""
-- content/a.md --
---
title: A
image: photo.jpg
image_alt: Above
---
{WORDS}

![Below](below.jpg)
-- content/b.md --
# B

![Two colours](photo.jpg)

![Small](small.jpg){{ width=200 }}
"""
SHIFTS = "new PerformanceObserver(list => { for (const e of list.getEntries()) window.shifted = (window.shifted || 0) + e.value }).observe({type: 'layout-shift', buffered: true})"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""


_Quiet.extensions_map = {**_Quiet.extensions_map, ".avif": "image/avif", ".webp": "image/webp"}


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    root = unpacked(SITE, tmp_path_factory.mktemp("served") / "site")
    for name in ("photo.jpg", "below.jpg", "small.jpg"):
        (root / "content" / name).write_bytes(phone(width=2400, height=1600))
    assert not build(Request(root, NOW, runner=Workers(2)), root / "build").failed
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=os.fspath(root / "build"))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def opened(browser, width, ratio, url):
    context = browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=ratio)
    page = context.new_page()
    page.requests = []
    page.on("request", lambda request: page.requests.append(request.url))
    page.add_init_script(SHIFTS)
    page.goto(url, wait_until="load")
    return page


def taken(page, number=0):
    """The file that the browser took for a picture, when it is there."""
    image = page.locator("main img").nth(number)
    image.scroll_into_view_if_needed()
    image.evaluate("image => image.decode()")
    return image.evaluate("image => image.currentSrc").rpartition("/")[2]


@pytest.mark.parametrize(
    ("width", "ratio", "file"),
    [(320, 1, "photo-320"), (360, 2, "photo-960"), (360, 3, "photo-1280"), (1440, 1, "photo-960"), (1440, 2, "photo-1920")],
)
def test_the_browser_takes_the_avif_that_fits_the_screen(browser, address, width, ratio, file):
    page = opened(browser, width, ratio, f"{address}b/")
    assert re.fullmatch(rf"{file}\.[0-9a-f]{{10}}\.avif", taken(page))
    assert taken(page, 1).startswith("small-320." if ratio == 1 else "small-640.")
    assert page.locator("main img").nth(1).evaluate("image => image.clientWidth") == 200
    page.context.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_a_picture_far_below_waits_for_its_reader_and_nothing_moves(browser, address, width):
    page = opened(browser, width, 2, f"{address}a/")
    assert taken(page).startswith("photo-")
    assert not [url for url in page.requests if "/below-" in url]
    assert page.evaluate("window.shifted || 0") == 0
    assert taken(page, 1).startswith("below-")
    assert page.evaluate("window.shifted || 0") == 0
    shapes = page.locator("main img").evaluate_all("images => images.map(i => i.clientWidth <= innerWidth && i.clientWidth > 0)")
    assert shapes == [True, True]
    page.context.close()
