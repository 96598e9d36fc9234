"""An announcement that subscribers have seen keeps its identity, or they see it a second time."""

from collections.abc import Iterator

from itsite.link.identities import whole_identity
from itsite.model.check import Build, Check, PublishedItem
from itsite.model.problem import Problem, warning
from itsite.model.site import Entry
from itsite.views.addresses import absolute
from itsite.views.feed_text import plain


def _same(build: Build, entry: Entry, item: PublishedItem) -> bool:
    """True when an item of the old feed is evidently this page: the same date, and the same title or address."""
    return entry.page.date == item.date and (plain(entry.page.title) == item.title or absolute(build.site, entry.url) == item.url)


def find(build: Build) -> Iterator[Problem]:
    """A warning for each announced page that stood in the last feed under another identity."""
    site = build.site
    known = {(item.lang, item.guid) for item in build.published}
    guids = {(entry.lang, site.guids[entry.url]) for entry in site.entries if entry.page.is_announced}
    # Subscribers of Atom know some by another name.
    wanted = guids | {(lang, whole_identity(guid)) for lang, guid in guids}
    lost = [item for item in build.published if (item.lang, item.guid) not in wanted]
    for entry in site.entries if lost else ():
        guid = site.guids[entry.url]
        if not entry.page.is_announced or known & {(entry.lang, guid), (entry.lang, whole_identity(guid))}:
            continue
        old = next((item for item in lost if item.lang == entry.lang and _same(build, entry, item)), None)
        if old:
            taken = old.guid if entry.lang == site.default_lang else old.guid.removesuffix(f":{entry.lang}")
            message = f'subscribers will see "{entry.page.title}" again: its identity in the feed has changed'
            yield warning(entry.page.at("id"), "FD001", message, f"add id: {taken}")


CHECK = Check("identities", find)
