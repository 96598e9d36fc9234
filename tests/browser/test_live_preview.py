"""The live preview in a real browser: whatever a writer changes appears without a hand on the browser."""

import re
import time

import pytest

from tests.browser.seeing import until
from tests.conftest import unpacked
from tests.serve.conftest import SITE
from tests.serve.served import serving

pytestmark = pytest.mark.browser
# In place of what SITE says of them: a theme of its own, and no link to a page that is deleted.
OWN = """
-- site.yaml --
name: IT Test
url: https://it.test.example/it/
theme: mine
-- themes/mine/theme.yaml --
extends: base
styles: [mine.css]
-- themes/mine/assets/mine.css --
h1 { color: rgb(1, 2, 3); }
-- themes/mine/templates/404.html --
{% extends "base:404.html" %}
-- content/index.md --
# Home

Welcome.
"""
LONG = "\n\n".join(f"Paragraph {n}." for n in range(200))
# A page that is not there, and a preview that is started again.
EXPECTED = re.compile(r"status of (404|503)|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET")
MARK = "window.markOfThisLoad = true"


@pytest.fixture
def served(tmp_path):
    with serving(unpacked(SITE + OWN, tmp_path / "site")) as running:
        yield running


@pytest.fixture
def page(browser, served):
    """A page of the preview, with what its console complained of."""
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    context.set_default_timeout(10_000)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" and not EXPECTED.search(message.text) else None)
    opened.on("request", lambda request: wrong.append(request.url) if not request.url.startswith((f"http://localhost:{served.port}/", "data:")) else None)
    yield opened
    context.close()
    assert wrong == []


def visit(page, served, path):
    page.goto(f"http://localhost:{served.port}/it/{path}")
    page.locator("itsite-preview .bar").wait_for()


def about(text):
    return f"---\ntitle: About\n---\n{text}\n"


def test_an_edit_appears_and_the_scroll_position_stays(page, served):
    served.write("content/about.md", about(LONG))
    visit(page, served, "about/")
    page.get_by_text("Paragraph 199.").wait_for(state="attached")
    page.evaluate("scrollTo(0, 3000)")
    served.write("content/about.md", about(LONG + "\n\nThe end."))
    page.get_by_text("The end.").wait_for(state="attached")
    until(page, "scrollY === 3000")


def test_a_page_that_has_not_changed_is_not_loaded_again(page, served):
    visit(page, served, "about/")
    page.evaluate(MARK)
    stream = served.stream()
    before = stream.next()
    with page.expect_response(re.compile("/_itsite/page")):
        served.write("content/help/other.md", "---\ntitle: Other\norder: 1\n---\nElsewhere.\n")
    stream.after(before)
    served.write("content/about.md", about("Now."))
    page.get_by_text("Now.").wait_for()
    assert page.evaluate("window.markOfThisLoad") is None
    page.evaluate(MARK)
    with page.expect_response(re.compile("/_itsite/page")):
        served.write("content/help/other.md", "---\ntitle: Other\norder: 1\n---\nElsewhere, changed.\n")
    until(page, "document.readyState === 'complete'")
    assert page.evaluate("window.markOfThisLoad") is True
    stream.close()


def test_a_page_that_is_deleted_leads_to_the_404_page_and_comes_back(page, served):
    visit(page, served, "about/")
    (served.root / "content/about.md").unlink()
    page.get_by_text("No such page").wait_for()
    assert page.get_by_text("First text.").count() == 0
    served.write("content/about.md", about("Back again."))
    page.get_by_text("Back again.").wait_for()


def test_a_new_page_appears_where_it_was_waited_for_and_in_lists(page, served):
    visit(page, served, "help/fresh/")
    page.get_by_text("No such page").wait_for()
    served.write("content/help/fresh.md", "# Fresh\n\nJust written.")
    page.get_by_text("Just written.").wait_for()
    visit(page, served, "help/")
    served.write("content/help/second.md", "# Second page\n\nToo.")
    page.get_by_role("link", name="Second page").first.wait_for()


def test_a_changed_template_appears(page, served):
    visit(page, served, "about/")
    served.write("themes/mine/templates/page.html", '{% extends "base:page.html" %}{% block main %}<p>Another frame</p>{% endblock %}')
    page.get_by_text("Another frame").wait_for()


def test_changed_css_is_put_on_without_a_reload(page, served):
    visit(page, served, "about/")
    page.evaluate(MARK)
    for colour in ("rgb(4, 5, 6)", "rgb(7, 8, 9)"):
        served.write("themes/mine/assets/mine.css", f"h1 {{ color: {colour}; }}")
        until(page, f"getComputedStyle(document.querySelector('h1')).color === '{colour}'")
    assert page.evaluate("window.markOfThisLoad") is True
    until(page, "document.querySelectorAll('link[rel=stylesheet]').length === 1")


def test_a_mistake_lies_over_the_last_good_page_until_it_is_mended(page, served):
    visit(page, served, "about/")
    served.write("content/about.md", "---\ntitle: About\nsumary: x\n---\nBroken.\n")
    overlay = page.locator("itsite-preview .overlay")
    overlay.get_by_text('unknown field "sumary"').wait_for()
    assert page.get_by_text("First text.").is_visible()
    assert overlay.get_by_text('did you mean "summary"?').is_visible()
    assert "sumary: x" in overlay.locator(".line.meant").inner_text()
    place = overlay.get_by_role("link", name="content/about.md:3:1")
    assert place.get_attribute("href") == f"vscode://file{served.root}/content/about.md:3:1"
    page.reload()
    overlay.wait_for()
    assert page.get_by_text("First text.").is_visible()
    served.write("content/about.md", about("Mended."))
    page.get_by_text("Mended.").wait_for()
    overlay.wait_for(state="detached")


def test_the_overlay_can_be_closed_and_comes_back_with_the_next_mistake(page, served):
    visit(page, served, "about/")
    overlay = page.locator("itsite-preview .overlay")
    served.write("content/about.md", "---\ntitle: About\nsumary: x\n---\n")
    overlay.get_by_role("button", name="Close").focus()
    page.keyboard.press("Escape")
    overlay.wait_for(state="detached")
    served.write("content/about.md", "---\ntitle: About\nauthor: x\n---\n")
    overlay.get_by_text('unknown field "author"').wait_for()


def test_fifty_saves_in_two_seconds_settle_on_the_last(page, served):
    visit(page, served, "about/")
    began = time.monotonic()
    for n in range(50):
        served.write("content/about.md", about(f"Save number {n:02}."))
        page.wait_for_timeout(max(0, (began + (n + 1) * 0.04 - time.monotonic()) * 1000))
    page.get_by_text("Save number 49.").wait_for()


def test_the_bar_says_what_a_page_is_and_opens_its_source(page, served):
    visit(page, served, "news/2026/draft/")
    bar = page.locator("itsite-preview .bar")
    assert bar.get_by_text("Draft", exact=True).is_visible()
    source = bar.get_by_role("link", name="Edit content/news/2026-11-02-draft.md")
    assert source.get_attribute("href") == f"vscode://file{served.root}/content/news/2026-11-02-draft.md:1:1"
    visit(page, served, "about/")
    assert bar.get_by_text("Published", exact=True).is_visible()


def test_the_edition_is_switched_from_the_bar(page, served):
    visit(page, served, "news/")
    page.get_by_role("link", name="Draft news").first.wait_for()
    page.locator("itsite-preview").get_by_role("button", name="Edition").click()
    page.keyboard.press("Space")
    page.locator("itsite-preview").get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name="Draft news").first.wait_for(state="detached")


def test_a_page_of_the_future_is_one_click_away(page, served):
    visit(page, served, "news/2031/later/")
    bar = page.locator("itsite-preview .bar")
    bar.get_by_text("This page appears on 6 May 2031, 09:00.").wait_for()
    bar.get_by_role("button", name="Show it").click()
    page.get_by_text("In a while.").wait_for()
    bar.get_by_text("Appears on 6 May 2031, 09:00", exact=True).wait_for()
    bar.get_by_role("button", name="Edition").click()
    bar.get_by_role("button", name="Back to now").click()
    bar.get_by_text("This page appears on 6 May 2031, 09:00.").wait_for()


def test_the_bar_can_be_folded_away_by_keyboard_and_stays_so(page, served):
    visit(page, served, "about/")
    bar = page.locator("itsite-preview .bar")
    page.locator("itsite-preview [data-do=fold]").focus()
    page.keyboard.press("Enter")
    bar.wait_for(state="hidden")
    page.reload()
    pill = page.get_by_role("button", name="Show the bar of the preview")
    pill.wait_for()
    assert not bar.is_visible()
    pill.press("Enter")
    bar.wait_for()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_bar_changes_nothing_of_the_page_and_fits(page, served, width):
    page.set_viewport_size({"width": width, "height": 700})
    visit(page, served, "about/")
    sizes = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight, document.body.getBoundingClientRect().height]"
    shown = page.evaluate(sizes)
    box = page.locator("itsite-preview .bar").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.evaluate("document.querySelector('itsite-preview').remove()")
    assert page.evaluate(sizes) == shown
    assert shown[0] <= width
    page.goto(f"http://localhost:{served.port}/_itsite/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_preview_that_was_started_again_is_found_again(page, served, tmp_path):
    visit(page, served, "about/")
    served.end()
    served.write("content/about.md", about("While it was away."))
    with serving(tmp_path / "site", "--port", str(served.port)):
        page.get_by_text("While it was away.").wait_for()


def test_a_hidden_tab_holds_no_stream_and_looks_again_when_it_is_shown(page, served):
    visit(page, served, "about/")
    page.evaluate(
        "Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true}); document.dispatchEvent(new Event('visibilitychange'))"
    )
    stream = served.stream()
    before = stream.next()
    served.write("content/about.md", about("While it was hidden."))
    stream.after(before)
    assert page.get_by_text("First text.").is_visible()
    page.evaluate("delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_text("While it was hidden.").wait_for()
    stream.close()


def test_the_overview_lists_what_is_there_and_follows(page, served):
    page.goto(f"http://localhost:{served.port}/_itsite/")
    page.get_by_text("All is well").wait_for()
    assert page.get_by_role("link", name="Draft news").is_visible()
    assert page.get_by_text("6 May 2031, 09:00").is_visible()
    served.write("content/about.md", "---\ntitle: About\nsumary: x\n---\n")
    page.get_by_text('unknown field "sumary"').wait_for()
    served.write("content/about.md", about("Mended."))
    page.get_by_text("All is well").wait_for()
    page.get_by_role("button", name="Show the site as of then").click()
    page.get_by_text("6 May 2031, 09:00").first.wait_for()
    page.get_by_role("link", name="Later news", exact=True).wait_for()
