"""The one thing to do on a page."""

from typing import Literal
from xml.etree.ElementTree import Element

from pydantic import Field

from itsite.model.meta import Written
from itsite.read.extensions.blocks.block import Block, Use, child
from itsite.read.extensions.blocks.values import Address
from itsite.read.slots import ELSEWHERE


class Button(Written):
    """A link that stands out."""

    text: str = Field("", description="What happens on a click: `Order a laptop`. Without it, the title of the page it leads to.")
    to: Address = Field(description="A file of content/ as in links, or an address with `https:`, `mailto:` or `tel:`.")
    look: Literal["strong", "quiet"] = Field("strong", description="`strong`, or `quiet` for the second one of two.")


def _button(use: Use[Button], parent: Element) -> Element | None:
    options = use.options
    if not options.text and ELSEWHERE.match(options.to):
        use.mistake("BL006", 'option "text" is missing', "write it after the bar: /// button | …")
        return None
    element = child(parent, "p", "button-line")
    classes = "button" if options.look == "strong" else "button button-quiet"
    child(element, "a", classes, options.text, href=use.address(options.to, "to"))
    return element


BLOCKS = (Block("button", "A link that stands out: the one thing to do.", Button, _button, argument="text", body="nothing"),)
