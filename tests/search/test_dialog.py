"""The search as readers use it: by keyboard, by mouse, with a screen reader, without a script, and without a network beyond the site."""

import os
from pathlib import Path

import pytest

from tests.search.asking import ask

pytestmark = pytest.mark.browser
AXE = Path(os.environ.get("ITSITE_AXE") or Path(__file__).parent.parent.parent / ".cache/node_modules/axe-core/axe.min.js")
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'"
)
ACTIVE = "document.querySelector('.finder-list [aria-selected=true]')"


@pytest.fixture
def page(chromium, address):
    """A page of the example under a strict policy; at its end nothing was asked elsewhere, and nothing complained."""
    opened = chromium.new_page()
    wrong: list[str] = []

    def answer(route):
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": POLICY})

    opened.route("**/*.html", answer)
    opened.route("**/", answer)
    opened.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
    opened.on("console", lambda message: wrong.append(message.text))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.goto(address)
    yield opened
    opened.close()
    assert wrong == []


def held_back(page, pattern):
    """The requests for some files, which wait until they are let go on."""
    held = []

    def hold(route):
        held.append(route)

    page.route(pattern, hold)
    return held


def test_a_walk_by_keyboard(page, address):
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.className") == "finder-field"
    found = ask(page, "password")
    first = page.evaluate(f"{ACTIVE}.pathname")
    assert first.endswith(found.pages[0])
    page.keyboard.press("ArrowUp")
    assert page.evaluate(f"{ACTIVE} === document.querySelector('.finder-list').querySelectorAll('a')[document.querySelectorAll('.finder-list a').length - 1]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.evaluate(f"{ACTIVE}.href")
    assert page.evaluate(f"{ACTIVE}.id") == page.get_attribute(".finder-field", "aria-activedescendant")
    page.keyboard.press("Enter")
    page.wait_for_url(second)
    assert second.startswith(address)


def test_escape_closes_it_and_the_focus_is_where_it_was(page, address):
    page.goto(f"{address}services/")
    page.focus(".masthead .search-button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".finder[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector(".finder:not([open])", state="attached")
    assert page.evaluate("document.activeElement.className") == "search-button"


def test_a_slash_in_a_field_is_a_letter(page):
    ask(page, "a/b")
    assert page.input_value(".finder-field") == "a/b"


def test_what_is_typed_in_the_large_field_goes_on_in_the_dialog(page):
    page.focus(".counter .search-field")
    page.keyboard.press("v")
    page.wait_for_selector(".finder[open]")
    assert page.input_value(".finder-field") == "v"


def test_nothing_is_loaded_before_somebody_goes_to_a_search_field(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert [url for url in asked if "/pagefind/" in url] == []
    with page.expect_request("**/pagefind/pagefind.js"):
        page.focus(".counter .search-field")


def test_what_is_typed_while_the_search_is_on_its_way_is_searched_for(page, address):
    held = held_back(page, "**/finder.*.js")
    page.goto(f"{address}services/")
    page.keyboard.press("/")
    page.keyboard.type("wi-fi")
    assert page.input_value(".finder-field") == "wi-fi"
    assert len(held) == 1
    assert page.query_selector(".finder-page") is None
    held[0].continue_()
    page.wait_for_selector(".finder-page")
    assert page.get_attribute(".finder-page", "href").endswith("/it/services/wifi/")
    assert page.input_value(".finder-field") == "wi-fi"


def test_a_page_that_nobody_searches_from_loads_nothing_of_the_search(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}services/", wait_until="networkidle")
    assert [url for url in asked if "finder" in url or "/pagefind/" in url] == []
    with page.expect_request("**/finder.*.css"), page.expect_request("**/finder.*.js"):
        page.hover(".masthead .search-button")


def test_the_search_works_on_a_page_that_is_not_there(page, address):
    page.goto(f"{address}404.html")
    assert ask(page, "vpn").pages[0] == "services/vpn/"


@pytest.mark.parametrize("missing", ["**/finder.*.js", "**/pagefind/pagefind.js", "**/pagefind/words.en.txt"])
def test_a_search_that_cannot_be_loaded_says_so_and_enter_leads_on(chromium, address, missing):
    page = chromium.new_context().new_page()
    page.route(missing, lambda route: route.fulfill(status=404, body="<!doctype html><title>Not here</title>"))
    page.goto(f"{address}services/")
    page.keyboard.press("/")
    page.keyboard.type("vpn")
    page.wait_for_selector(".finder-state:has-text('cannot be loaded')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/it/search/?q=vpn")
    page.context.close()


def test_a_search_that_takes_its_time_says_so(page, address):
    held = held_back(page, "**/pagefind.js")
    page.goto(f"{address}de/services/")
    page.keyboard.press("/")
    page.keyboard.type("vpn")
    page.wait_for_selector(".finder-list[aria-busy=true]:empty")
    assert page.evaluate("getComputedStyle(document.querySelector('.finder-list'), '::before').content") == '"Wird gesucht …"'
    page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished))")
    assert page.evaluate("getComputedStyle(document.querySelector('.finder-list'), '::before').opacity") == "1"
    held[0].continue_()
    page.wait_for_selector(".finder-list[aria-busy=false] .finder-page")


def test_results_stand_under_their_groups_with_marks_and_a_count(page):
    found = ask(page, "vpn")
    assert found.said == f"{len(page.query_selector_all('.finder-page'))} results" or int(found.said.split()[0]) > 10
    groups = page.eval_on_selector_all(".finder-list [role=group]", "all => all.map((group) => group.ariaLabel)")
    assert groups[0] == "Services"
    assert "News" in groups
    assert page.inner_text(".finder-list mark").lower().startswith("vpn")
    assert page.get_attribute(".finder-field", "aria-expanded") == "true"


def test_a_slip_is_mended_and_can_be_insisted_on(page):
    assert "password" in ask(page, "pasword").said
    page.click(".finder-state button")
    page.wait_for_selector(".finder-state:not(:has(button))")
    assert page.inner_text(".finder-state").startswith("Nothing") or "pasword" not in page.inner_text(".finder-state")


def test_who_finds_nothing_is_helped(page):
    found = ask(page, "unicorn")
    assert found.pages == []
    assert found.said == "Nothing found for “unicorn”."
    assert page.is_visible(".finder-help a[href$='services/']")
    assert page.is_visible(".finder-help .person-mail")


def test_a_result_in_a_section_leads_to_its_heading(page):
    ask(page, "password")
    part = page.get_attribute(".finder-part", "href")
    assert "#" in part
    page.click(".finder-part")
    page.wait_for_url(f"**{part}")
    assert page.evaluate("document.getElementById(decodeURIComponent(location.hash.slice(1))).tagName").startswith("H")


def test_the_search_page_takes_a_question_in_its_address(page, address):
    page.goto(f"{address}de/search/?q=wlan")
    page.wait_for_selector(".finder-page")
    assert page.get_attribute(".finder-page", "href").endswith("/it/de/services/wifi/")


def test_without_a_script_the_search_leads_to_a_page_with_lists(chromium, address):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}de/")
    page.fill(".counter .search-field", "wlan")
    page.click(".counter .search-button")
    page.locator("text=braucht dafür JavaScript").wait_for()
    assert page.url == f"{address}de/search/?q=wlan"
    assert page.is_visible("main a[href$='services/wifi/']")
    assert page.is_visible("main a[href*='tags/']")
    assert not page.is_visible(".finder")
    page.context.close()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("words", ["password", "pasword", "unicorn"])
def test_axe_finds_nothing_in_the_open_dialog(chromium, address, scheme, words):
    page = chromium.new_context(color_scheme=scheme).new_page()
    page.goto(f"{address}de/")
    ask(page, words)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run('.finder').then(({violations}) => violations.map(({id, nodes}) => [id, nodes.map((node) => node.html)]))")
    assert found == []
    page.context.close()
