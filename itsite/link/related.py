"""What else a reader may want: pages that share tags, the newest first."""

from collections import Counter
from collections.abc import Iterable, Mapping

from itsite.link.taxonomies import tag_slug
from itsite.model.site import Entry, Term, terms_by_slug

RELATED = 3
CANDIDATES_A_TAG = 30


def related_of(entries: Iterable[Entry], tags: Mapping[str, tuple[Term, ...]]) -> dict[str, tuple[Entry, ...]]:
    """Up to three pages for each that share most tags with it, by url; only the newest of each tag are looked at."""
    terms = terms_by_slug(tags)
    found = {}
    for entry in entries:
        shared: Counter[Entry] = Counter()
        for slug in dict.fromkeys(tag_slug(tag) for tag in entry.page.meta.tags):
            term = terms.get((entry.lang, slug))
            shared.update(other for other in (term.entries[:CANDIDATES_A_TAG] if term else ()) if other is not entry)
        # Counter keeps the order of first sight, newest first within a tag: the sort is stable.
        best = sorted(shared, key=lambda other: -shared[other])[:RELATED]
        if best:
            found[entry.url] = tuple(best)
    return found
