"""Addresses: where each page will stand, and no two at one place."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache

from itsite.model.kind import Kind
from itsite.model.page import Page
from itsite.model.problem import Problem
from itsite.model.site import Entry
from itsite.read.slugs import slugify

MAX_PART_BYTES = 200


@cache
def url_part(text: str) -> str:
    """`text` as one part of a URL, never empty and never too long for a file name."""
    slug = slugify(text) or "page-" + hashlib.sha256(text.encode()).hexdigest()[:8]
    return slug.encode()[:MAX_PART_BYTES].decode("utf-8", "ignore")


def language_prefix(lang: str, default_lang: str) -> str:
    """Empty for the default language, else `de/`."""
    return "" if lang == default_lang else f"{lang}/"


def folder_url(folder: str, lang: str, default_lang: str) -> str:
    """Address of a folder of content/ in one language; empty for content/ itself."""
    parts = [url_part(part) for part in folder.split("/") if part]
    return language_prefix(lang, default_lang) + "".join(part + "/" for part in parts)


def page_url(page: Page, kind: Kind, default_lang: str) -> str:
    """Address of a page, relative to the site's root, ending with a slash (home is empty)."""
    folder, _, name = page.key.rpartition("/")
    if kind.url_by_year and kind.folder and page.date:
        return f"{folder_url(kind.folder, page.lang, default_lang)}{page.date.year}/{url_part(page.slug)}/"
    base = folder_url(folder, page.lang, default_lang)
    if name == "index":
        own = page.meta.slug
        parent = folder_url(folder.rpartition("/")[0], page.lang, default_lang)
        return f"{parent}{url_part(own)}/" if own and folder else base
    return f"{base}{url_part(page.slug)}/"


def addressed(pages: Iterable[Page], kinds: Mapping[str, Kind], default_lang: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Every page with its address, sorted by it; of two pages at one address the second is a problem.

    A page whose date is missing or wrong has no address that could be another's: it is left out of the comparison.
    """
    taken: dict[str, Entry] = {}
    problems = []
    undated = []
    for page in sorted(pages, key=lambda p: p.path):
        entry = Entry(page, page_url(page, kinds[page.kind], default_lang))
        if kinds[page.kind].needs_date and page.date is None:
            undated.append(entry)
            continue
        other = taken.setdefault(entry.url, entry)
        if other is not entry:
            problems.append(_collision(entry, other))
    return tuple(sorted((*taken.values(), *undated), key=lambda entry: entry.url)), tuple(problems)


def _collision(entry: Entry, other: Entry) -> Problem:
    page = entry.page
    if page.path == other.page.path:
        message = "there are two files of this name, whose umlauts or accents are stored in two ways"
        return Problem(page.at("slug"), "UR001", message, "delete or rename one of the two")
    message = f"/{entry.url} is already the address of content/{other.page.path}"
    return Problem(page.at("slug"), "UR001", message, "rename one of the files, or give one another slug")
