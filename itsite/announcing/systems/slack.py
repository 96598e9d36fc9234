"""Slack: blocks with a fallback text (Block Kit, incoming webhooks)."""

import re
from typing import Any

from itsite.announcing.announcements import Announcement
from itsite.announcing.systems.text import fitted, marks, plain_text
from itsite.channels.announce import AnnounceTarget

# Slack has no way to write these but to part them from what they would mark.
APART = "\u200b"
FORMATTING = re.compile(r"([*_~`])")
# As they are written, where `&` takes five characters. A section has at most 3,000, a text for notifications should not have more than 4,000.
LONGEST_TITLE, LONGEST_TEXT, LONGEST_FACT = 600, 700, 200


def escaped(text: str) -> str:
    """Text that Slack's mrkdwn shows as it is: no mentions, no links, no formatting, no quotation."""
    entities = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    parted = FORMATTING.sub(rf"{APART}\1{APART}", entities)
    return APART + parted if parted.startswith("&gt;") else parted


def _link(found: Announcement, label: str) -> str:
    url = found.url.replace("&", "&amp;").replace("|", "%7C").replace("<", "%3C").replace(">", "%3E")
    return f"<{url}|{fitted(label, LONGEST_TITLE, escaped).replace('|', '¦')}>"


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def body(found: Announcement, target: AnnounceTarget) -> dict[str, Any]:
    """Title and summary, the picture, and a line of facts."""
    lines = [f"*{_link(found, found.title)}*"]
    if found.badge or found.update:
        lines.insert(0, f"{':rotating_light: ' if found.tone == 'alert' else ''}*{escaped(' · '.join(marks(found)))}*")
    lines += [fitted(text, LONGEST_TEXT, escaped) for text in (found.change, found.summary) if text]
    blocks = [_section("\n".join(lines))]
    if found.picture and target.shows_pictures:
        blocks.append({"type": "image", "image_url": found.picture, "alt_text": found.picture_alt or found.title})
    facts = " · ".join((*(fitted(fact, LONGEST_FACT, escaped) for fact in found.about), _link(found, found.read_on)))
    blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": facts, "verbatim": True}]})
    return {"text": f"{fitted(plain_text(found), LONGEST_TITLE, escaped)} {found.url}", "blocks": blocks, "unfurl_links": False, "unfurl_media": False}
