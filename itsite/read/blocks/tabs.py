"""Variants of one text, of which a reader needs one."""

from xml.etree.ElementTree import Element

from pydantic import Field

from itsite.model.meta import Written
from itsite.read.extensions.blocks.block import Block, Use, child
from itsite.read.extensions.blocks.values import Words


class Tabs(Written):
    """Texts of which one is shown at a time."""


class Tab(Written):
    """One of these texts."""

    title: Words = Field(description="What stands on the tab: `Windows`.")


def _tabs(use: Use[Tabs], parent: Element) -> Element:
    """Details that share a name: opening one closes the others, by mouse and keyboard, without a script."""
    element = child(parent, "div", "tabs")
    use.fill(element)
    name = use.group("tabs")
    for number, tab in enumerate(element):
        tab.set("name", name)
        if number == 0:
            tab.set("open", "open")
    return element


def _tab(use: Use[Tab], parent: Element) -> Element:
    element = child(parent, "details", "tab")
    child(element, "summary", text=use.options.title)
    use.fill(child(element, "div", "tab-text"))
    return element


BLOCKS = (
    Block("tabs", "Variants of a text, of which one is shown at a time.", Tabs, _tabs, body="blocks", holds="tab"),
    Block("tab", "One of the variants.", Tab, _tab, argument="title", body="needed", inside="tabs"),
)
