"""What site.yaml says about feeds: the section `feeds`."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from pydantic import Field

from itsite.model.config import SiteConfig
from itsite.model.meta import Written

SECTION = "feeds"
Format: TypeAlias = Literal["rss", "atom", "json"]
Amount: TypeAlias = Literal["full", "summary"]
About: TypeAlias = Literal["site", "tag", "audience", "service"]
# The name of a feed's file, and its media type (RFC 4287, JSON Feed 1.1; that of RSS was never registered, and all use it).
FILES: Mapping[Format, tuple[str, str]] = {
    "rss": ("feed.xml", "application/rss+xml"),
    "atom": ("atom.xml", "application/atom+xml"),
    "json": ("feed.json", "application/feed+json"),
}
OPML, OPML_TYPE = "feeds.opml", "text/x-opml"


class FeedOverride(Written):
    """What is different in one feed."""

    limit: int | None = Field(None, ge=1, le=1000, description="Items in it, the newest first.")
    content: Amount | None = Field(None, description="`full` texts, or a `summary` of each.")
    formats: tuple[Format, ...] | None = Field(None, description="`rss`, `atom`, `json`; an empty list: no such feed.")
    archive: bool | None = Field(None, description="`true`: older items stand in further files, so that nobody misses one.")


class FeedOptions(Written):
    """The feeds."""

    limit: int = Field(20, ge=1, le=1000, description="Items in one feed, the newest first.")
    content: Amount = Field("full", description="`full` texts, or a `summary` of each.")
    formats: tuple[Format, ...] = Field(("rss", "atom", "json"), description="`rss` (RSS 2.0), `atom` (Atom 1.0), `json` (JSON Feed 1.1).")
    by: tuple[Literal["tag", "audience", "service"], ...] = Field(("tag", "audience", "service"), description="What has a feed beside the whole site.")
    archive: bool = Field(True, description="`true`: older items of the whole site stand in further files, so that nobody misses one.")  # noqa: FBT003
    tags: Mapping[str, FeedOverride] = Field(default_factory=dict, description="What is different in the feed of a tag, by its name.")
    audiences: Mapping[str, FeedOverride] = Field(default_factory=dict, description="What is different in the feed of an audience, by its id.")
    services: Mapping[str, FeedOverride] = Field(
        default_factory=dict, description="What is different in the feed of a service, by its file: `services/vpn.md`."
    )


class Settled(NamedTuple):
    """What holds for one feed; without any format it is not made."""

    limit: int
    content: Amount
    formats: tuple[Format, ...]
    archive: bool


def feed_options(config: SiteConfig) -> FeedOptions:
    """The section of a site.yaml. It is there when the channel of feeds is."""
    found: FeedOptions = getattr(config, SECTION, None) or FeedOptions()
    return found


def settled(options: FeedOptions, about: About, override: FeedOverride | None = None) -> Settled:
    """What holds for a feed. Archives are for the whole site, unless somebody wants more of them."""
    own = override or FeedOverride()
    wanted = options.formats if own.formats is None else own.formats
    is_made = about == "site" or about in options.by or own.formats
    return Settled(
        own.limit or options.limit,
        own.content or options.content,
        tuple(form for form in FILES if form in wanted) if is_made else (),
        (about == "site" and options.archive) if own.archive is None else own.archive,
    )
