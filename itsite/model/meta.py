"""Front matter of every page, and the traits that channels and checks look at instead of kinds."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from itsite.model.values import Day, Instant, LocalText, MailAddress, Ref, RefOrText, SitePath, Slug


class Classification(StrEnum):
    """Who may see a page, from the most open to the most closed."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"

    @property
    def rank(self) -> int:
        """0 for the most open."""
        return RANKS[self]


RANKS = {level: number for number, level in enumerate(Classification)}


class Written(BaseModel):
    """Anything that a person writes in YAML: unknown keys refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=False, hide_input_in_errors=True, defer_build=True)


class Query(Written):
    """A list of pages by rule."""

    title: LocalText | None = Field(None, description="Heading above the list.")
    kind: str | None = Field(None, description="Only pages of this kind, such as `service`.")
    folder: str | None = Field(None, description="Only pages below this folder of content/, such as `help`.")
    tags: tuple[str, ...] = Field((), description="Only pages with at least one of these tags.")
    audiences: tuple[str, ...] = Field((), description="Only pages for at least one of these audiences.")
    limit: int = Field(6, ge=1, le=1000, description="At most so many.")
    order: Literal["newest", "oldest", "title", "order"] = Field("newest", description="`newest`, `oldest`, `title` or `order`.")


class Meta(Written):
    """Fields of all pages."""

    title: Annotated[str, Field(min_length=1)] | None = Field(None, description="Title of the page; else its first heading.")
    summary: str = Field("", description="One sentence for lists, search engines and feeds.")
    date: Instant | None = Field(None, description="Day or instant of publication; a page dated ahead is not built yet.")
    slug: Slug | None = Field(None, description="Last part of the URL; else the file name.")
    lang: str | None = Field(None, description="Language of the page; else the file name says it (`name.de.md`).")
    translate: bool = Field(True, description="`false`: the page is meant for readers of one language, and no check asks for a translation.")  # noqa: FBT003
    tags: tuple[Annotated[str, Field(min_length=1)], ...] = Field((), description="Topics; each has a list page and a feed.")
    audiences: tuple[str, ...] = Field((), description="Whom it concerns: ids from `audiences` in site.yaml.")
    classification: Classification | None = Field(None, description="`public`, `internal` or `confidential`; else the site's.")
    draft: bool = Field(False, description="`true`: not built until you say so.")  # noqa: FBT003
    publish: Instant | None = Field(None, description="Instant from which the page is shown.")
    expires: Instant | None = Field(None, description="Instant from which the page is no longer shown.")
    updated: Instant | None = Field(None, description="Day or instant of the last change of substance.")
    authors: tuple[str, ...] = Field((), description="Names, as readers should see them.")
    image: str | None = Field(None, description="Picture of the page: a file beside it, or `/folder/file` from content/.")
    image_alt: str = Field("", description="What the picture shows, for those who do not see it.")
    aliases: tuple[SitePath, ...] = Field((), description="Old addresses that lead here.")
    id: Annotated[str, Field(min_length=1, max_length=500)] | None = Field(None, description="Identity for subscribers that survives a move of the file.")
    review_by: Day | None = Field(None, description="Day by which somebody has to read the page again.")
    owner: RefOrText | None = Field(None, description="Who answers for the page: a name, a mail address or a page (`../about/team.md`).")
    order: int | None = Field(None, description="Place in lists that are not by date; small numbers first.")
    template: str | None = Field(None, description="Another template of the theme, such as `wide.html`.")
    listings: Mapping[str, Query] = Field(default_factory=dict, description="Lists of pages below the text, by rule.")
    extra: Mapping[str, Any] = Field(default_factory=dict, description="Anything that your own theme wants to know.")


class Announced(Meta):
    """Trait: subscribers hear of it (feeds); it has a date, from the front matter or the file name."""


class Pinnable(Meta):
    """Trait: may stand at the top of its list for a while."""

    pin_until: Instant | None = Field(None, description="Stays on top of lists until then.")


class Turning(Meta):
    """Trait: says something else as soon as an instant has passed."""

    @property
    def turning_points(self) -> tuple[dt.datetime, ...]:
        """The instants, unsorted."""
        return ()


class Collecting(Meta):
    """Trait: gathers other pages, by hand or by rule."""

    items: tuple[Ref, ...] = Field((), description="News of the issue, in order: file paths.")
    collect: "Collect | None" = Field(None, description="Or a rule that gathers them.")


class Collect(Written):
    """A rule that gathers announcements of a span of time, newest first."""

    since: Instant | None = Field(None, description="From this instant (inclusive).")
    until: Instant | None = Field(None, description="Up to this instant (exclusive).")
    audiences: tuple[str, ...] = Field((), description="Only for one of these audiences.")
    tags: tuple[str, ...] = Field((), description="Only with one of these tags.")
    limit: int = Field(20, ge=1, le=200, description="At most so many.")


class Contact(Written):
    """Whom to ask."""

    name: str = Field("", description="Person or team.")
    mail: MailAddress | None = Field(None, description="Mail address.")
    phone: str = Field("", description="Number as people dial it.")
    page: Ref | None = Field(None, description="Page of the person or team.")


def instants_of(meta: Meta) -> tuple[dt.datetime, ...]:
    """Instants at which the page appears, changes its place or vanishes, unsorted."""
    pinned = meta.pin_until if isinstance(meta, Pinnable) else None
    turning = meta.turning_points if isinstance(meta, Turning) else ()
    return tuple(i for i in (meta.date, meta.publish, meta.expires, pinned, *turning) if i)


Collecting.model_rebuild()
