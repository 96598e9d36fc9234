"""Mastodon: a status of at most 500 characters, whose preview card brings the picture."""

from typing import Any

from itsite.announcing.announcements import Announcement
from itsite.announcing.systems.text import plain_text, shortened
from itsite.channels.announce import AnnounceTarget

PATH = "/api/v1/statuses"
LONGEST = 500
LEAST_SUMMARY = 40
# Mastodon counts an address as 23, but one of a host whose ending it does not know by its letters.
ADDRESS_COUNTS = 23
APART = "\u2060"


def _inert(text: str) -> str:
    """Text that mentions nobody, links nowhere and is found under no hashtag."""
    return text.replace("@", "@" + APART).replace("#", "#" + APART).replace("://", ":" + APART + "//")


def _status(found: Announcement) -> str:
    room = LONGEST - max(len(found.url), ADDRESS_COUNTS) - 2
    head = shortened(_inert(plain_text(found)), room)
    parts = [head]
    room -= len(head)
    for text in (found.change, found.summary, " · ".join(found.about)):
        cut = shortened(_inert(text), room - 2)
        if text and room >= min(len(text), LEAST_SUMMARY) + 2:
            parts.append(cut)
            room -= len(cut) + 2
    return "\n\n".join((*parts, found.url))


def body(found: Announcement, target: AnnounceTarget) -> dict[str, Any]:
    """Title, summary, facts as far as there is room, and the address."""
    return {"status": _status(found), "visibility": target.visibility, "language": found.lang.partition("-")[0]}
