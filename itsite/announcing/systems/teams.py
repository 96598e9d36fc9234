"""Microsoft Teams: an Adaptive Card 1.5 in a message, as Workflows take it."""

import re
from typing import Any

from itsite.announcing.announcements import Announcement
from itsite.announcing.systems.text import marks, plain_text
from itsite.channels.announce import AnnounceTarget

VERSION = "1.5"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
APART = "\u2060"
# What a TextBlock may take for Markdown. Backslashes help on some devices only, and are shown on the others.
MARKDOWN = re.compile(r"[\\*_`\[\]#~<>|]|&#?\w+;|://|^[-+=]|^\d+[.)]")
COLOURS = {"alert": "Attention", "notice": "Warning", "good": "Good"}


def _block(text: str, spacing: str = "Default", style: str = "", **looks: object) -> dict[str, Any]:
    """A paragraph that shows the text as it is. What could be Markdown goes into a run, which knows none, but cannot be a heading."""
    # `{{` would begin a function for dates.
    shown = text.replace("{{", "{" + APART + "{")
    if MARKDOWN.search(text):
        return {"type": "RichTextBlock", "spacing": spacing, "inlines": [{"type": "TextRun", "text": shown, **looks}]}
    return {"type": "TextBlock", "text": shown, "wrap": True, "spacing": spacing, **({"style": style} if style else {}), **looks}


def _texts(found: Announcement) -> list[dict[str, Any]]:
    blocks = []
    if marks(found):
        blocks.append(_block(" · ".join(marks(found)), weight="Bolder", color=COLOURS.get(found.tone, "Accent"), size="Small"))
    blocks.append(_block(found.title, size="Large", weight="Bolder", style="heading", spacing="Small" if blocks else "Default"))
    if found.about:
        blocks.append(_block(" · ".join(found.about), spacing="None", size="Small", isSubtle=True))
    return blocks + [_block(text) for text in (found.change, found.summary) if text]


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
