"""What else a reader may want: pages that share tags, events that come before all else, then the newest."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from itsite.link.ordering import is_off
from itsite.link.taxonomies import tag_slug
from itsite.model.site import Entry, Term, terms_by_slug

RELATED = 3
CANDIDATES_A_TAG = 30


def related_of(entries: Iterable[Entry], tags: Mapping[str, tuple[Term, ...]]) -> dict[str, tuple[Entry, ...]]:
    """Up to three pages for each that share most tags with it, by url; only the newest of each tag are looked at."""
    terms = terms_by_slug(tags)
    # Pages with the same tags differ in their answer only in that none is related to itself.
    known: dict[tuple[str, ...], list[Entry]] = {}
    found = {}
    for entry in entries:
        slugs = (entry.lang, *dict.fromkeys(tag_slug(tag) for tag in entry.page.meta.tags))
        if slugs not in known:
            known[slugs] = _best(terms[slugs[0], slug] for slug in slugs[1:] if (slugs[0], slug) in terms)
        best = [other for other in known[slugs] if other is not entry][:RELATED]
        if best:
            found[entry.url] = tuple(best)
    return found


def _best(terms: Iterable[Term]) -> list[Entry]:
    """The pages that have most of these tags, one more than are shown."""
    candidates = chain.from_iterable(term.entries[:CANDIDATES_A_TAG] for term in terms)
    shared = Counter(entry for entry in candidates if not is_off(entry.page.meta))
    # Of those that share as many, the first seen come first: the newest of a tag.
    return [other for other, _ in shared.most_common(RELATED + 1)]
