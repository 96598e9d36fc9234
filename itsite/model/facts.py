"""What is known of a finished HTML page without its text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HtmlFacts:
    """Ids, addresses in the order of the page, headings as (level, text), and pictures without alternative text.

    `asked_elsewhere` are addresses of other hosts that a browser would fetch to show the page.
    """

    path: str
    title: str
    lang: str
    ids: tuple[str, ...]
    addresses: tuple[str, ...]
    headings: tuple[tuple[int, str], ...]
    pictures_without_alt: tuple[str, ...]
    size_bytes: int
    asked_elsewhere: tuple[str, ...] = ()
