"""A page as the search engine reads it: what it shows, what it weighs, and what it is found by."""

import re
from dataclasses import dataclass
from html import escape

from itsite.model.output import Body
from itsite.search.words import HiddenWords

PICTURE = re.compile(r"<img\b[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>")
# How much a word counts in each place; 1 is running text.
TITLE_WEIGHT, SUMMARY_WEIGHT, LABEL_WEIGHT, FACT_WEIGHT = 8, 3, 2, 1


@dataclass(frozen=True, slots=True)
class Searchable:
    """A page without its text; `group` is the heading under which it is listed, `labels` and `facts` are what stands around its text."""

    body: Body
    lang: str
    title: str
    summary: str
    group: str
    date: str
    labels: tuple[str, ...]
    facts: tuple[str, ...]


def searched_texts(page: Searchable, text: str) -> str:
    """Everything that a reader can find a page by, as plain text; `text` is the plain text of its body."""
    return "\n".join((page.title, page.summary, *page.labels, *page.facts, text))


def document(page: Searchable, markup: str, text: str, hidden: HiddenWords) -> str:
    """The page as HTML for the engine. `markup` is its sanitised text, and `text` the same without tags.

    What is hidden stands in metadata: it is found, and never quoted. There are no filters: of the same pages pagefind writes them
    in another order each time.
    """
    lead, whole = hidden(f"{page.title} {page.summary}"), hidden(searched_texts(page, text))
    metadata = {"summary": page.summary, "group": page.group, "date": page.date, "leadparts": lead, "parts": whole}
    lines = [
        f'<!doctype html><html lang="{escape(page.lang)}"><body data-pagefind-body>',
        f'<h1 data-pagefind-meta="title" data-pagefind-weight="{TITLE_WEIGHT}">{escape(page.title)}</h1>',
        *(f'<b data-pagefind-ignore data-pagefind-meta="{name}[title]" title="{escape(value)}"></b>' for name, value in metadata.items() if value),
        f'<p data-pagefind-weight="{SUMMARY_WEIGHT}">{escape(page.summary)}</p>',
        PICTURE.sub("", markup),
        *(f'<p data-pagefind-weight="{FACT_WEIGHT}">{escape(fact)}</p>' for fact in page.facts),
        *(f'<p data-pagefind-weight="{LABEL_WEIGHT}">{escape(label)}</p>' for label in page.labels),
        "</body></html>",
    ]
    return "\n".join(lines)
