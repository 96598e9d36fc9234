"""Who is where: file names as writers use them, looked up among pages, hidden pages and files."""

import difflib
import posixpath
import re
import unicodedata
import urllib.parse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from itsite.model.edition import Hidden
from itsite.model.page import Page
from itsite.model.site import Entry, Folder, PublishedAsset


@dataclass(frozen=True)
class Directory:
    """All names of one edition. `pages` knows every page that was read, shown or not, by its file path."""

    pages: Mapping[str, Page]
    unread: frozenset[str]
    by_key: Mapping[tuple[str, str], Entry]
    by_url: Mapping[str, Entry]
    hidden: Mapping[str, Hidden]
    folders: Mapping[tuple[str, str], Folder]
    assets: Mapping[str, PublishedAsset]
    files: frozenset[str]
    languages: tuple[str, ...]
    keys_by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def folders_with_pages(self) -> frozenset[str]:
        """The folders in which there are pages, and those above them by one."""
        return frozenset(key.rpartition("/")[0] for page in self.pages.values() for key in (page.key, page.key.rpartition("/")[0]))

    def holds_only_hidden(self, folder: str) -> bool:
        """True for a folder whose pages are all hidden."""
        return any(path.startswith(folder + "/") for path in self.hidden)

    def holds_unread(self, folder: str) -> bool:
        """True for a folder with a page that could not be read: what stands there is not known."""
        return any(path.startswith(folder + "/") for path in self.unread)

    def is_unread(self, path: str) -> bool:
        """True for a file that could not be read, also for one below a folder that was refused."""
        return any(part in self.unread for part in (path, *(path[:n] for n, sign in enumerate(path) if sign == "/")))

    def in_language(self, path: str, lang: str) -> Entry | None:
        """The shown page of a file, in the reader's language where there is such a version."""
        page = self.pages.get(path)
        if page is None:
            return None
        for wanted in (lang, page.lang, *self.languages):
            if (page.key, wanted) in self.by_key:
                return self.by_key[page.key, wanted]
        return None


def names_of_keys(pages: Iterable[Page]) -> dict[str, tuple[str, ...]]:
    """Keys of pages by their last part, sorted."""
    found: dict[str, set[str]] = {}
    for page in pages:
        found.setdefault(page.key.rpartition("/")[2], set()).add(page.key)
    return {name: tuple(sorted(keys)) for name, keys in found.items()}


PLAIN = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")


def joined(page_path: str, written: str) -> str | None:
    """The path below content/ that a writer means, seen from the page; None when it leaves content/."""
    return _joined(page_path[: page_path.rfind("/") + 1], written) if written else unicodedata.normalize("NFC", page_path)


@lru_cache(maxsize=2_000)
def _joined(folder: str, written: str) -> str | None:
    """The same, seen from a folder, whose path ends with a slash."""
    if PLAIN.fullmatch(written):
        # Most links name a file beside the page.
        return folder + written
    path = posixpath.normpath(posixpath.join("" if written.startswith("/") else folder, written.lstrip("/") or "."))
    if path.startswith("..") or "\\" in written or "\0" in path:
        return None
    return unicodedata.normalize("NFC", "" if path == "." else path)


def spellings(written: str) -> tuple[str, ...]:
    """The text as it stands, and with its percent signs decoded."""
    return tuple(dict.fromkeys((written, urllib.parse.unquote(written)))) if "%" in written else (written,)


def split_target(target: str) -> tuple[str, str, str]:
    """Path, query and fragment of a link target; a file name that holds # or ? is tried by the caller as a whole."""
    rest, _, fragment = target.partition("#")
    path, _, query = rest.partition("?")
    return path, query, urllib.parse.unquote(fragment)


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def _suffix(path: str) -> str:
    return posixpath.splitext(path)[1].casefold()


def near_path(wanted: str, known: Iterable[str], page_path: str) -> str:
    """The known file most like the one wanted, as the page would name it, in the words of a hint; empty when none is near."""
    # Of two with the same stem the one that ends as what was written comes last, and so wins.
    names = sorted(known, key=lambda name: (_suffix(name) != _suffix(wanted), name))
    same = [name for name in names if posixpath.dirname(name) == posixpath.dirname(wanted)]
    for candidates in (same, names):
        by_stem = {_stem(name): name for name in reversed(candidates)}
        near = difflib.get_close_matches(_stem(wanted), by_stem, n=1, cutoff=0.6)
        if near:
            return f'did you mean "{posixpath.relpath(by_stem[near[0]], posixpath.dirname(page_path) or ".")}"?'
    return ""
