"""Open slots closed: each link and picture of a page leads to an address, or is a problem at its line."""

import posixpath
import urllib.parse
from collections.abc import Iterable

from itsite.link.directory import Directory, joined, spellings, split_target
from itsite.model.document import Slot
from itsite.model.edition import Hidden
from itsite.model.page import Page
from itsite.model.problem import Location, Problem, warning
from itsite.model.site import Entry, Target
from itsite.read.validation import nearest

NOWHERE = Target(None)


def hidden_words(hidden: Hidden) -> str:
    """Why a page is not shown, with its day."""
    return f"{hidden.reason} {hidden.day:%Y-%m-%d}" if hidden.day else hidden.reason


def _near(path: str, known: Iterable[str]) -> str:
    folder = posixpath.dirname(path)
    names = list(known)
    return nearest(path, [name for name in names if posixpath.dirname(name) == folder]) or nearest(
        posixpath.basename(path), [posixpath.basename(name) for name in names]
    )


class Resolver:
    """Closes the slots of one page after the other; holds only what it looks things up in."""

    def __init__(self, directory: Directory) -> None:
        """`directory` is complete before the first slot is closed."""
        self.directory = directory

    def targets(self, entry: Entry) -> tuple[tuple[Target, ...], tuple[Problem, ...]]:
        """Where each slot of the page leads, in order, and what is wrong with them."""
        targets = []
        problems = []
        for slot in entry.page.document.slots:
            target, problem = self.target(entry.page, slot)
            targets.append(target)
            if problem:
                problems.append(problem)
        return tuple(targets), tuple(problems)

    def target(self, page: Page, slot: Slot) -> tuple[Target, Problem | None]:
        """Where one slot leads; NOWHERE with a problem when it leads nowhere."""
        at = Location("content/" + page.path, slot.line, slot.column)
        path, query, fragment = split_target(slot.target)
        if not path and not query:
            return self._here(page, fragment, at)
        for written in spellings(path):
            found = self._page_or_file(page, written, fragment, at)
            if found:
                return found
        for written in spellings(slot.target):
            asset = self.directory.assets.get(joined(page.path, written) or "")
            if asset:
                return Target(asset.url, posixpath.basename(asset.source.path)), None
        return NOWHERE, self._missing(page, slot, path, at)

    def _here(self, page: Page, fragment: str, at: Location) -> tuple[Target, Problem | None]:
        if fragment and fragment not in page.document.ids and fragment != "top":
            hint = nearest(fragment, page.document.ids) or "name the id of a heading of this page"
            return NOWHERE, Problem(at, "LK002", f'there is no "#{fragment}" on this page', hint)
        title = next((h.title for h in page.document.headings if h.id == fragment), page.title)
        return Target("#" + urllib.parse.quote(fragment, safe=":"), title, is_here=True), None

    def _page_or_file(self, page: Page, written: str, fragment: str, at: Location) -> tuple[Target, Problem | None] | None:
        path = joined(page.path, written)
        if path is None:
            return NOWHERE, Problem(at, "LK004", f'"{written}" leads out of content/', "copy the file into content/, or link to its full address")
        known = self.directory
        entry = known.in_language(path, page.lang)
        if entry:
            return self._entry(entry, fragment, at)
        if path in known.pages:
            hidden = known.hidden.get(path)
            words = hidden_words(hidden) if hidden else "is not shown"
            return NOWHERE, warning(at, "LK005", f"{written} {words}: the link is plain text until then", "nothing, or take the link away")
        if path in known.unread:
            return NOWHERE, None
        if path in known.assets:
            return Target(known.assets[path].url, posixpath.basename(path)), None
        return self._folder_or_url(path, page.lang, fragment, at)

    def _folder_or_url(self, path: str, lang: str, fragment: str, at: Location) -> tuple[Target, Problem | None] | None:
        known = self.directory
        folder = known.folders.get((path, lang)) or known.folders.get((path, known.languages[0]))
        if folder:
            return (self._entry(folder.index, fragment, at)) if folder.index else (Target(folder.url, folder.title), None)
        by_address = known.by_url.get(path + "/" if path else "")
        return self._entry(by_address, fragment, at) if by_address else None

    def _entry(self, entry: Entry, fragment: str, at: Location) -> tuple[Target, Problem | None]:
        if not fragment:
            return Target(entry.url, entry.page.title), None
        document = entry.page.document
        if fragment not in document.ids:
            hint = nearest(fragment, document.ids) or f"known there: {', '.join(sorted(document.ids)[:8]) or 'none'}"
            return Target(entry.url, entry.page.title), Problem(at, "LK002", f'content/{entry.page.path} has no "#{fragment}"', hint)
        title = next((h.title for h in document.headings if h.id == fragment), entry.page.title)
        return Target(f"{entry.url}#{urllib.parse.quote(fragment, safe=':')}", title), None

    def _missing(self, page: Page, slot: Slot, path: str, at: Location) -> Problem:
        known = self.directory
        wanted = joined(page.path, spellings(path)[-1]) or path
        if slot.kind == "media":
            hint = _near(wanted, known.files) or "put the file there, or correct the name"
            return Problem(at, "LK003", f'there is no picture or file "{path}"', hint)
        hint = _near(wanted, [*known.pages, *known.files]) or "correct the name, or write the page"
        return Problem(at, "LK001", f'there is no page or file "{path}"', hint)
