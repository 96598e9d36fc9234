"""Pages for readers who need them larger, wider apart, in their own colours or at rest."""

from typing import Any

import pytest

from tests.browser.seeing import CUT, TOO_WIDE

pytestmark = pytest.mark.browser
# WCAG 1.4.12: a reader's own spacing, for every element.
SPACED = (
    "document.querySelectorAll('*').forEach((e) => { const s = e.style; s.setProperty('line-height', '1.5', 'important');"
    "s.setProperty('letter-spacing', '0.12em', 'important'); s.setProperty('word-spacing', '0.16em', 'important');"
    "if (e.tagName === 'P') s.setProperty('margin-block-end', '2em', 'important'); })"
)


def seen(chromium, site, expression, paths=None, change="", **context: Any):
    """What an expression gives on each page, where it gives anything."""
    opened = chromium.new_context(**context)
    page = opened.new_page()
    found = {}
    for path in paths or site.kinds:
        page.goto(site.address + path, wait_until="load")
        if change:
            page.evaluate(change)
        result = page.evaluate(expression)
        if result and result not in (0, []):
            found[path] = result
    opened.close()
    return found


def test_at_400_percent_nothing_scrolls_sideways(chromium, finished):
    """WCAG 1.4.10: a screen of 1280 by 1024 at 400% is one of 320 by 256."""
    assert seen(chromium, finished, TOO_WIDE, finished.paths, viewport={"width": 320, "height": 256}) == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_a_readers_own_spacing_cuts_nothing_off(chromium, finished, width):
    size = {"width": width, "height": 800}
    assert seen(chromium, finished, TOO_WIDE, change=SPACED, viewport=size) == {}
    assert seen(chromium, finished, CUT, change=SPACED, viewport=size) == {}


@pytest.mark.parametrize("width", [640, 1280])
def test_texts_of_twice_the_size_fit(chromium, finished, width):
    """WCAG 1.4.4: the reader's own size of text, not a zoom."""
    size, larger = {"width": width, "height": 800}, "document.documentElement.style.fontSize = '200%'"
    assert seen(chromium, finished, TOO_WIDE, change=larger, viewport=size) == {}
    assert seen(chromium, finished, CUT, change=larger, viewport=size) == {}


def test_in_forced_colours_every_control_and_the_focus_are_seen(chromium, finished):
    """What has no border and lost its ground has at least its text; the ring stays."""
    context = chromium.new_context(forced_colors="active", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong = []
    for path in finished.kinds:
        page.goto(finished.address + path, wait_until="load")
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        wrong += [f"/{path}: {name}" for name in page.evaluate(KEEPS_OWN_COLOURS)]
        for _ in range(4):
            page.keyboard.press("Tab")
            if page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none":
                wrong.append(f"/{path}: no ring at {page.evaluate('document.activeElement.outerHTML.slice(0, 80)')}")
    context.close()
    assert wrong == []


KEEPS_OWN_COLOURS = """() => [...document.querySelectorAll('body *')].filter((e) => getComputedStyle(e).forcedColorAdjust === 'none' && e.textContent.trim())
  .map((e) => `${e.tagName} .${e.className} keeps its own colours`)"""
MOVING = """() => document.getAnimations().filter((a) => (a.effect?.getComputedTiming().endTime ?? 0) > 20).map((a) => a.animationName || a.transitionProperty)
  .concat([...document.querySelectorAll('body *')].filter((e) => getComputedStyle(e).transitionDuration.split(',').some((d) => parseFloat(d) > 0.02))
  .map((e) => `${e.tagName} .${e.className} ${getComputedStyle(e).transitionDuration}`).slice(0, 5))
  .concat(getComputedStyle(document.documentElement).scrollBehavior === 'smooth' ? ['scrolls smoothly'] : [])"""


def test_nothing_moves_for_those_who_want_none_of_it(chromium, finished):
    assert seen(chromium, finished, MOVING, reduced_motion="reduce", viewport={"width": 1280, "height": 900}) == {}
