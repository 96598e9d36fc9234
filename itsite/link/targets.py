"""Open slots closed: each link and picture of a page leads to an address, or is a problem at its line."""

import posixpath
import re
import urllib.parse
from dataclasses import replace

from itsite.link.directory import Directory, joined, near_path, spellings, split_target
from itsite.model.document import Document, Slot
from itsite.model.edition import Hidden
from itsite.model.page import Page
from itsite.model.picture import MIDDLE_WIDTH
from itsite.model.problem import Location, Problem, warning
from itsite.model.site import Entry, PublishedAsset, Target
from itsite.pictures.renditions import FOREIGN, ending_of
from itsite.read.slots import ELSEWHERE
from itsite.read.validation import nearest

NOWHERE = Target(None)
# What browsers show in a page, and pictures that are told of with the file itself.
SHOWN = re.compile("jpe?g|jfif|a?png|webp|avif|gif|svg|bmp|ico|mp4|m4v|webm|og[vga]|mov|mp3|m4a|aac|opus|wav|flac|vtt|" + "|".join(sorted(FOREIGN)))
# Bytes of a film or a sound.
HEAVY = 100_000_000
LIGHTER = "save it with fewer pixels: 1280 x 720 in H.264 need about 10 MB a minute"


def hidden_words(hidden: Hidden) -> str:
    """Why a page is not shown, with its day."""
    return f"{hidden.reason} {hidden.day:%Y-%m-%d}" if hidden.day else hidden.reason


def _outside(written: str, at: Location) -> Problem:
    if "\\" in written:
        return Problem(at, "LK001", f'"{written}" is written with backslashes', f'write "{written.replace(chr(92), "/")}"')
    return Problem(at, "LK004", f'"{written}" leads out of content/', "copy the file into content/, or link to its full address")


def _anchors(document: Document) -> str:
    """The cure for an anchor that is not there: those that are, without those of footnotes."""
    names = sorted(name for name in document.ids if not name.startswith(("fn:", "fnref:")))[:8]
    return f"known there: {', '.join(names)}" if names else "the page has no anchors: take away # and what follows"


def _to_file(asset: PublishedAsset, path: str, slot: Slot) -> Target:
    """A link leads to the file itself; a picture that is shown has files of its own."""
    if slot.kind == "link" or asset.picture is None:
        return Target(asset.url, posixpath.basename(path))
    plain = asset.picture.plain(MIDDLE_WIDTH).url if asset.picture.renditions else asset.url
    return Target(plain, posixpath.basename(path), picture=asset.picture)


def _unfit(asset: PublishedAsset, path: str, at: Location) -> Problem | None:
    """Why a file should not be shown in a page."""
    name = posixpath.basename(path)
    if not SHOWN.fullmatch(ending_of(path)):
        return Problem(at, "LK009", f'"{name}" is neither a picture nor a film', f"link to it: [{name}]({name})")
    if asset.picture is None and asset.source.size > HEAVY:
        size = f"{asset.source.size / 1_000_000:.0f} MB"
        return warning(at, "LK010", f"{name} has {size}, and every reader who looks at it loads them", LIGHTER)
    return None


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
            lang = "" if target.lang == entry.text_lang else target.lang
            # Where the link has a text of its own the title would be one more thing to differ.
            targets.append(replace(target, title=target.title if slot.is_empty else "", lang=lang))
            if problem:
                problems.append(problem)
        return tuple(targets), tuple(problems)

    def target(self, page: Page, slot: Slot) -> tuple[Target, Problem | None]:
        """Where one slot leads; NOWHERE with a problem when it leads nowhere."""
        at = Location("content/" + page.path, slot.line, slot.column)
        if slot.kind == "media" and ELSEWHERE.match(slot.target):
            problem = Problem(at, "LK007", f'"{slot.target}" would be asked of another host by every reader', "save the file beside the page, or link to it")
            return NOWHERE, problem
        path, query, fragment = split_target(slot.target)
        if not path and not query:
            return self._here(page, fragment, at)
        for written in spellings(path):
            found = self._page_or_file(page, written, fragment, at, slot)
            if found:
                return found
        for written in spellings(slot.target):
            # A file name may hold # or ?.
            found = self._page_or_file(page, written, "", at, slot) if written != path else None
            if found and not found[1]:
                return found
        return NOWHERE, self._missing(page, slot, path, at)

    def _here(self, page: Page, fragment: str, at: Location) -> tuple[Target, Problem | None]:
        if fragment and fragment == page.document.title_id:
            fragment = "top"
        if fragment and not page.document.has(fragment) and fragment != "top":
            hint = nearest(fragment, page.document.ids) or _anchors(page.document)
            return NOWHERE, Problem(at, "LK002", f'there is no "#{fragment}" on this page', hint)
        title = next((h.title for h in page.document.headings if h.id == fragment), page.title)
        return Target("#" + urllib.parse.quote(fragment, safe=":"), title, is_here=True), None

    def _page_or_file(self, page: Page, written: str, fragment: str, at: Location, slot: Slot) -> tuple[Target, Problem | None] | None:
        path = joined(page.path, written)
        if path is None:
            return NOWHERE, _outside(written, at)
        known = self.directory
        entry = known.in_language(path, page.lang)
        if entry:
            return self._entry(entry, fragment, at)
        if path in known.pages or known.is_unread(path):
            return NOWHERE, self._hidden(path, written, at)
        if path in known.assets:
            return _to_file(known.assets[path], path, slot), _unfit(known.assets[path], path, at) if slot.kind == "media" else None
        return self._folder_or_url(path, page.lang, fragment, at)

    def _hidden(self, path: str, written: str, at: Location) -> Problem | None:
        """That a page is not shown; None for one that could not be read, or whose address another page has."""
        hidden = self.directory.hidden.get(path)
        if hidden is None:
            return None
        return warning(at, "LK005", f"{written} {hidden_words(hidden)}: the link is plain text until then", "nothing, or take the link away")

    def _folder_or_url(self, path: str, lang: str, fragment: str, at: Location) -> tuple[Target, Problem | None] | None:
        known = self.directory
        folder = known.folders.get((path, lang)) or known.folders.get((path, known.languages[0]))
        if folder:
            return (self._entry(folder.index, fragment, at)) if folder.index else (Target(folder.url, folder.title), None)
        by_address = known.by_url.get(path + "/" if path else "")
        if by_address:
            return self._entry(by_address, fragment, at)
        if known.holds_unread(path):
            return NOWHERE, None
        if known.holds_only_hidden(path):
            return NOWHERE, warning(at, "LK005", f"no page in {path} is shown: the link is plain text until then", "nothing, or take the link away")
        return None

    def _entry(self, entry: Entry, fragment: str, at: Location) -> tuple[Target, Problem | None]:
        document = entry.page.document
        if not fragment or fragment == document.title_id:
            return Target(entry.url, entry.page.title, lang=entry.text_lang), None
        if not document.has(fragment):
            hint = nearest(fragment, document.ids) or _anchors(document)
            return Target(entry.url, entry.page.title, lang=entry.text_lang), Problem(at, "LK002", f'content/{entry.page.path} has no "#{fragment}"', hint)
        title = next((h.title for h in document.headings if h.id == fragment), entry.page.title)
        return Target(f"{entry.url}#{urllib.parse.quote(fragment, safe=':')}", title, lang=entry.text_lang), None

    def _missing(self, page: Page, slot: Slot, path: str, at: Location) -> Problem:
        known = self.directory
        wanted = joined(page.path, spellings(path)[-1]) or path
        if slot.kind == "media":
            hint = near_path(wanted, known.files, page.path) or "put the file there, or correct the name"
            return Problem(at, "LK003", f'there is no picture or file "{path}"', hint)
        hint = near_path(wanted, [*known.pages, *known.files], page.path) or "correct the name, or write the page"
        return Problem(at, "LK001", f'there is no page or file "{path}"', hint)
