"""A service: what people get from the department, at what price, and whom they ask."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from itsite.model.card import Badge, Card, ContactDetails, Link, Surroundings
from itsite.model.kind import Collection, Kind
from itsite.model.meta import Contact, Meta, Written
from itsite.model.values import Ref, RefOrText, mistake


class Status(StrEnum):
    """Where a service stands in its life."""

    PLANNED = "planned"
    PILOT = "pilot"
    LIVE = "live"
    RETIRING = "retiring"
    RETIRED = "retired"


TONES: dict[Status, Literal["neutral", "good", "notice", "alert"]] = {
    Status.PLANNED: "neutral",
    Status.PILOT: "notice",
    Status.LIVE: "good",
    Status.RETIRING: "notice",
    Status.RETIRED: "alert",
}


def _currency(value: str) -> str:
    if len(value) != 3 or not value.isupper() or not value.isascii():  # noqa: PLR2004
        raise mistake("currency", f'"{value}" is not a currency', "write a code such as EUR or CHF")
    return value


class Price(Written):
    """What the service costs."""

    amount: Decimal = Field(ge=0, max_digits=12, decimal_places=4, description="Number with a point: `12.50`.")
    currency: Annotated[str, AfterValidator(_currency)] = Field("EUR", description="ISO 4217 code.")
    unit: str = Field("", description="For what: `per month and device`.")
    note: str = Field("", description="What else to know.")


class Touchpoint(Written):
    """A moment at which people meet the service."""

    when: str = Field(description="The moment: `First working day`.")
    channel: str = Field("", description="Where they meet it: `by mail`, `at the desk`.")
    what: str = Field(description="What happens then.")


class ServiceMeta(Meta):
    """Fields of a service."""

    category: str = Field("", description="Group in the list of services.")
    status: Status = Field(Status.LIVE, description="`planned`, `pilot`, `live`, `retiring` or `retired`.")
    contact: RefOrText | Contact | None = Field(None, description="Whom to ask: text, mail address, page, or name, mail, phone and page.")
    price: Literal["included"] | Price | None = Field(None, description="`included`, or amount, currency, unit and note.")
    hours: str = Field("", description="When the service is there: `Mon to Fri, 7:00 to 18:00`.")
    response_time: str = Field("", description="How soon somebody answers.")
    availability: str = Field("", description="How reliably it runs: `99.5 % a month`.")
    how_to_order: RefOrText | None = Field(None, description="Page, URL, mail address or a sentence.")
    touchpoints: tuple[Touchpoint, ...] = Field((), description="Moments at which people meet the service: when, channel, what.")
    related: tuple[Ref, ...] = Field((), description="Other services or pages: file paths.")


@dataclass(frozen=True, slots=True)
class PriceDetails:
    """A price ready to format; `amount` is None when the service is included."""

    amount: Decimal | None
    currency: str = ""
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TouchpointDetails:
    """One moment of the journey."""

    when: str
    channel: str
    what: str


@dataclass(frozen=True, slots=True)
class ServiceDetails:
    """What the template of a service sees beyond the page."""

    category: str
    status: Badge
    contact: ContactDetails | None
    price: PriceDetails | None
    hours: str
    response_time: str
    availability: str
    how_to_order: Link | None
    touchpoints: tuple[TouchpointDetails, ...]
    related: tuple[Card, ...]
    news: tuple[Card, ...]


def _price(meta: ServiceMeta) -> PriceDetails | None:
    if isinstance(meta.price, Price):
        return PriceDetails(meta.price.amount, meta.price.currency, meta.price.unit, meta.price.note)
    return PriceDetails(None) if meta.price else None


def service_details(meta: ServiceMeta, around: Surroundings) -> ServiceDetails:
    """Facts of the service, related pages and the news about it."""
    return ServiceDetails(
        category=meta.category,
        status=Badge(meta.status.value, TONES[meta.status]),
        contact=around.contact("contact"),
        price=_price(meta),
        hours=meta.hours,
        response_time=meta.response_time,
        availability=meta.availability,
        how_to_order=around.link(meta.how_to_order, "how_to_order"),
        touchpoints=tuple(TouchpointDetails(t.when, t.channel, t.what) for t in meta.touchpoints),
        related=around.cards("related"),
        news=around.mentions("news"),
    )


def _badges(meta: ServiceMeta) -> tuple[Badge, ...]:
    return () if meta.status is Status.LIVE else (Badge(meta.status.value, TONES[meta.status]),)


KIND = Kind(
    name="service",
    meta=ServiceMeta,
    folder="services",
    template="kinds/service.html",
    collection=Collection(template="lists/services.html", order="title", group=lambda meta: str(meta.category)),
    details_type=ServiceDetails,
    details=service_details,
    badges=_badges,
    kicker=lambda meta: str(meta.category),
    titles={"en": "Services", "de": "Services"},
    sample={
        "en": "What does this service do for you? One sentence.\n\n## How to start\n\n1. First step\n2. Second step\n\n"
        "## Questions\n\n### What if it does not work?\n\nCall the service desk.\n",
        "de": "Was bringt Ihnen dieser Service? Ein Satz.\n\n## So fangen Sie an\n\n1. Erster Schritt\n2. Zweiter Schritt\n\n"
        "## Fragen\n\n### Und wenn es nicht geht?\n\nRufen Sie den Service-Desk an.\n",
    },
)
