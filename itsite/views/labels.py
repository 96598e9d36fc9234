"""Titles of pages that no writer wrote, in the languages of the interface."""

LABELS = {
    "en": {
        "home": "Home",
        "tags": "Topics",
        "audiences": "For whom",
        "subscribe": "Subscribe",
        "not_found": "This page does not exist",
        "page": "page {}",
        "pages": "Pages",
        "search": "Search",
    },
    "de": {
        "home": "Startseite",
        "tags": "Themen",
        "audiences": "Für wen",
        "subscribe": "Abonnieren",
        "not_found": "Diese Seite gibt es nicht",
        "page": "Seite {}",
        "pages": "Seiten",
        "search": "Suche",
    },
}


def label(key: str, lang: str) -> str:
    """The title in the language, else in English."""
    return LABELS.get(lang, LABELS["en"])[key]
