"""Pieces of posts that several systems share."""

from collections.abc import Callable
from dataclasses import replace

from itsite.announcing.announcements import Announcement

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_FACT, LONGEST_ALT = 250, 600, 120, 500


def shortened(text: str, most: int) -> str:
    """Text of at most so many characters, cut between words where that is possible."""
    if len(text) <= most:
        return text
    if most < 1:
        return ""
    head = text[: most - 1]
    kept, _, rest = head.rpartition(" ")
    return (kept if kept and len(rest) < most // 2 else head).rstrip(" ,;:.–-") + "…"


def fitted(text: str, most: int, written: Callable[[str], str]) -> str:
    """Text as the system writes it, cut so that it has at most so many characters then."""
    room, found = len(text), written(text)
    while len(found) > most:
        room = min(room - 1, room * most // len(found))
        found = written(shortened(text, room))
    return found


def brief(found: Announcement) -> Announcement:
    """An announcement as long as a post may be, whatever somebody wrote."""
    return replace(
        found,
        title=shortened(found.title, LONGEST_TITLE),
        summary=shortened(found.summary, LONGEST_SUMMARY),
        change=shortened(found.change, LONGEST_SUMMARY),
        about=tuple(shortened(fact, LONGEST_FACT) for fact in found.about),
        picture_alt=shortened(found.picture_alt, LONGEST_ALT),
    )


def marks(found: Announcement) -> tuple[str, ...]:
    """What has to be seen first: that it is an update, that it is urgent."""
    return tuple(mark for mark in (found.update, found.badge) if mark)


def plain_text(found: Announcement) -> str:
    """The post in one line, for notifications."""
    marked = " · ".join(marks(found))
    return f"{marked}: {found.title}" if marked else found.title
