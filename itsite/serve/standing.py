"""How a page stands to the public: draft, coming, expired, or simply there."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from itsite.link.urls import page_url
from itsite.model.output import Output
from itsite.model.page import Page
from itsite.model.site import Site
from itsite.serve.addresses import base_path
from itsite.serve.workbench import State


class Standing(StrEnum):
    """What a reader would find at this moment."""

    DRAFT = "draft"
    COMING = "coming"
    EXPIRED = "expired"
    EXPIRING = "expiring"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Listed:
    """A page for the writer: its standing, the instant that matters for it, its encoded path, and whether this edition shows it."""

    page: Page
    standing: Standing
    instant: dt.datetime | None
    path: str
    is_shown: bool


def standing(page: Page, now: dt.datetime) -> tuple[Standing, dt.datetime | None]:
    """The standing of a page at `now`; a draft stays one whatever its dates."""
    begins = page.begins
    expires = page.meta.expires
    if page.meta.draft:
        return Standing.DRAFT, begins
    if expires and expires <= now:
        return Standing.EXPIRED, expires
    if begins and begins > now:
        return Standing.COMING, begins
    return (Standing.EXPIRING, expires) if expires else (Standing.PUBLISHED, None)


def _url(page: Page, site: Site) -> str | None:
    kind = site.kinds.get(page.kind)
    if kind is None or (kind.needs_date and page.date is None):
        return None
    return page_url(page, kind, site.config.default_lang)


def page_at(state: State, inside: str) -> Page | None:
    """The page that would stand at an address of the site, whether this edition shows it or not."""
    if state.site is None:
        return None
    wanted = inside if not inside or inside.endswith("/") else f"{inside}/"
    return next((page for page in state.pages if _url(page, state.site) == wanted), None)


def page_of(state: State, output: Output) -> Page | None:
    """The page that an output is made of; None for one that no writer wrote."""
    path = output.origin.removeprefix("content/")
    entries = state.site.entries if state.site and path != output.origin else ()
    return next((entry.page for entry in entries if entry.page.path == path), None)


def listed(state: State, now: dt.datetime) -> tuple[Listed, ...]:
    """All pages with their standing, the nearest instants first, those without one last, by path."""
    if state.site is None:
        return ()
    shown = {entry.page.path for entry in state.site.entries}
    found = []
    for page in state.pages:
        url = _url(page, state.site)
        where = quote(base_path(state) + url) if url is not None else ""
        found.append(Listed(page, *standing(page, now), where, page.path in shown))
    return tuple(sorted(found, key=lambda item: (item.instant is None, item.instant or dt.datetime.min.replace(tzinfo=dt.UTC), item.page.path)))
