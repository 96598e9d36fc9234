"""Pages by keyboard alone: every stop is seen, nothing covers it, nobody is caught."""

import pytest

pytestmark = pytest.mark.browser
# The element that has the focus, and whether it is seen: its place in the window, what lies over it, and its ring.
STOP = """() => {
  let element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y])
    .filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  const seen = points.some(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (element.contains(top) || top.contains(element)); });
  const name = `${element.tagName.toLowerCase()} ${(element.getAttribute('href') || element.textContent || '').trim().slice(0, 40)}`;
  const index = [...document.querySelectorAll('*')].indexOf(element);
  return { index, name, seen, style: style.outlineStyle, width: parseFloat(style.outlineWidth), inWindow: points.length > 0 };
}"""
FOCUSABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, audio[controls], video[controls]')]
  .filter((e) => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !e.disabled && e.tabIndex >= 0)
  .filter((e) => e.type !== 'radio' || !e.name || e === (document.querySelector(`[name="${e.name}"]:checked`) ?? document.querySelector(`[name="${e.name}"]`)))
  .length"""


@pytest.fixture(params=[360, 1440])
def page(request, chromium):
    context = chromium.new_context(viewport={"width": request.param, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def stops(page, most=400):
    """Every stop of the keyboard from the top of the page to its end."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (found and stop["index"] == found[0]["index"]):
            return found
        found.append(stop)
    return found


@pytest.mark.parametrize("path", ["", "services/vpn/", "de/news/", "news/2026/new-vpn/", "help/"])
def test_every_stop_is_seen_and_the_last_one_is_left(page, finished, path):
    page.goto(finished.address + path, wait_until="load")
    wanted = page.evaluate(FOCUSABLE)
    found = stops(page)
    assert [stop["name"] for stop in found if not stop["seen"]] == []
    assert [stop["name"] for stop in found if stop["style"] == "none" or stop["width"] < 2] == []
    assert len({stop["index"] for stop in found}) == len(found), "a stop comes twice: somebody is caught"
    assert len(found) >= wanted, f"{len(found)} stops for {wanted} controls"


def test_the_first_stop_skips_to_the_content(page, finished):
    page.goto(finished.address + "services/vpn/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_details_open_and_close_by_keyboard(page, finished):
    page.goto(finished.address + "help/", wait_until="load")
    if not page.locator("summary").filter(visible=True).count():
        page.locator("button[popovertarget]").filter(visible=True).first.press("Enter")
    summary = page.locator("summary").filter(visible=True).first
    summary.focus()
    details = summary.locator("xpath=..")
    before = details.get_attribute("open")
    page.keyboard.press("Enter")
    assert (details.get_attribute("open") is None) != (before is None)
    page.keyboard.press("Space")
    assert (details.get_attribute("open") is None) == (before is None)


def test_the_language_is_switched_by_keyboard(page, finished):
    page.goto(finished.address + "services/vpn/", wait_until="load")
    for summary in page.locator("header summary").filter(visible=True).all():
        if not page.get_by_role("link", name="Deutsch").filter(visible=True).count():
            summary.press("Enter")
    page.get_by_role("link", name="Deutsch").filter(visible=True).first.press("Enter")
    page.wait_for_url("**/de/services/vpn/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ring_of_the_focus_is_told_apart_from_what_is_around_it(chromium, finished, scheme):
    """At least 3:1 (WCAG 1.4.11, 2.4.13) between the outline and the nearest ground that is painted."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    weak = []
    for path in ("", "services/vpn/", "news/"):
        page.goto(finished.address + path, wait_until="load")
        for _ in range(60):
            page.keyboard.press("Tab")
            found = page.evaluate(RING)
            if found is None:
                break
            if found["ratio"] < 3:
                weak.append(f"/{path}: {found}")
    context.close()
    assert weak == []


RING = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const canvas = new OffscreenCanvas(1, 1), paper = canvas.getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => { paper.clearRect(0, 0, 1, 1); paper.fillStyle = colour; paper.fillRect(0, 0, 1, 1); return [...paper.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const style = getComputedStyle(element), ring = rgba(style.outlineColor);
  let around = parseFloat(style.outlineOffset) < 0 ? element : element.parentElement;
  while (around && rgba(getComputedStyle(around).backgroundColor)[3] < 255) around = around.parentElement;
  const ground = rgba(around ? getComputedStyle(around).backgroundColor : 'Canvas');
  const [high, low] = [light(ring), light(ground)].sort((a, b) => b - a);
  const ratio = Math.round((high + 0.05) / (low + 0.05) * 100) / 100;
  return { name: `${element.tagName} ${element.className}`, ring: style.outlineColor, ground: String(ground), ratio };
}"""
