"""Blocks in a real browser: with the keyboard alone, without a script, in narrow windows, on paper."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from itsite.pipeline import Request, build
from tests.conftest import NOW

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("blocks") / "build"
    assert not build(Request(Path(__file__).parent.parent.parent, NOW), root).failed
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=os.fspath(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/help/repairs/"
        server.shutdown()


@pytest.fixture
def page(browser, address):
    context = browser.new_context(java_script_enabled=True, viewport={"width": 1000, "height": 800})
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def shown(page, text: str) -> bool:
    return bool(page.get_by_text(text).first.is_visible())


def test_of_the_tabs_one_is_open_and_the_keyboard_changes_it(page):
    heads = page.locator(".tabs > .tab > summary")
    tops = {round(head.bounding_box()["y"]) for head in heads.all()}
    assert len(tops) == 1
    assert shown(page, "Switch it off, count to ten")
    heads.nth(0).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert shown(page, "Hold the power button and")
    assert not shown(page, "Switch it off, count to ten")
    assert page.locator(".tabs > .tab[open]").count() == 1


def test_tabs_stand_below_each_other_in_narrow_windows(page):
    page.set_viewport_size({"width": 360, "height": 800})
    tops = {round(head.bounding_box()["y"]) for head in page.locator(".tabs > .tab > summary").all()}
    assert len(tops) == 3


def test_answers_open_each_on_its_own_with_the_keyboard(page):
    questions = page.locator(".accordion summary")
    for number in (0, 1):
        questions.nth(number).focus()
        page.keyboard.press("Space")
    assert page.locator(".accordion details[open]").count() == 2
    assert shown(page, "What you save in your folders")


def test_the_transcript_opens_and_the_film_waits(page):
    page.locator(".transcript summary").press("Enter")
    assert shown(page, "The film has no sound.")
    assert page.evaluate("document.querySelector('video').paused")
    labels = page.evaluate("[...document.querySelector('video').textTracks].map(track => track.label)")
    assert labels == ["English", "Deutsch"]


def test_on_paper_everything_is_open(page):
    page.emulate_media(media="print")
    for text in ("Hold the power button and", "Do not switch it off", "What you save in your folders", "The film has no sound."):
        box = page.get_by_text(text).first.bounding_box()
        assert box, text
        assert box["height"] > 0, text


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_no_block_is_wider_than_the_window(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_from_right_to_left_the_lines_change_sides(page):
    page.evaluate("document.documentElement.dir = 'rtl'")
    card = page.locator(".contact-card")
    assert card.evaluate("card => getComputedStyle(card).borderRightWidth") == "4px"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000
