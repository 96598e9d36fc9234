"""References in front matter: pages that name other pages, and rules that gather them."""

import datetime as dt
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from types import NoneType

from pydantic import BaseModel

from itsite.link.directory import Directory, joined, near_path
from itsite.link.ordering import newest_first
from itsite.link.targets import hidden_words
from itsite.link.taxonomies import tag_slug
from itsite.model.config import SiteConfig
from itsite.model.kind import Kind
from itsite.model.meta import Collect, Collecting, Query
from itsite.model.page import FieldPath, Page
from itsite.model.problem import Problem, warning
from itsite.model.site import Entry
from itsite.model.values import PageRef
from itsite.read.validation import nearest

PLAIN = frozenset({str, bool, int, NoneType, dt.date, dt.datetime})


def references_in(value: object, path: FieldPath = ()) -> Iterator[tuple[FieldPath, PageRef]]:
    """Every page reference below a front matter value, with its place."""
    if isinstance(value, PageRef):
        yield path, value
    elif isinstance(value, BaseModel):
        written = value.model_fields_set
        for name, inner in value.__dict__.items() if written else ():
            if name in written and type(inner) not in PLAIN and isinstance(inner, PageRef | BaseModel | tuple) and inner:
                yield from references_in(inner, (*path, name))
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            yield from references_in(inner, (*path, n))


def _path_of(reference: str, page: Page, directory: Directory) -> str | None:
    """The file that a reference means: as a link would find it, or by the last part of its key; None when unknown."""
    written = reference if reference.endswith(".md") else reference + ".md"
    for candidate in (joined(page.path, written), joined("", written)):
        if candidate and (candidate in directory.pages or candidate in directory.unread):
            return candidate
    if "/" not in reference and any(posixpath.basename(path) == posixpath.basename(written) for path in directory.unread):
        return next(path for path in directory.unread if posixpath.basename(path) == posixpath.basename(written))
    keys = directory.keys_by_name.get(posixpath.basename(reference).removesuffix(".md"), ())
    if "/" in reference or len(keys) != 1:
        return None
    return next((path for path, other in directory.pages.items() if other.key == keys[0]), None)


def _resolved(reference: str, page: Page, at: FieldPath, directory: Directory) -> tuple[Entry | None, Problem | None]:
    path = _path_of(reference, page, directory)
    if path is None:
        wanted = joined(page.path, reference if reference.endswith(".md") else reference + ".md") or reference
        hint = near_path(wanted, directory.pages, page.path)
        return None, Problem(page.at(*at), "LK006", f'{at[0]}: there is no page "{reference}"', hint or "name the file as in a link: ../services/vpn.md")
    entry = directory.in_language(path, page.lang)
    if entry is None and path in directory.hidden:
        words = hidden_words(directory.hidden[path])
        return None, warning(page.at(*at), "LK005", f"{at[0]}: {reference} {words} and is left out until then", "nothing, or take it away")
    return entry, None


def _gathered(page: Page, rule: Collect, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """What a rule gathers: announcements in the page's language up to its own date, newest first; what stands in for one is none."""
    until = rule.until or page.date
    tags = {tag_slug(tag) for tag in rule.tags}
    found = [
        entry
        for entry in entries
        if entry.lang == page.lang
        and entry.original is None
        and entry.page.is_announced
        and not isinstance(entry.page.meta, Collecting)
        and entry.page.date
        and (rule.since is None or entry.page.date >= rule.since)
        and (until is None or entry.page.date < until)
        and (not tags or tags & {tag_slug(tag) for tag in entry.page.meta.tags})
        and (not rule.audiences or set(rule.audiences) & set(entry.page.meta.audiences))
    ]
    return newest_first(found)[: rule.limit]


def references_of(
    entries: Sequence[Entry], directory: Directory
) -> tuple[dict[tuple[str, str], tuple[Entry, ...]], dict[str, tuple[Entry, ...]], tuple[Problem, ...]]:
    """What each field of each page refers to, by (url, field); who refers to each page, by url; and the problems."""
    found: dict[tuple[str, str], list[Entry]] = {}
    mentions: dict[str, list[Entry]] = {}
    problems = []
    for entry in entries:
        for at, reference in references_in(entry.page.meta):
            other, problem = _resolved(reference, entry.page, at, directory)
            if problem:
                problems.append(problem)
            if other:
                found.setdefault((entry.url, ".".join(str(step) for step in at if isinstance(step, str))), []).append(other)
                mentions.setdefault(other.url, []).append(entry)
        meta = entry.page.meta
        if isinstance(meta, Collecting) and meta.collect and not meta.items:
            origin = entry.original or entry
            gathered = _gathered(origin.page, meta.collect, entries)
            found[entry.url, "items"] = [directory.by_key.get((other.page.key, entry.lang), other) for other in gathered]
    return (
        {key: tuple(dict.fromkeys(listed)) for key, listed in found.items()},
        {url: newest_first(dict.fromkeys(listed)) for url, listed in mentions.items()},
        tuple(problems),
    )


def owner_problems(entries: Sequence[Entry], config: SiteConfig) -> tuple[Problem, ...]:
    """Owners that `checks: owners:` of site.yaml does not name; none when it has no such list."""
    known = config.checks.get("owners", ())
    if not isinstance(known, tuple) or not known:
        return ()
    unknown = [e for e in entries if e.page.meta.owner and not isinstance(e.page.meta.owner, PageRef) and e.page.meta.owner not in known]
    return tuple(
        Problem(e.page.at("owner"), "RF002", f'unknown owner "{e.page.meta.owner}"', nearest(str(e.page.meta.owner), known) or f"known are: {', '.join(known)}")
        for e in unknown
    )


def query_mistakes(query: Query, kinds: Mapping[str, Kind], directory: Directory) -> Iterator[tuple[str, str, str]]:
    """The kind and the folder of a rule when they do not exist: the option, what is wrong, what to do."""
    if query.kind is not None and query.kind not in kinds:
        yield "kind", f'there is no kind "{query.kind}"', nearest(query.kind, kinds) or f"known are: {', '.join(kinds)}"
    folder = query.folder.strip("/") if query.folder is not None else ""
    if folder and folder not in directory.folders_with_pages:
        yield "folder", f'there is no folder "{query.folder}"', nearest(folder, directory.folders_with_pages) or "name a folder of content/ that holds pages"


def listing_problems(entries: Sequence[Entry], kinds: Mapping[str, Kind], directory: Directory) -> tuple[Problem, ...]:
    """Kinds and folders that `listings` name and that do not exist."""
    return tuple(
        Problem(entry.page.at("listings", name, option), "RF003", f"listings: {said}", hint)
        for entry in entries
        for name, query in entry.page.meta.listings.items()
        for option, said, hint in query_mistakes(query, kinds, directory)
    )


def pages_by_path(pages: Sequence[Page]) -> Mapping[str, Page]:
    """Pages by their file; the first of two files whose names differ only in Unicode form."""
    found: dict[str, Page] = {}
    for page in pages:
        found.setdefault(page.path, page)
    return found
