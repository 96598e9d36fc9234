"""Whom to ask: a face, a name, a number."""

import re
from xml.etree.ElementTree import Element

from pydantic import Field

from itsite.model.meta import Written
from itsite.model.shown import Form, Name
from itsite.model.values import MailAddress
from itsite.read.extensions.blocks.block import Block, Use, child, literal
from itsite.read.extensions.blocks.values import File, PictureFile

NOT_DIALLED = re.compile(r"\(0\)|[^\d+*#]")
FACTS: tuple[Form, ...] = ("phone", "mail")


class ContactCard(Written):
    """A person or a team to turn to."""

    page: File | None = Field(None, description="Page of the person or team; what is not given below is taken from there.")
    name: str = Field("", description="Person or team.")
    role: str = Field("", description="What the person does, in a few words.")
    mail: MailAddress | None = Field(None, description="Mail address.")
    phone: str = Field("", description="Number as people dial it.")
    picture: PictureFile | None = Field(None, description="Portrait: a file of content/.")


def _face(use: Use[ContactCard], parent: Element, names: tuple[Name, ...]) -> None:
    options = use.options
    if options.picture:
        # The name stands beside it; a picture without any words would be a gap for those who do not see it.
        child(parent, "img", "contact-face", src=use.address(options.picture, "picture"), alt=options.name or options.role, loading="lazy")
    elif names:
        child(parent, "div", "contact-face", use.show("picture", names))


def _name(use: Use[ContactCard], parent: Element) -> None:
    options = use.options
    line = child(parent, "p", "contact-name")
    if options.page:
        child(line, "a", text=options.name, href=use.address(options.page, "page"))
    else:
        child(line, "span", text=options.name)


def _fact(use: Use[ContactCard], parent: Element, form: Form, names: tuple[Name, ...]) -> None:
    written = use.options.phone if form == "phone" else use.options.mail
    if written:
        line = child(parent, "p", f"contact-{form}")
        label = child(line, "span", "visually-hidden", use.word(form))
        label.tail = " "
        address = "tel:" + NOT_DIALLED.sub("", written) if form == "phone" else "mailto:" + written
        link = child(line, "a", text=written, href=address)
        if form == "mail":
            # A narrow window breaks an address before its @.
            name, at, domain = written.partition("@")
            link.text = literal(name)
            child(link, "wbr").tail = literal(at + domain)
    elif names:
        child(parent, "div", f"contact-{form}", use.show(form, names))


def _contact(use: Use[ContactCard], parent: Element) -> Element | None:
    options = use.options
    if not options.page and not options.name:
        use.mistake("BL006", 'option "name" is missing', "add name: …, or page: and the file of a person's page")
        return None
    names = (Name(options.page, *use.place("page")),) if options.page else ()
    element = child(parent, "div", "contact-card")
    _face(use, element, names)
    text = child(element, "div", "contact-text")
    _name(use, text)
    if options.role:
        child(text, "p", "contact-role", options.role)
    for form in FACTS:
        _fact(use, text, form, names)
    if use.text.strip():
        use.fill(child(text, "div", "contact-note"))
    return element


BLOCKS = (Block("contact", "A person or a team to turn to.", ContactCard, _contact, argument="name"),)
