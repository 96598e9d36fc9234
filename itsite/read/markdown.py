"""Markdown to a Document: converted, sanitised, with links and pictures left open."""

import contextlib
import functools
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from pymdownx.superfences import SuperFencesCodeExtension
from pymdownx.tasklist import TasklistExtension

from itsite.model.document import Document, Heading, Pieces
from itsite.model.problem import Problem
from itsite.read.everyday.converter import everyday_html
from itsite.read.everyday.unusual import UnusualError
from itsite.read.extensions.admonitions import LocalAdmonitions, LocalDetails
from itsite.read.extensions.blocks.conversion import Converted, blocks_in, with_blocks
from itsite.read.extensions.blocks.processor import Blocks
from itsite.read.extensions.gates import Gates
from itsite.read.extensions.heading_ids import HeadingIds
from itsite.read.extensions.highlighting import CSS_CLASS, ThriftyHighlighting
from itsite.read.extensions.inline import SparingInline
from itsite.read.sanitising import refused_schemes, refused_tags, sanitised
from itsite.read.slots import Sought, split_at_slots
from itsite.read.slugs import heading_id
from itsite.read.text import CONTROL, may_hold_controls
from itsite.read.typography import typographic

LABELS = {
    "de": {"table": "Tabelle", "done": "erledigt", "open": "offen", "back": "Zurück zur Fußnote {} im Text"},
    "en": {"table": "Table", "done": "done", "open": "open", "back": "Back to footnote {} in the text"},
}
# By their classes: a name would be looked up among all installed packages.
STOCK = (TableExtension, DefListExtension, AttrListExtension, AbbrExtension, SaneListExtension, TasklistExtension)
ALIGNED = re.compile(r'<(t[dh]) style="text-align: (left|right|center);">')
EMPTY_HEADER = re.compile(r"<th( class=\"[a-z-]+\")?></th>")
HEAD_ROWS = re.compile(r"<thead>.*?</thead>", re.DOTALL)
HEAD_CELL = re.compile(r"<th(?=[ >])(?![^>]*\sscope=)")
HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
IDS = re.compile(r' id="([^"]+)"')
TAGS = re.compile(r"<[^>]*>")
LEAD_CHARACTERS = 200


@functools.cache
def _converter(lang: str) -> markdown.Markdown:
    """One converter per process and language: making one costs as much as converting ten pages."""
    extensions: list[Any] = [
        *(extension() for extension in STOCK),
        FootnoteExtension(BACKLINK_TITLE=LABELS[lang]["back"]),
        HeadingIds(slugify=heading_id),
        ThriftyHighlighting(guess_lang=False, css_class=CSS_CLASS, linenums_style="inline", _enabled=True),
        SuperFencesCodeExtension(),
        LocalAdmonitions(lang),
        LocalDetails(lang),
        SparingInline(),
        Blocks(),
        Gates(),
    ]
    return markdown.Markdown(extensions=extensions, output_format="html")


def raw_html(body: str, lang: str) -> str:
    """What Python-Markdown makes of `body`, whichever way; not sanitised."""
    known = _known(lang)
    converter = _converter(known)
    with contextlib.suppress(UnusualError):
        return everyday_html(body, converter, LABELS[known]["back"])
    with _whole_or_new():
        return converter.reset().convert(body)


@contextlib.contextmanager
def _whole_or_new() -> Iterator[None]:
    """Given up half-way, a converter keeps its state: what it makes of the next page would lack paragraphs and links."""
    try:
        yield
    except BaseException:
        _converter.cache_clear()
        raise


def _known(lang: str) -> str:
    language = lang.partition("-")[0]
    return language if language in LABELS else "en"


def _converted(body: str, lang: str, first_line: int, path: str) -> Converted:
    """The HTML of a text, not sanitised, and what its blocks leave open."""
    structure = blocks_in(body, first_line=first_line, path=path) if "///" in body else None
    if structure is None or not structure.found:
        return Converted(raw_html(body, lang), problems=structure.problems if structure else ())
    with _whole_or_new():
        return with_blocks(structure, _converter(_known(lang)), lang=lang, path=path)


def plain_text(fragment: str) -> str:
    """HTML without its tags, as one line."""
    return " ".join(html.unescape(TAGS.sub("", fragment)).split())


def _dressed(raw: str, lang: str) -> str:
    """Classes for what Markdown writes as styles and form controls, which neither the page's policy nor the allow list takes."""
    label = LABELS[_known(lang)]
    text = ALIGNED.sub(r'<\1 class="align-\2">', raw) if ' style="text-align: ' in raw else raw
    if "></th>" in text:
        text = EMPTY_HEADER.sub(r"<td\1></td>", text)
    if "<input" not in text:
        return text
    for control, state, mark in (("disabled checked", "done", "✓"), ("disabled", "open", " ")):
        span = f'<span class="task {state}" role="img" aria-label="{label[state]}">{mark}</span>'
        text = text.replace(f'<input type="checkbox" {control}/>', span)
    return text


def _dressed_tables(clean: str, lang: str) -> str:
    """Each in a box that scrolls on phones; cells of head rows say that they head columns."""
    if "<table" not in clean:
        return clean
    label = LABELS[_known(lang)]["table"]
    opened = f'<div class="table" role="group" tabindex="0" aria-label="{label}"><table'
    clean = HEAD_ROWS.sub(lambda rows: HEAD_CELL.sub('<th scope="col"', rows[0]), clean)
    return clean.replace("<table", opened).replace("</table>", "</table></div>")


def _without_title(clean: str, title: str | None) -> tuple[str, str, str]:
    """The text without the heading that is the page's title, that title, and the heading's id; further h1 become h2."""
    first = HEADING.search(clean)
    found = plain_text(first[3]) if first else ""
    leads = first is not None and not clean[: first.start()].strip()
    ids = None
    if first and leads and (title is None or (first[1] == "1" and found == title)):
        ids = IDS.search(first[2])
        clean = clean[: first.start()] + clean[first.end() :].lstrip("\n")
    if "<h1" in clean:
        clean = clean.replace("<h1", "<h2").replace("</h1>", "</h2>")
    return clean, title or found, html.unescape(ids[1]) if ids else ""


def _headings(clean: str) -> tuple[Heading, ...]:
    found = []
    for match in HEADING.finditer(clean):
        ids = IDS.search(match[2])
        if ids:
            found.append(Heading(int(match[1]), html.unescape(ids[1]), plain_text(match[3])))
    return tuple(found)


def _lead(clean: str) -> str:
    """The first paragraph as plain text, cut at a word; one with a link that takes its text from elsewhere is passed over."""
    paragraphs = (match[1] for match in re.finditer(r"<p>(.*?)</p>", clean, re.DOTALL))
    text = plain_text(next((inner for inner in paragraphs if "></a>" not in inner), ""))
    if len(text) <= LEAD_CHARACTERS:
        return text
    return text[:LEAD_CHARACTERS].rsplit(" ", 1)[0].rstrip(",;:.–- ") + " …"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What came of one text: its outline, the text itself, and what had to be taken out of it.

    `refused_schemes` are those of links, `refused_tags` those of raw HTML; `controls` counts control characters; `problems` are
    those of blocks.
    """

    document: Document
    text: Pieces
    refused_schemes: tuple[str, ...]
    refused_tags: tuple[str, ...]
    controls: int
    problems: tuple[Problem, ...] = ()


def convert(body: str, *, lang: str, first_line: int = 1, title: str | None = None, path: str = "", typography: bool = False) -> Conversion:  # noqa: PLR0913 - one parameter a fact
    """`body` as outline and text; without a `title` the first heading becomes it. `path` is what problems name.

    With `typography`, marks are set as the language prints them.

    Raises RecursionError for texts that nest too deep. Time is quadratic for some hostile texts: limit it outside.
    """
    converted = _converted(body, lang, first_line, path)
    raw = converted.html
    dressed = _dressed(raw, lang)
    clean = sanitised(dressed)
    controls = len(CONTROL.findall(clean)) if "&#" in body or may_hold_controls(body.encode()) else 0
    clean = CONTROL.sub("", clean) if controls else clean
    clean = typographic(clean, lang) if typography else clean
    clean, title, title_id = _without_title(_dressed_tables(clean, lang), title)
    text, slots = split_at_slots(clean, Sought(body, first_line, converted.addresses))
    text, shown = converted.split(text)
    ids = frozenset(html.unescape(i) for i in IDS.findall(clean))
    document = Document(slots, _headings(clean), ids, title, _lead(clean), title_id, shown=shown)
    return Conversion(document, text, refused_schemes(raw), refused_tags(dressed) if "<" in body else (), controls, converted.problems)
