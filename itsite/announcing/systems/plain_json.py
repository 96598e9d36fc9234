"""Plain JSON, for a program of the house."""

from typing import Any

from itsite.announcing.announcements import Announcement
from itsite.channels.announce import AnnounceTarget

VERSION = 1


def body(found: Announcement, target: AnnounceTarget) -> dict[str, Any]:
    """All fields, empty ones too; dates with their offset."""
    image = {"url": found.picture, "alt": found.picture_alt} if found.picture and target.shows_pictures else None
    return {
        "version": VERSION,
        "id": found.id,
        "kind": found.kind,
        "lang": found.lang,
        "title": found.title,
        "summary": found.summary,
        "url": found.url,
        "date": found.date.isoformat() if found.date else None,
        "about": list(found.about),
        "importance": found.importance,
        "tags": list(found.tags),
        "audiences": list(found.audiences),
        "image": image,
        "update": bool(found.update),
        "change": found.change,
    }
