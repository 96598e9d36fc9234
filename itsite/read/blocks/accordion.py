"""Questions of which each opens to its answer."""

from xml.etree.ElementTree import Element

from pydantic import Field

from itsite.model.meta import Written
from itsite.read.extensions.blocks.block import Block, Use, child
from itsite.read.extensions.blocks.values import Words


class Accordion(Written):
    """Texts that open on demand, each on its own."""


class Fold(Written):
    """One text of an accordion."""

    title: Words = Field(description="What is always seen, such as a question.")
    open: bool = Field(False, description="`true`: it is open from the beginning.")  # noqa: FBT003


def _accordion(use: Use[Accordion], parent: Element) -> Element:
    element = child(parent, "div", "accordion")
    use.fill(element)
    return element


def _fold(use: Use[Fold], parent: Element) -> Element:
    element = child(parent, "details", **({"open": "open"} if use.options.open else {}))
    child(element, "summary", text=use.options.title)
    use.fill(child(element, "div", "fold-text"))
    return element


BLOCKS = (
    Block("accordion", "Texts that open on demand: questions and answers.", Accordion, _accordion, body="blocks", holds="fold"),
    Block("fold", "One text of an accordion.", Fold, _fold, argument="title", body="needed", inside="accordion"),
)
