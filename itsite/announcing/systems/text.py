"""Pieces of posts that several systems share."""

from itsite.announcing.announcements import Announcement

LONGEST_SUMMARY = 600


def shortened(text: str, most: int) -> str:
    """Text of at most so many characters, cut between words where that is possible."""
    if len(text) <= most:
        return text
    if most < 1:
        return ""
    head = text[: most - 1]
    kept, _, rest = head.rpartition(" ")
    return (kept if kept and len(rest) < most // 2 else head).rstrip(" ,;:.–-") + "…"


def summary(found: Announcement) -> str:
    """What it is about, in a few sentences."""
    return shortened(found.summary, LONGEST_SUMMARY)


def marks(found: Announcement) -> tuple[str, ...]:
    """What has to be seen first: that it is an update, that it is urgent."""
    return tuple(mark for mark in (found.update, found.badge) if mark)


def plain_text(found: Announcement) -> str:
    """The post in one line, for notifications."""
    marked = " · ".join(marks(found))
    return f"{marked}: {found.title}" if marked else found.title
