"""Where a site posts its announcements. Posts are not files of the site: `itsite announce` makes and sends them."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from itsite.link.taxonomies import tag_slug
from itsite.model.channel import Channel, Planned, Planning
from itsite.model.event import EventMeta
from itsite.model.meta import Announced, Classification, Written
from itsite.model.problem import Problem, warning
from itsite.model.values import Instant, mistake
from itsite.read.validation import nearest

SECTION = "announce"
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
System = Literal["teams", "slack", "mattermost", "mastodon", "json"]


def _name(value: str) -> str:
    if not NAME.fullmatch(value):
        raise mistake("target", "a target needs a plain name", "write small letters, digits and hyphens, such as it-news")
    return value


def _word(value: str) -> str:
    if "://" in value:
        raise mistake("target", "an address has no place in a file", "set ITSITE_WEBHOOK_<NAME> in the environment, or keep it in the keyring")
    return value


Word = Annotated[str, AfterValidator(_word)]


class AnnounceTarget(Written):
    """A chat that hears of announcements. Its address is in ITSITE_WEBHOOK_<NAME> or in the keyring, never here."""

    kind: System = Field(description="What takes the posts: `teams`, `slack`, `mattermost`, `mastodon`, or `json` for a program of yours.")
    audiences: tuple[Word, ...] = Field((), description="Only what is for one of these audiences, or for everybody.")
    tags: tuple[Word, ...] = Field((), description="Only what has one of these tags.")
    kinds: tuple[Word, ...] = Field((), description="Only these kinds: `news`, `newsletter`, `event`; else all three.")
    lang: Word | None = Field(None, description="Language of the posts; else the first of the site. What is missing in it is posted as it is.")
    since: Instant | None = Field(None, description="What the first sending begins with; else the last 7 days.")
    classification: Classification | None = Field(
        None, description="Only pages of this level and more open ones; else `public` for `mastodon`, and `internal` for the others."
    )
    pictures: bool | None = Field(None, description="`true`: posts show the picture of the page; else all but `slack` do, which refuses what it cannot fetch.")
    visibility: Literal["public", "unlisted", "private", "direct"] = Field("public", description="Who sees a status at Mastodon.")

    @property
    def level(self) -> Classification:
        """The most closed pages that it hears of."""
        return self.classification or (Classification.PUBLIC if self.kind == "mastodon" else Classification.INTERNAL)

    @property
    def shows_pictures(self) -> bool:
        """True when posts have pictures. Slack fetches them from outside, and refuses the post where it cannot."""
        return self.kind != "slack" if self.pictures is None else self.pictures


class AnnounceOptions(Written):
    """Chats that hear of new announcements."""

    targets: Mapping[Annotated[str, AfterValidator(_name)], AnnounceTarget] = Field(
        default_factory=dict, description="The chats by names of your choice, such as `staff`; the name is part of the variable that has the address."
    )
    updates: bool = Field(False, description="`true`: news with `change: major` is posted once more, as an update.")  # noqa: FBT003


def _mistakes(planning: Planning) -> Iterator[Problem]:
    """Names in targets that the site does not know."""
    site, options = planning.site, planning.options
    announced = [name for name, kind in site.kinds.items() if issubclass(kind.meta, (Announced, EventMeta))]
    for name, target in options.targets.items():
        wanted: list[tuple[str, tuple[str, ...], list[str]]] = [("kinds", target.kinds, announced)]
        wanted.append(("lang", (target.lang,) if target.lang else (), list(site.config.languages)))
        if site.config.audiences:
            wanted.append(("audiences", target.audiences, list(site.config.audiences)))
        for field, values, known in wanted:
            for value in values:
                if value not in known:
                    hint = nearest(value, known) or f"known are: {', '.join(known)}"
                    yield Problem(planning.at(SECTION, "targets", name, field), "AN001", f'announce.targets.{name}.{field}: there is no "{value}"', hint)
        yield from () if site.withheld else _unknown_tags(planning, name, target)


def _unknown_tags(planning: Planning, name: str, target: AnnounceTarget) -> Iterator[Problem]:
    """Tags that no page has; an edition that leaves out pages does not know all of them."""
    known = {term.slug: term.label for terms in planning.site.tags.values() for term in terms}
    for tag in target.tags:
        if tag_slug(tag) not in known:
            hint = nearest(tag, known.values()) or "correct it, unless pages will have it later"
            yield warning(planning.at(SECTION, "targets", name, "tags"), "AN002", f'announce.targets.{name}.tags: no page has the tag "{tag}"', hint)


def plan(planning: Planning) -> Planned:
    """No file of the site."""
    return Planned((), tuple(_mistakes(planning)))


CHANNEL = Channel("announce", plan, section=SECTION, options=AnnounceOptions, rank=91)
