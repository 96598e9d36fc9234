"""Pictures say what they show (WCAG 2.2, 1.1.1)."""

import html
import re
from collections.abc import Iterator

from itsite.model.check import Build, Check
from itsite.model.document import Slot
from itsite.model.problem import Location, Problem, warning

CURE = "write what the picture shows: ![Two colleagues at a desk](desk.jpg)"


def _has_alt(before: str, after: str) -> bool:
    return bool(re.search(r'\balt="[^"]+"', before) or re.match(r'"[^<>]*\balt="[^"]+"', after))


def find(build: Build) -> Iterator[Problem]:
    """A warning for each picture of a text, and for each page's picture, without alternative text."""
    for entry in build.site.entries:
        page = entry.page
        parts = page.document.parts
        for n, part in enumerate(parts):
            if isinstance(part, Slot) and part.kind == "media" and part.before.rpartition("<")[2].startswith("img"):
                after = part.after + next((p for p in parts[n + 1 : n + 2] if isinstance(p, str)), "")
                if not _has_alt(part.before.rpartition("<")[2], after):
                    at = Location("content/" + page.path, part.line, part.column)
                    yield warning(at, "AC001", f'picture "{html.unescape(part.target)}" has no alternative text', CURE)
        if page.meta.image and not page.meta.image_alt:
            yield warning(page.at("image"), "AC001", f'picture "{page.meta.image}" has no alternative text', "add image_alt: what the picture shows")


CHECK = Check("alternative_text", find)
