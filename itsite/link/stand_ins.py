"""Pages in the place of translations that nobody has written: the original text at an address of the other language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from itsite.link.collections import is_index
from itsite.link.urls import page_url
from itsite.model.config import SiteConfig
from itsite.model.kind import Kind
from itsite.model.site import Entry

# Pages that are made in every language by themselves.
MADE = frozenset({"index", "subscribe", "tags", "audiences", "tags/index", "audiences/index", "subscribe/index"})


def stand_ins_of(entries: Sequence[Entry], kinds: Mapping[str, Kind], config: SiteConfig) -> tuple[Entry, ...]:
    """For each page in the default language and each other language that has pages but not this one, the original at its address there.

    Where a page, or an old address of one, stands already, none is made; nor for the introduction of a list that has a title of its own.
    """
    used = {entry.lang for entry in entries}
    languages = [lang for lang in config.languages[1:] if lang in used]
    taken = {entry.url.casefold() for entry in entries} | {old.casefold() for old in _old_addresses(entries, config)}
    written = {(entry.page.key, entry.lang) for entry in entries}
    lists = {f"{kind.folder}/index" for kind in kinds.values() if kind.folder and kind.collection}
    found = []
    for entry in entries if languages else ():
        page = entry.page
        if entry.lang != config.default_lang or page.key in MADE or (is_index(entry) and page.key in lists):
            continue
        for lang in languages:
            if (page.key, lang) in written or (kinds[page.kind].needs_date and page.date is None):
                continue
            stand_in = replace(page, lang=lang)
            url = page_url(stand_in, kinds[page.kind], config.default_lang)
            if url.casefold() not in taken:
                taken.add(url.casefold())
                found.append(Entry(stand_in, url, entry))
    return tuple(found)


def _old_addresses(entries: Iterable[Entry], config: SiteConfig) -> Iterable[str]:
    yield from config.redirects
    for entry in entries:
        yield from entry.page.meta.aliases
