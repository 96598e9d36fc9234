"""axe-core on every page: WCAG 2.2 A and AA and best practices, light and dark, phone and screen, German and English."""

import itertools
import os
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SCHEMES, WIDTHS = ("light", "dark"), (320, 1440)
EVERY_WAY = tuple(itertools.product(SCHEMES, WIDTHS))
RUN = """(rules) => axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then((found) => found.violations.flatMap(
    (rule) => rule.nodes.map((node) => `${rule.id} (${rule.impact}) ${node.target.join(' ')}: ${node.any.concat(node.all, node.none)
        .map((check) => check.message).join('; ').slice(0, 240)}`)))"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which `make test` installs."""
    places = [Path(os.environ["ITSITE_NODE_MODULES"])] if "ITSITE_NODE_MODULES" in os.environ else []
    found = [place / "axe-core/axe.min.js" for place in (ROOT / ".cache/node_modules", *places)]
    file = next((file for file in found if file.is_file()), None)
    return file.read_text(encoding="utf-8") if file else pytest.skip("axe-core is not there: make test installs it")


def violations(chromium, axe, site, paths, scheme, width):
    """What axe finds on pages, a line each: where, which rule, which element, why."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    lines = []
    for path in paths:
        page.goto(site.address + path, wait_until="load")
        page.evaluate(axe)
        lines += [f"/{path} {scheme} {width}: {line}" for line in page.evaluate(RUN, RULES)]
    context.close()
    return lines


def said(lines):
    return "\n".join(["", *lines[:60], f"{len(lines)} violations"]) if lines else ""


def test_axe_sees_what_is_wrong(chromium, axe, finished):
    """The instrument works: a page with planted faults has them."""
    page = chromium.new_context().new_page()
    page.goto(finished.address)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><a href=x></a>')")
    page.evaluate(axe)
    found = page.evaluate(RUN, RULES)
    page.context.close()
    assert {line.split()[0] for line in found} >= {"image-alt", "link-name"}


@pytest.mark.parametrize(("scheme", "width"), EVERY_WAY)
def test_every_kind_of_page_has_no_violation(chromium, axe, finished, scheme, width):
    assert not said(violations(chromium, axe, finished, finished.kinds, scheme, width))


@pytest.mark.parametrize("way", range(len(EVERY_WAY)))
def test_every_page_has_no_violation_in_one_of_the_ways(chromium, axe, finished, way):
    rest = [path for path in finished.paths if path not in finished.kinds]
    scheme, width = EVERY_WAY[way]
    assert not said(violations(chromium, axe, finished, rest[way :: len(EVERY_WAY)], scheme, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_specimen_has_no_violation_by_day_and_in_the_dark(chromium, axe, specimen, width):
    assert not said(violations(chromium, axe, specimen, specimen.paths, "light", width))


@pytest.mark.soak
@pytest.mark.parametrize(("scheme", "width"), EVERY_WAY)
def test_every_page_has_no_violation_in_every_way(chromium, axe, finished, scheme, width):
    assert not said(violations(chromium, axe, finished, finished.paths, scheme, width))
