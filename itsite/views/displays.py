"""What a text shows of other pages: its data, and their HTML on a page and in a feed."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from itsite.model.card import Card, ContactDetails
from itsite.model.shown import Form, Showing
from itsite.model.site import Display, Entry, Site
from itsite.read.extensions.blocks.dates import date_words
from itsite.views.cards import cards, contact_of_page
from itsite.views.picture_tags import Address, picture_tag
from itsite.views.queries import answered
from itsite.views.text_pictures import PLACES, SIZES

# Words of the theme by their keys.
Words: TypeAlias = Mapping[str, str]

# How wide the picture of a card is when two of them stand side by side.
BESIDE_OTHERS = "(min-width: 45rem) 21rem, (min-width: 35rem) 50vw, 100vw"
NOT_DIALLED = re.compile(r"\(0\)|[^\d+*#]")


def showing_of(site: Site, entry: Entry, display: Display) -> Showing:
    """What is shown in one place of the text of `entry`."""
    if display.form != "cards":
        return contact_of_page(site, display.entries[0], entry.lang) if display.entries else ContactDetails()
    return answered(site, display.rule, entry.lang, entry) if display.rule else cards(site, display.entries)


def _tag(name: str, classes: str, inner: str) -> str:
    return f'<{name} class="{classes}">{inner}</{name}>' if inner else ""


def _day(card: Card, lang: str) -> str:
    """When it appeared."""
    day = card.date.date().isoformat() if card.date else ""
    return f'<time datetime="{day}">{html.escape(date_words(day, lang))}</time>' if day else ""


def _card(card: Card, lang: str, words: Words, address: Address, sizes: str) -> str:
    """A card; its title is no heading, since it may stand below one of any level."""
    image = picture_tag(card.image, address, sizes=sizes, alt="") if card.image else ""
    in_lang = f' lang="{html.escape(card.lang)}"' if card.lang != lang else ""
    foreign = f'{in_lang} hreflang="{html.escape(card.lang)}"' if in_lang else ""
    badges = "".join(f' <span class="badge badge-{b.tone}">{html.escape(words.get(f"badge_{b.name}", b.name))}</span>' for b in card.badges)
    title = f'<a class="cover" href="{html.escape(address(card.path))}"{foreign}>{html.escape(card.title)}</a>'
    summary = html.escape(card.summary)
    if in_lang and summary:
        summary = f"<span{in_lang}>{summary}</span>"
    lines = (("kicker", html.escape(card.kicker) + badges), ("title", title), ("summary", summary), ("date", _day(card, lang)))
    text = "\n".join(_tag("p", f"page-card-{name}", line) for name, line in lines if line)
    return f'<li class="page-card">{_tag("div", "page-card-picture", image)}{_tag("div", "page-card-text", text)}</li>\n'


def _fact(form: Form, person: ContactDetails, words: Words, address: Address) -> str:
    """A face, a number or a mail address of a person; empty when it is not known."""
    if form == "picture":
        picture = person.image
        return picture_tag(picture, address, sizes=PLACES["contact-face"], alt=picture.alt) if picture else ""
    value = person.phone if form == "phone" else person.mail
    target = "tel:" + NOT_DIALLED.sub("", value) if form == "phone" else "mailto:" + value
    label = html.escape(words.get(form, form))
    # A narrow window breaks an address before its @, a number nowhere.
    shown = html.escape(value).replace("@", "<wbr>@")
    return f'<span class="visually-hidden">{label}: </span><a href="{html.escape(target)}">{shown}</a>' if value else ""


def on_page(form: Form, showing: Showing, lang: str, words: Words, address: Address) -> str:
    """The HTML in a page."""
    if isinstance(showing, ContactDetails):
        return _fact(form, showing, words, address)
    sizes = BESIDE_OTHERS if len(showing) > 1 else SIZES
    made = "".join(_card(card, lang, words, address, sizes) for card in showing)
    return f"<ul>\n{made}</ul>" if made else ""


def in_feed(form: Form, showing: Showing, words: Words, address: Address) -> str:
    """The HTML in a feed: cards are a plain list of links, and a face is one file."""
    if isinstance(showing, ContactDetails):
        if showing.image:
            showing = replace(showing, image=replace(showing.image, sources=(), candidates=()))
        return _fact(form, showing, words, address)
    made = "".join(f'<li><a href="{html.escape(address(card.path))}">{html.escape(card.title)}</a></li>\n' for card in showing)
    return f"<ul>\n{made}</ul>" if made else ""
