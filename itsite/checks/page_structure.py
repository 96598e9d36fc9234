"""Finished pages: unique ids, one first heading, no level left out (WCAG 2.2, 1.3.1)."""

from collections import Counter
from collections.abc import Iterator

from itsite.model.check import Build, Check
from itsite.model.facts import HtmlFacts
from itsite.model.problem import Location, Problem, warning


def _of_page(facts: HtmlFacts) -> Iterator[Problem]:
    at = Location("build/" + facts.path)
    for name, count in Counter(facts.ids).items():
        if count > 1:
            yield warning(at, "AC002", f'id "{name}" stands {count} times on the page', "rename a heading, or take {#id} away")
    firsts = sum(level == 1 for level, _ in facts.headings)
    if firsts != 1:
        yield warning(at, "AC003", f"the page has {firsts} first headings instead of one", "see the template")
    for (before, _), (level, text) in zip(facts.headings, facts.headings[1:], strict=False):
        if level > before + 1:
            yield warning(at, "AC004", f'the heading "{text}" leaves out a level (h{before}, then h{level})', "use one # less")


def find(build: Build) -> Iterator[Problem]:
    """Warnings by page."""
    for facts in build.pages.values():
        yield from _of_page(facts)


CHECK = Check("page_structure", find, needs_pages=True)
