"""Cards, contacts and links: what a page may show of another."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from itsite.link.taxonomies import tag_slug
from itsite.model.card import Card, ContactDetails, Link, Picture, PictureCandidate, PictureSource
from itsite.model.event import EventMeta, occasion_of
from itsite.model.meta import Contact, Meta
from itsite.model.picture import MEDIA_TYPES, MIDDLE_WIDTH
from itsite.model.site import Entry, PublishedAsset, Site
from itsite.model.values import PageRef
from itsite.views.addresses import href, local

MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")


def picture(site: Site, entry: Entry) -> Picture | None:
    """The page's picture."""
    asset = site.images.get(entry.url)
    return picture_of(asset, entry.page.meta.image_alt) if asset else None


def picture_of(asset: PublishedAsset, alt: str) -> Picture:
    """A file of content/ that is shown as a picture, with all the files that are made of it."""
    known = asset.picture
    if known is None or not known.renditions:
        return Picture(href(asset.url), alt, known.width if known else 0, known.height if known else 0)
    *better, plain = (
        PictureSource(MEDIA_TYPES[form], tuple(PictureCandidate(href(one.url), one.width) for one in renditions)) for form, renditions in known.forms
    )
    return Picture(href(known.plain(MIDDLE_WIDTH).url), alt, known.width, known.height, tuple(better), plain.candidates)


def summary(entry: Entry) -> str:
    """The page's summary, else its first paragraph."""
    return entry.page.meta.summary or entry.page.document.lead


def foreign(entry: Entry, lang: str) -> str:
    """The language of a page's text where it is not `lang`."""
    return "" if entry.text_lang == lang else entry.text_lang


def kicker(site: Site, entry: Entry) -> str:
    """The line above the title; a tag in the spelling that the site has settled on."""
    text = site.kinds[entry.kind].kicker(entry.page.meta)
    if text in entry.page.meta.tags:
        term = site.terms.get((entry.text_lang, tag_slug(text)))
        return term.label if term else text
    return text


def card(site: Site, entry: Entry) -> Card:
    """A page in a few words."""
    known: Card | None = site.memo.get(entry)
    if known is None:
        known = site.memo[entry] = _card(site, entry)
    return known


def _card(site: Site, entry: Entry) -> Card:
    page = entry.page
    kind = site.kinds[entry.kind]
    occasion = occasion_of(page.meta, site.edition.at) if isinstance(page.meta, EventMeta) else None
    return Card(
        title=page.title,
        path=href(entry.url),
        kind=entry.kind,
        lang=entry.text_lang,
        summary=summary(entry),
        date=occasion.start if occasion else local(site, page.date),
        kicker=kicker(site, entry),
        image=picture(site, entry),
        badges=tuple(kind.badges(page.meta)),
        occasion=occasion,
    )


def cards(site: Site, entries: Iterable[Entry]) -> tuple[Card, ...]:
    """Cards in the same order."""
    return tuple(card(site, entry) for entry in entries)


def written_link(text: str) -> Link:
    """What a writer put into a field that takes a URL, a mail address or a sentence."""
    if text.startswith(("https://", "http://")):
        return Link(text.split("://", 1)[1].rstrip("/"), url=text)
    if text.startswith(("mailto:", "tel:")):
        return Link(text.partition(":")[2], url=text)
    if MAIL.fullmatch(text):
        return Link(text, url="mailto:" + text)
    return Link(text)


def _known(meta: Meta, key: str) -> str:
    value = meta.extra.get(key, "")
    return value if isinstance(value, str) else ""


def contact_of_page(site: Site, entry: Entry, lang: str) -> ContactDetails:
    """A person's or team's page as a contact on a page in `lang`: its title, picture, and `mail` and `phone` of its `extra`."""
    meta = entry.page.meta
    link = Link(entry.page.title, href(entry.url), lang=foreign(entry, lang))
    return ContactDetails(entry.page.title, _known(meta, "mail"), _known(meta, "phone"), link, picture(site, entry))


@dataclass(frozen=True)
class Around:
    """What surrounds one page: the answers that its kind may ask for (see Surroundings)."""

    site: Site
    entry: Entry

    @property
    def at(self) -> dt.datetime:
        """The instant as of which the site is built."""
        return self.site.edition.at

    def _referred(self, field: str) -> tuple[Entry, ...]:
        return self.site.references.get((self.entry.url, field), ())

    def cards(self, field: str) -> tuple[Card, ...]:
        """Cards of the pages that a field names."""
        return cards(self.site, self._referred(field))

    def mentions(self, kind: str) -> tuple[Card, ...]:
        """Cards of pages of one kind that refer to this page, newest first."""
        return cards(self.site, [e for e in self.site.mentions.get(self.entry.url, ()) if e.kind == kind][:6])

    def link(self, text: str | None, *field: str | int) -> Link | None:
        """The value of a field as a link; None for nothing, and for a page that is not shown."""
        if not text:
            return None
        if isinstance(text, PageRef):
            found = self._referred(".".join(str(step) for step in field if isinstance(step, str)))
            return Link(found[0].page.title, href(found[0].url), lang=foreign(found[0], self.entry.lang)) if found else None
        return written_link(text)

    def contact(self, *field: str | int) -> ContactDetails | None:
        """A contact field, filled up from the page that it names."""
        name = ".".join(str(step) for step in field if isinstance(step, str))
        value = getattr(self.entry.page.meta, str(field[0]), None)
        if not value:
            return None
        if isinstance(value, Contact):
            page = next((contact_of_page(self.site, e, self.entry.lang) for e in self._referred(name + ".page")), ContactDetails())
            return ContactDetails(value.name or page.name, value.mail or page.mail, value.phone or page.phone, page.page, page.image)
        if isinstance(value, PageRef):
            return next((contact_of_page(self.site, e, self.entry.lang) for e in self._referred(name)), None)
        return ContactDetails(mail=value) if MAIL.fullmatch(value) else ContactDetails(name=value)
