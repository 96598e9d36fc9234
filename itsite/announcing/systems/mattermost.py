"""Mattermost: an attachment with Markdown (incoming webhooks)."""

from typing import Any

from itsite.announcing.announcements import Announcement
from itsite.announcing.systems.markdown import APART, escaped, link
from itsite.announcing.systems.text import marks, plain_text
from itsite.channels.announce import AnnounceTarget

# The bar at the side: what is meant, never the only sign of it.
COLOURS = {"alert": "#b3261e", "notice": "#b26a00"}


def body(found: Announcement, target: AnnounceTarget) -> dict[str, Any]:
    """Title and summary, the picture, and a line of facts."""
    paragraphs = [f"**{escaped(' · '.join(marks(found)))}**"] if marks(found) else []
    paragraphs.append(f"#### {link(found.title, found.url)}")
    paragraphs += [escaped(text) for text in (found.change, found.summary) if text]
    paragraphs.append(" · ".join((*(escaped(fact) for fact in found.about), link(found.read_on, found.url))))
    attachment: dict[str, Any] = {"fallback": f"{plain_text(found).replace('@', '@' + APART)} {found.url}", "text": "\n\n".join(paragraphs)}
    if found.tone in COLOURS:
        attachment["color"] = COLOURS[found.tone]
    if found.picture and target.shows_pictures:
        attachment["image_url"] = found.picture
    return {"text": "", "attachments": [attachment]}
