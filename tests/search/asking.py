"""A reader at the search of a page."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Found:
    """What the dialog shows: addresses below the site's root in their order, and what it says."""

    pages: list[str]
    said: str


def ask(page: Any, words: str) -> Found:
    """Opens the dialog with `/` where it is closed, empties the field, and waits for what is found."""
    if not page.evaluate("document.querySelector('.finder').open"):
        page.keyboard.press("/")
    page.fill(".finder-field", "")
    page.wait_for_selector(".finder-state:empty", state="attached")
    page.fill(".finder-field", words)
    page.wait_for_selector(".finder-state:not(:empty)")
    root = page.evaluate("new URL(document.querySelector('.finder').dataset.root, location).pathname")
    links = page.eval_on_selector_all(".finder-page", "links => links.map((link) => new URL(link.href).pathname)")
    return Found([link.removeprefix(root) for link in links], page.inner_text(".finder-state"))
