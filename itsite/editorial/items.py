"""What comes out or takes place: the language versions of a page as one item."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from itsite.link.ordering import is_off
from itsite.model.config import SiteConfig
from itsite.model.event import EventMeta
from itsite.model.meta import Classification
from itsite.model.moments import NO_MOMENT
from itsite.model.page import Page

# An audience by this name is all readers, as is a page that names none.
EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Item:
    """Something with a time: when it appears, or takes place. `at` is on the clock of the site; None for a draft that has no date yet.

    `is_announced` is true when subscribers hear of it, `is_off` for an event that was cancelled.
    """

    kind: str
    key: str
    title: str
    at: dt.datetime | None
    languages: tuple[str, ...]
    audiences: tuple[str, ...]
    paths: tuple[str, ...]
    is_draft: bool = False
    is_announced: bool = True
    is_off: bool = False

    @property
    def day(self) -> dt.date | None:
        """The day on the clock of the site."""
        return self.at.date() if self.at else None

    @property
    def is_for_all(self) -> bool:
        """True when it is for everybody."""
        return not self.audiences or EVERYONE in self.audiences

    def concerns(self, audience: str | None) -> bool:
        """True when somebody of an audience gets it; None is everybody together."""
        return audience is None or self.is_for_all or audience in self.audiences


def _when(page: Page) -> dt.datetime | None:
    return page.meta.start.at if isinstance(page.meta, EventMeta) else page.begins


def _item(versions: Sequence[Page], config: SiteConfig, zone: dt.tzinfo) -> Item:
    first = versions[0]
    times = [when.astimezone(zone) for page in versions if (when := _when(page))]
    named = [set(page.meta.audiences) for page in versions]
    # A version for everybody makes it something for everybody.
    audiences = set().union(*named) if all(named) else set()
    order = {name: n for n, name in enumerate(config.audiences)}
    return Item(
        kind=first.kind,
        key=first.key,
        title=" ".join(first.title.split()),
        at=min(times, default=None),
        languages=tuple(page.lang for page in versions),
        audiences=tuple(sorted(audiences, key=lambda name: (order.get(name, len(order)), name))),
        paths=tuple(f"content/{page.path}" for page in versions),
        is_draft=first.meta.draft,
        is_announced=first.is_announced,
        is_off=is_off(first.meta),
    )


def items_of(pages: Iterable[Page], config: SiteConfig, level: Classification, zone: dt.tzinfo) -> tuple[Item, ...]:
    """All announcements and events of a level and more open ones, the first to come first, those without a date last."""
    found: dict[tuple[str, str, bool], list[Page]] = {}
    for page in pages:
        meta = page.meta
        is_event = isinstance(meta, EventMeta) and meta.start is not NO_MOMENT
        if (page.is_announced or is_event) and page.classified(config.classification).rank <= level.rank:
            found.setdefault((page.kind, page.key, meta.draft), []).append(page)
    order = {lang: n for n, lang in enumerate(config.languages)}
    items = [_item(sorted(those, key=lambda page: (order.get(page.lang, len(order)), page.path)), config, zone) for those in found.values()]
    never = dt.datetime.max.replace(tzinfo=dt.UTC)
    return tuple(sorted(items, key=lambda item: (item.at or never, item.kind, item.key)))
