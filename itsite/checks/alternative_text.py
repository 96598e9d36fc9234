"""Pictures say what they show (WCAG 2.2, 1.1.1)."""

from collections.abc import Iterator

from itsite.model.check import Build, Check
from itsite.model.problem import Location, Problem, warning

CURE = "write what the picture shows: ![Two colleagues at a desk](desk.jpg)"


def find(build: Build) -> Iterator[Problem]:
    """A warning for each picture of a text, and for each page's picture, without alternative text."""
    for entry in build.site.entries:
        page = entry.page
        for slot in page.document.slots:
            if slot.lacks_alt:
                at = Location("content/" + page.path, slot.line, slot.column)
                yield warning(at, "AC001", f'picture "{slot.target}" has no alternative text', CURE)
        if page.meta.image and not page.meta.image_alt:
            yield warning(page.at("image"), "AC001", f'picture "{page.meta.image}" has no alternative text', "add image_alt: what the picture shows")


CHECK = Check("alternative_text", find)
