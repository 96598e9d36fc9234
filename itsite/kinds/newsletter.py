"""A newsletter: an issue that gathers news, by hand or by rule."""

import re
from dataclasses import dataclass

from pydantic import Field

from itsite.model.card import Card, Surroundings
from itsite.model.kind import Collection, Kind
from itsite.model.meta import Announced, Collecting


class NewsletterMeta(Announced, Collecting):
    """Fields of a newsletter issue."""

    issue: str | None = Field(None, description="Number of the issue: `12` or `2026/4`.")
    preheader: str = Field("", description="The line that mail programs show beside the subject.")


@dataclass(frozen=True, slots=True)
class NewsletterDetails:
    """What the template of an issue sees beyond the page."""

    issue: str
    preheader: str
    items: tuple[Card, ...]


def newsletter_details(meta: NewsletterMeta, around: Surroundings) -> NewsletterDetails:
    """Number, preheader and the gathered news."""
    return NewsletterDetails(meta.issue or "", meta.preheader, around.cards("items"))


KIND = Kind(
    name="newsletter",
    meta=NewsletterMeta,
    folder="newsletters",
    template="kinds/newsletter.html",
    collection=Collection(template="lists/newsletters.html", order="date", is_paged=True),
    name_pattern=re.compile(r"(?P<slug>(?P<year>\d{4})-(?P<month>\d{2})(-(?P<day>\d{2}))?.*)"),
    needs_date=True,
    details_type=NewsletterDetails,
    details=newsletter_details,
    kicker=lambda meta: f"#{meta.issue}" if meta.issue else "",
    titles={"en": "Newsletter", "de": "Newsletter"},
    sample={
        "en": "Good morning,\n\nwhat was the best thing of the last weeks? Start with it.\n",
        "de": "Guten Morgen,\n\nwas war das Beste der letzten Wochen? Fangen Sie damit an.\n",
    },
)
