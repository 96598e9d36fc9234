"""Admonitions and details whose title, when the writer gives none, is in the page's language."""

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.admonition import AdmonitionExtension, AdmonitionProcessor
from pymdownx.details import DetailsExtension, DetailsProcessor

GERMAN = {
    "abstract": "Zusammenfassung", "attention": "Achtung", "caution": "Vorsicht", "danger": "Gefahr", "error": "Fehler",
    "example": "Beispiel", "failure": "Störung", "hint": "Hinweis", "important": "Wichtig", "info": "Info", "note": "Hinweis",
    "question": "Frage", "quote": "Zitat", "success": "Erledigt", "summary": "Zusammenfassung", "tip": "Tipp", "warning": "Warnung",
}  # fmt: skip
TITLES = {"de": GERMAN}


class _Admonitions(AdmonitionProcessor):
    titles: dict[str, str]

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        klass, title = super().get_class_and_title(match)
        kind = klass.split(" ", 1)[0]
        return (klass, self.titles.get(kind, title)) if match.group(2) is None else (klass, title)


class _Details(DetailsProcessor):  # type: ignore[misc]
    titles: dict[str, str]

    def run(self, parent: Element, blocks: list[str]) -> None:
        written = self.START.search(blocks[0])
        super().run(parent, blocks)
        summary = parent[-1].find("summary") if len(parent) else None
        untitled = written.group(4) if written else None
        if untitled and summary is not None:
            summary.text = self.titles.get(untitled.split(" ", 1)[0].lower(), summary.text)


class LocalAdmonitions(AdmonitionExtension):
    """The stock extension with titles of a language."""

    def __init__(self, lang: str, **options: Any) -> None:  # noqa: ANN401
        """`lang` is the language of the pages that will be converted."""
        super().__init__(**options)
        self.lang = lang

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Registers the processor under the stock name and priority."""
        md.registerExtension(self)
        processor = _Admonitions(md.parser)
        processor.titles = TITLES.get(self.lang, {})
        md.parser.blockprocessors.register(processor, "admonition", 105)


class LocalDetails(DetailsExtension):  # type: ignore[misc]
    """PyMdown's details with summaries of a language."""

    def __init__(self, lang: str, **options: Any) -> None:  # noqa: ANN401
        """`lang` is the language of the pages that will be converted."""
        super().__init__(**options)
        self.lang = lang

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Registers the processor under the name and priority of PyMdown's own."""
        super().extendMarkdown(md)
        processor = _Details(md.parser)
        processor.titles = TITLES.get(self.lang, {})
        md.parser.blockprocessors.register(processor, "details", 105)
