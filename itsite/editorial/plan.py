"""The plan: what went out, what is coming, and what was promised, as of an instant."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from itsite.delivery.journal import Sendings
from itsite.editorial.crowding import PileUp, Silence, pile_ups_of, readers, silences_of
from itsite.editorial.items import Item, items_of
from itsite.editorial.reviews import Review, reviews_of
from itsite.editorial.rhythm import Lane, Standing, lanes_of
from itsite.link.identities import guids_of
from itsite.model.page import Page
from itsite.model.site import Entry, Site
from itsite.read.rhythms import with_a_rhythm

# Items of one channel that went out and are shown.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message that left by an outlet (`mail`, `announce`), with what became of it; `target` is the chat. `is_update` when it told of a change."""

    outlet: str
    target: str
    title: str
    is_update: bool
    sent: int
    refused: int
    unsettled: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """All that `itsite plan` says; every part is in the order in which it is shown. Days and times are on the clock of the site.

    `coming` reaches `until`; `later` is how many come after that.
    """

    site: str
    language: str
    audience: str | None
    audiences: Mapping[str, str]
    zone: str
    at: dt.datetime
    until: dt.date
    lanes: tuple[Lane, ...]
    coming: tuple[Item, ...]
    later: int
    drafts: tuple[Item, ...]
    out: Mapping[str, tuple[Item, ...]]
    delivered: tuple[Delivered, ...]
    pile_ups: tuple[PileUp, ...]
    silences: tuple[Silence, ...]
    reviews: tuple[Review, ...]
    next_build: dt.datetime | None

    @property
    def is_behind(self) -> bool:
        """True when a promise is broken or a review overdue."""
        return any(lane.standing is Standing.BROKEN for lane in self.lanes) or any(review.is_overdue for review in self.reviews)


def _delivered(journal: Iterable[Sendings], titles: Mapping[str, str], at: dt.datetime, zone: dt.tzinfo) -> tuple[Delivered, ...]:
    found: dict[tuple[str, str], list[Delivered]] = {}
    for one in journal:
        when = one.last.astimezone(zone)
        # An update is known by its page and the instant of the change.
        page, _, change = one.message.partition(" ")
        if when <= at:
            made = Delivered(one.outlet, one.target, titles.get(page, one.message), bool(change), one.sent, one.refused, one.unsettled, when)
            found.setdefault((one.outlet, one.target), []).append(made)
    newest = (sorted(those, key=lambda one: (one.at, one.title), reverse=True)[:SHOWN] for _, those in sorted(found.items()))
    return tuple(one for those in newest for one in those)


def _titles(pages: Sequence[Page], site: Site) -> Mapping[str, str]:
    """Titles by the identities by which the journal knows pages."""
    guids, _ = guids_of([Entry(page, page.path) for page in pages], site.config)
    return {guids[page.path]: page.title for page in pages} | {page.key: page.title for page in reversed(pages)}


def plan_of(site: Site, pages: Sequence[Page], journal: Iterable[Sendings], weeks: int, audience: str | None = None) -> Plan:
    """The plan as of the edition's instant, for so many weeks; `pages` are all that could be read, hidden ones too."""
    config, zone = site.config, site.zone
    at = site.edition.at.astimezone(zone)
    until = at.date() + dt.timedelta(weeks=weeks)
    level = site.edition.classification
    items = tuple(item for item in items_of(pages, config, level, zone) if item.concerns(audience))
    visible = [page for page in pages if page.classified(config.classification).rank <= level.rank]
    ready = [item for item in items if item.at and not item.is_draft]
    ahead = [item for item in ready if item.at and item.at > at]
    coming = tuple(item for item in ahead if item.day and item.day <= until)
    channels = with_a_rhythm()
    whom = (audience,) if audience else readers(config.audiences)
    lanes = lanes_of(items, config, channels, at)
    entries = [entry for entry in site.entries if audience is None or not entry.page.meta.audiences or audience in entry.page.meta.audiences]
    return Plan(
        site=config.name.text(config.default_lang, config.default_lang),
        language=config.default_lang,
        audience=audience,
        audiences={name: text.text(config.default_lang, config.default_lang) for name, text in config.audiences.items()},
        zone=config.time_zone,
        at=at,
        until=until,
        lanes=tuple(lane for lane in lanes if audience is None or lane.audience in {None, audience}),
        coming=coming,
        later=len(ahead) - len(coming),
        drafts=tuple(item for item in items if item.is_draft),
        out={name: last for name in channels if (last := tuple(item for item in reversed(ready) if item.kind == name and item.at and item.at <= at)[:SHOWN])},
        delivered=_delivered(journal, _titles(visible, site), at, zone),
        pile_ups=pile_ups_of(items, whom, at.date(), until),
        silences=tuple(silences_of(items, whom, at, until)),
        reviews=reviews_of(site, entries, at),
        next_build=site.next_change.astimezone(zone) if site.next_change else None,
    )
