"""News: an announcement with a date, written once and followed by feed."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pydantic import Field

from itsite.model.card import Badge, Card, Surroundings
from itsite.model.kind import Collection, Kind
from itsite.model.meta import Announced, Pinnable
from itsite.model.values import Ref


class Importance(StrEnum):
    """How much a piece of news wants to be noticed."""

    INFO = "info"
    IMPORTANT = "important"
    URGENT = "urgent"


class NewsMeta(Announced, Pinnable):
    """Fields of a piece of news."""

    importance: Importance = Field(Importance.INFO, description="`info`, `important`, or `urgent` for a banner on every page.")
    services: tuple[Ref, ...] = Field((), description="Services that it is about: file paths.")
    change: Literal["minor", "major"] | None = Field(None, description="How much a published item was edited.")
    change_note: str = Field("", description="What was changed, for readers who know the first version.")


@dataclass(frozen=True, slots=True)
class NewsDetails:
    """What the template of a piece of news sees beyond the page."""

    importance: Badge | None
    services: tuple[Card, ...]
    change: str
    change_note: str


def _badges(meta: NewsMeta) -> tuple[Badge, ...]:
    if meta.importance is Importance.INFO:
        return ()
    return (Badge(meta.importance.value, "alert" if meta.importance is Importance.URGENT else "notice"),)


def news_details(meta: NewsMeta, around: Surroundings) -> NewsDetails:
    """Importance, the services concerned, and what was changed."""
    return NewsDetails(next(iter(_badges(meta)), None), around.cards("services"), meta.change or "", meta.change_note)


KIND = Kind(
    name="news",
    meta=NewsMeta,
    folder="news",
    template="kinds/news.html",
    collection=Collection(template="lists/news.html", order="date", is_paged=True, by_year=True),
    name_pattern=re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})-(?P<slug>.+)"),
    url_by_year=True,
    needs_date=True,
    details_type=NewsDetails,
    details=news_details,
    badges=_badges,
    kicker=lambda meta: next(iter(meta.tags), ""),
    titles={"en": "News", "de": "Aktuelles"},
    sample={
        "en": "What changes, for whom, and from when? Say it in the first sentence.\n\n## What you have to do\n\nNothing. Or: one step.\n",
        "de": "Was ändert sich, für wen und ab wann? Das gehört in den ersten Satz.\n\n## Was Sie tun müssen\n\nNichts. Oder: einen Schritt.\n",
    },
)
