"""Microsoft Teams: an Adaptive Card 1.5 in a message, as Workflows take it."""

import re
from typing import Any

from itsite.announcing.announcements import Announcement
from itsite.announcing.systems.text import marks, plain_text, summary
from itsite.channels.announce import AnnounceTarget

VERSION = "1.5"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
APART = "\u2060"
# The Markdown that a TextBlock knows: emphasis, links and lists.
SPECIAL = re.compile(r"([\\`*_\[\]()#~])")
LIST = re.compile(r"^(\d+)\.")
COLOURS = {"alert": "Attention", "notice": "Warning", "good": "Good"}


def escaped(text: str) -> str:
    """Text that a TextBlock shows as it is; `{{` would begin one of its functions."""
    marked = LIST.sub(r"\1\\.", SPECIAL.sub(r"\\\1", text))
    marked = f"\\{marked}" if marked[:1] in {"-", "+"} else marked
    return marked.replace("{{", "{" + APART + "{").replace("://", ":" + APART + "//")


def _block(text: str, **how: object) -> dict[str, Any]:
    return {"type": "TextBlock", "text": escaped(text), "wrap": True, **how}


def _texts(found: Announcement) -> list[dict[str, Any]]:
    small = {"size": "Small", "spacing": "None"}
    blocks = []
    if marks(found):
        blocks.append(_block(" · ".join(marks(found)), weight="Bolder", color=COLOURS.get(found.tone, "Accent"), size="Small"))
    blocks.append(_block(found.title, size="Large", weight="Bolder", style="heading", spacing="Small" if blocks else "Default"))
    if found.about:
        blocks.append(_block(" · ".join(found.about), isSubtle=True, **small))
    return blocks + [_block(text) for text in (found.change, summary(found)) if text]


def body(found: Announcement, target: AnnounceTarget) -> dict[str, Any]:
    """The message with one card: what it is about, its picture, and a button that leads there."""
    content = _texts(found)
    if found.picture and target.shows_pictures:
        content.append({"type": "Image", "url": found.picture, "altText": found.picture_alt or found.title, "size": "Stretch"})
    card = {
        "$schema": SCHEMA,
        "type": "AdaptiveCard",
        "version": VERSION,
        "lang": found.lang,
        "fallbackText": f"{plain_text(found)} {found.url}",
        "body": content,
        "actions": [{"type": "Action.OpenUrl", "title": found.read_on, "url": found.url}],
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return {"type": "message", "attachments": [attachment]}
