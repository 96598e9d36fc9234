"""Ids of headings as the stock table of contents gives them, without making the table where nobody asks for it."""

import html
import re
from typing import Any

from markdown.extensions import toc
from markdown.extensions.toc import TocExtension, TocTreeprocessor, remove_fnrefs, render_inner_html, strip_tags

# Typed as anything: the published stub lacks its third parameter.
UNIQUE: Any = toc.unique
NOT_PLAIN = re.compile("[&<>\x02\x03]")


def _plain(heading: Any) -> str:  # noqa: ANN401
    """The text of a heading that holds nothing but text; empty for others."""
    text: str = heading.text or ""
    return "" if len(heading) or NOT_PLAIN.search(text) else text.strip()


class _HeadingIds(TocTreeprocessor):
    def run(self, doc: Any) -> None:  # noqa: ANN401
        if self.marker in "".join(doc.itertext()):
            super().run(doc)
            return
        used = {element.attrib["id"] for element in doc.iter() if "id" in element.attrib}
        counters: dict[str, int] = {}
        for element in doc.iter():
            if isinstance(element.tag, str) and self.header_rgx.match(element.tag):
                self.set_level(element)
                element.attrib.pop("data-toc-label", None)
                if "id" not in element.attrib:
                    name = _plain(element) or html.unescape(strip_tags(render_inner_html(remove_fnrefs(element), self.md)))
                    element.attrib["id"] = UNIQUE(self.slugify(name, self.sep), used, counters)


class HeadingIds(TocExtension):
    """The stock extension; `[TOC]` in a text still becomes the table."""

    TreeProcessorClass = _HeadingIds
