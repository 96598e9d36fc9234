"""What a site has to announce, each in all its languages."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from itsite.channels.announce import AnnounceTarget
from itsite.link.taxonomies import tag_slug
from itsite.model.card import Occasion
from itsite.model.event import EventMeta
from itsite.model.meta import Classification, Collecting
from itsite.model.picture import MIDDLE_WIDTH
from itsite.model.site import Entry, Site
from itsite.read.text import CONTROL
from itsite.theme.filters import date_text, time_text
from itsite.theme.theme import Theme
from itsite.views.addresses import absolute, local
from itsite.views.cards import card

# Overrides and embeddings; marks such as that of right-to-left end by themselves, and stay.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
SHOWN_EVERYWHERE = (".png", ".jpg", ".jpeg", ".gif")


@dataclass(frozen=True, slots=True)
class Subject:
    """A page with its translations, the first language first; `at` is when it appeared, None for an event that does not say."""

    entries: tuple[Entry, ...]
    at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a post says: plain texts of one line, absolute addresses. `badge` is the importance or state in words, `tone` how it is meant.

    `about` is the line of small facts; `update` the word for one that was posted before, with what has changed.
    """

    id: str
    kind: str
    lang: str
    title: str
    summary: str
    url: str
    date: dt.datetime | None
    about: tuple[str, ...]
    badge: str
    tone: str
    picture: str
    picture_alt: str
    tags: tuple[str, ...]
    audiences: tuple[str, ...]
    importance: str
    read_on: str
    update: str = ""
    change: str = ""


def line(text: str) -> str:
    """Text in one line, without control characters, and without those that turn the direction of what comes after it."""
    return " ".join(TURNING.sub("", CONTROL.sub("", text)).split())


def changed_at(site: Site, entry: Entry) -> dt.datetime | None:
    """When a page was changed in substance for the last time; None for one that never was."""
    updated = entry.page.meta.updated
    is_major = getattr(entry.page.meta, "change", None) == "major"
    return updated if is_major and updated and updated <= site.edition.at else None


def subjects(site: Site) -> tuple[Subject, ...]:
    """All that can be announced, oldest first; those without a date are the last. An event that is over is not among them."""
    found: dict[str, list[Entry]] = {}
    for entry in site.entries:
        meta = entry.page.meta
        is_coming = isinstance(meta, EventMeta) and meta.over_at > site.edition.at
        if entry.original is None and (entry.page.is_announced or is_coming):
            found.setdefault(entry.page.key, []).append(entry)
    order = {lang: n for n, lang in enumerate(site.config.languages)}
    made = []
    for entries in found.values():
        entries.sort(key=lambda one: order.get(one.lang, len(order)))
        when = [at for entry in entries if (at := entry.page.begins)]
        made.append(Subject(tuple(entries), min(when, default=None)))
    return tuple(sorted(made, key=lambda one: (one.at is None, one.at.timestamp() if one.at else 0.0, one.entries[0].page.key)))


def _level(site: Site, entry: Entry) -> Classification:
    return entry.page.classified(site.config.classification)


def meant_for(site: Site, subject: Subject, target: AnnounceTarget) -> Entry | None:
    """The page in the language in which a target hears of it; None when it is not for that target."""
    open_ones = [entry for entry in subject.entries if _level(site, entry).rank <= target.level.rank]
    lang = target.lang or site.default_lang
    entry = next((one for one in open_ones if one.lang == lang), None)
    # What is written for readers of another language only is not for this chat.
    entry = entry or next((one for one in open_ones if one.page.meta.translate or not target.lang), None)
    if entry is None or (target.kinds and entry.kind not in target.kinds):
        return None
    meta = entry.page.meta
    if target.audiences and meta.audiences and not set(target.audiences) & set(meta.audiences):
        return None
    wanted = {tag_slug(tag) for tag in target.tags}
    return entry if not wanted or wanted & {tag_slug(tag) for tag in meta.tags} else None


def _picture(site: Site, entry: Entry) -> str:
    """The address of the page's picture, where chats can show it."""
    asset = site.images.get(entry.url)
    if asset is None:
        return ""
    address = asset.picture.plain(MIDDLE_WIDTH).url if asset.picture and asset.picture.renditions else asset.url
    return absolute(site, address) if address.lower().endswith(SHOWN_EVERYWHERE) else ""


def _when(occasion: Occasion, lang: str) -> Iterable[str]:
    start, end = occasion.start, occasion.end
    days = date_text(start.date(), "long", lang)
    if end and end.date() != start.date():
        days += f" – {date_text(end.date(), 'long', lang)}"
    yield days
    if not occasion.is_all_day:
        same_day = end and end.date() == start.date()
        yield time_text(start.time(), lang) + (f" – {time_text(end.time(), lang)}" if end and same_day else "")


def announcement(site: Site, theme: Theme, entry: Entry, *, is_update: bool = False) -> Announcement:
    """What is said of a page in its language."""
    words, shown, meta, lang = theme.words(entry.lang), card(site, entry), entry.page.meta, entry.text_lang
    badge = next(iter(shown.badges), None)
    if shown.occasion:
        facts = (words["announce_event"], *_when(shown.occasion, lang), shown.occasion.place)
    else:
        kicker = words["newsletter"] if isinstance(meta, Collecting) else shown.kicker
        facts = (kicker, date_text(shown.date.date(), "long", lang) if shown.date else "")
    picture = _picture(site, entry)
    return Announcement(
        id=site.guids[entry.url],
        kind=entry.kind,
        lang=lang,
        title=line(shown.title),
        summary=line(shown.summary),
        url=absolute(site, entry.url),
        date=local(site, changed_at(site, entry) if is_update else entry.page.begins),
        about=tuple(line(fact) for fact in facts if fact),
        badge=words.get(f"badge_{badge.name}", badge.name) if badge else "",
        tone=badge.tone if badge else "neutral",
        picture=picture,
        picture_alt=line(meta.image_alt) if picture else "",
        tags=tuple(line(tag) for tag in meta.tags),
        audiences=meta.audiences,
        importance=str(getattr(meta, "importance", "") or "info"),
        read_on=words["mail_read_on"],
        update=words["announce_update"] if is_update else "",
        change=line(getattr(meta, "change_note", "") or words["changed_text"]) if is_update else "",
    )
