"""A picture with words below it."""

from xml.etree.ElementTree import Element

from pydantic import Field

from itsite.model.meta import Written
from itsite.read.extensions.blocks.block import Block, Use, child
from itsite.read.extensions.blocks.values import PictureFile, Words


class Figure(Written):
    """A picture with a caption."""

    picture: PictureFile = Field(description="The picture: a file of content/, as in links.")
    alt: Words = Field(description="What the picture shows, for those who do not see it.")
    credit: str = Field("", description="Who took or drew it.")


def _figure(use: Use[Figure], parent: Element) -> Element:
    options = use.options
    element = child(parent, "figure", "figure")
    child(element, "img", src=use.address(options.picture, "picture"), alt=options.alt)
    if use.text.strip() or options.credit:
        caption = child(element, "figcaption")
        if use.text.strip():
            use.fill_inline(child(caption, "div", "caption"))
        if options.credit:
            child(caption, "small", "credit", options.credit)
    return element


BLOCKS = (Block("figure", "A picture with a caption, which is the text of the block.", Figure, _figure, argument="picture"),)
