"""What a text shows of other pages: its data, and their HTML on a page and in a feed."""

import html
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from itsite.model.card import Card, ContactDetails
from itsite.model.shown import Form, Showing
from itsite.model.site import Display, Entry, Site
from itsite.views.cards import cards, contact_of_page
from itsite.views.queries import answered

# Words of the theme by their keys.
Words: TypeAlias = Mapping[str, str]
# From a site path as cards have it to the address to write.
Address: TypeAlias = Callable[[str], str]

NOT_DIALLED = re.compile(r"\(0\)|[^\d+*#]")


def showing_of(site: Site, entry: Entry, display: Display) -> Showing:
    """What is shown in one place of the text of `entry`."""
    if display.form != "cards":
        return contact_of_page(site, display.entries[0], entry.lang) if display.entries else ContactDetails()
    return answered(site, display.rule, entry.lang, entry) if display.rule else cards(site, display.entries)


def _tag(name: str, classes: str, inner: str) -> str:
    return f'<{name} class="{classes}">{inner}</{name}>' if inner else ""


def _card(card: Card, lang: str, words: Words, address: Address) -> str:
    """A card; its title is no heading, since it may stand below one of any level."""
    image = f'<img src="{html.escape(address(card.image.path))}" alt="" loading="lazy" decoding="async">' if card.image else ""
    foreign = f' lang="{html.escape(card.lang)}" hreflang="{html.escape(card.lang)}"' if card.lang != lang else ""
    badges = "".join(f' <span class="badge badge-{b.tone}">{html.escape(words.get(f"badge_{b.name}", b.name))}</span>' for b in card.badges)
    title = f'<a class="cover" href="{html.escape(address(card.path))}"{foreign}>{html.escape(card.title)}</a>'
    lines = (("kicker", html.escape(card.kicker) + badges), ("title", title), ("summary", html.escape(card.summary)))
    text = "\n".join(_tag("p", f"page-card-{name}", line) for name, line in lines if line)
    return f'<li class="page-card">{_tag("div", "page-card-picture", image)}{_tag("div", "page-card-text", text)}</li>\n'


def _fact(form: Form, person: ContactDetails, words: Words, address: Address) -> str:
    """A face, a number or a mail address of a person; empty when it is not known."""
    if form == "picture":
        picture = person.image
        return f'<img src="{html.escape(address(picture.path))}" alt="{html.escape(picture.alt)}" loading="lazy" decoding="async">' if picture else ""
    value = person.phone if form == "phone" else person.mail
    target = "tel:" + NOT_DIALLED.sub("", value) if form == "phone" else "mailto:" + value
    label = html.escape(words.get(form, form))
    return f'<span class="visually-hidden">{label}: </span><a href="{html.escape(target)}">{html.escape(value)}</a>' if value else ""


def on_page(form: Form, showing: Showing, lang: str, words: Words, address: Address) -> str:
    """The HTML in a page."""
    if isinstance(showing, ContactDetails):
        return _fact(form, showing, words, address)
    made = "".join(_card(card, lang, words, address) for card in showing)
    return f"<ul>\n{made}</ul>" if made else ""


def in_feed(form: Form, showing: Showing, words: Words, address: Address) -> str:
    """The HTML in a feed: cards are a plain list of links."""
    if isinstance(showing, ContactDetails):
        return _fact(form, showing, words, address)
    made = "".join(f'<li><a href="{html.escape(address(card.path))}">{html.escape(card.title)}</a></li>\n' for card in showing)
    return f"<ul>\n{made}</ul>" if made else ""
