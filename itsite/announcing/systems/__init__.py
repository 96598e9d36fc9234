"""The systems that take posts, one file each: from an announcement to what is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from itsite.announcing.announcements import Announcement
from itsite.announcing.systems import mastodon, mattermost, plain_json, slack, teams
from itsite.announcing.systems.text import brief
from itsite.channels.announce import AnnounceTarget, System

Body = dict[str, Any]
BODIES: Mapping[System, Callable[[Announcement, AnnounceTarget], Body]] = {
    "teams": teams.body,
    "slack": slack.body,
    "mattermost": mattermost.body,
    "mastodon": mastodon.body,
    "json": plain_json.body,
}
# Below the address of a server, where statuses are posted (Mastodon's API).
PATHS: Mapping[System, str] = {"mastodon": mastodon.PATH}


@dataclass(frozen=True, slots=True)
class Post:
    """One post: `message` is its name in the journal, `body` what is sent as JSON."""

    message: str
    announcement: Announcement
    body: Body


def post_of(found: Announcement, target: AnnounceTarget, message: str) -> Post:
    """The post of an announcement for a target."""
    # A program gets everything.
    return Post(message, found, BODIES[target.kind](found if target.kind == "json" else brief(found), target))
