"""Lists that follow from places: the pages of a kind, the pages of a folder, what stands before and after."""

import re
from collections.abc import Iterable, Mapping, Sequence

from itsite.link.ordering import by_order, latest_first, newest_first
from itsite.link.urls import folder_url
from itsite.model.kind import Kind
from itsite.model.site import Entry, Folder


def is_index(entry: Entry) -> bool:
    """True for a page that introduces its folder."""
    return entry.page.key.rpartition("/")[2] == "index"


def collections_of(entries: Iterable[Entry], kinds: Mapping[str, Kind]) -> dict[tuple[str, str], tuple[Entry, ...]]:
    """The pages of each kind that is listed, by (kind, language), in the kind's order."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if kinds[entry.kind].collection:
            found.setdefault((entry.kind, entry.lang), []).append(entry)
    orders = {"date": newest_first, "title": by_order, "time": latest_first}
    return {(kind, lang): orders[collection.order](listed) for (kind, lang), listed in found.items() if (collection := kinds[kind].collection)}


def neighbours_of(collections: Mapping[tuple[str, str], Sequence[Entry]]) -> dict[str, tuple[Entry | None, Entry | None]]:
    """For each listed page the one before it and the one after it in its list, by url."""
    found: dict[str, tuple[Entry | None, Entry | None]] = {}
    for listed in collections.values():
        for n, entry in enumerate(listed):
            before = listed[n - 1] if n else None
            after = listed[n + 1] if n + 1 < len(listed) else None
            found[entry.url] = (before, after)
    return found


def _words(folder: str) -> str:
    name = re.sub(r"[-_]+", " ", folder.rpartition("/")[2]).strip()
    return name[:1].upper() + name[1:]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def folders_of(entries: Sequence[Entry], kinds: Mapping[str, Kind], default_lang: str) -> dict[tuple[str, str], Folder]:
    """Every folder with a page in it or below it, in each language in which it has one, by (path, language); content/ itself is "".

    What lies in a folder that nobody introduces stands in the one above it too, so that readers find their way down.
    """
    children: dict[tuple[str, str], list[Entry]] = {("", entry.lang): [] for entry in entries}
    indexes = {(_folder(e.page.key), e.lang): e for e in entries if is_index(e) and not kinds[e.kind].collection}
    for entry in entries:
        folder = _folder(entry.page.key)
        if indexes.get((folder, entry.lang)) is entry:
            if not folder:
                continue
            children.setdefault((folder, entry.lang), [])
            folder = _folder(folder)
        children.setdefault((folder, entry.lang), []).append(entry)
        while "/" in folder:
            is_introduced = (folder, entry.lang) in indexes
            folder = _folder(folder)
            above = children.setdefault((folder, entry.lang), [])
            if is_introduced:
                break
            above.append(entry)
    by_folder = {kind.folder: kind for kind in kinds.values() if kind.folder and kind.collection}
    found = {}
    for path, lang in sorted(children):
        index = indexes.get((path, lang))
        url = index.url if index else folder_url(path, lang, default_lang)
        kind = by_folder.get(path)
        title = index.page.title if index else ((kind.titles.get(lang) or kind.titles.get(lang.partition("-")[0])) if kind else None) or _words(path)
        found[path, lang] = Folder(path, lang, url, title, index, by_order(children[path, lang]), kind)
    return found
