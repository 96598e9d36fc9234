"""What somebody said."""

from xml.etree.ElementTree import Element

from pydantic import Field

from itsite.model.meta import Written
from itsite.read.extensions.blocks.block import Block, Use, child
from itsite.read.extensions.blocks.values import PictureFile


class Quote(Written):
    """Words of a person."""

    name: str = Field("", description="Who said it.")
    role: str = Field("", description="What the person does.")
    picture: PictureFile | None = Field(None, description="Portrait: a file of content/.")


def _quote(use: Use[Quote], parent: Element) -> Element:
    options = use.options
    element = child(parent, "figure", "quotation")
    use.fill(child(element, "blockquote"))
    if options.name or options.role or options.picture:
        caption = child(element, "figcaption")
        if options.picture:
            child(caption, "img", "quotation-face", src=use.address(options.picture, "picture"), alt=options.name or options.role, loading="lazy")
        words = child(caption, "div", "quotation-who")
        if options.name:
            child(words, "span", "quotation-name", options.name).tail = " " if options.role else ""
        if options.role:
            child(words, "span", "quotation-role", options.role)
    return element


BLOCKS = (Block("quote", "What somebody said, which is the text of the block.", Quote, _quote, argument="name", body="needed"),)
