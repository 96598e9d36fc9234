"""Titles of pages that no writer wrote: strings of the theme, whose names begin with `title_`."""

from collections.abc import Mapping

# For a theme that has none of its own, nor builds on base.
LABELS = {
    "home": "Home",
    "tags": "Topics",
    "audiences": "For whom",
    "subscribe": "Subscribe",
    "not_found": "This page does not exist",
    "page": "page {n}",
    "pages": "Pages",
    "search": "Search",
    "coming": "What is coming up",
    "past": "Past events",
}


def labels_of(words: Mapping[str, object]) -> dict[str, str]:
    """The titles among the words of a theme."""
    return {key: text if isinstance(text := words.get(f"title_{key}"), str) else default for key, default in LABELS.items()}
