"""What happened when."""

from xml.etree.ElementTree import Element

from pydantic import Field

from itsite.model.meta import Written
from itsite.read.extensions.blocks.block import Block, Use, child
from itsite.read.extensions.blocks.dates import date_words
from itsite.read.extensions.blocks.values import Span, Words


class Timeline(Written):
    """Events in the order in which they are written."""


class Moment(Written):
    """One event."""

    title: Words = Field(description="What happened, in a few words.")
    date: Span = Field(description="When: a day (`2026-11-03`), a month (`2026-11`) or a year (`2026`).")


def _timeline(use: Use[Timeline], parent: Element) -> Element:
    element = child(parent, "ol", "timeline")
    use.fill(element)
    return element


def _moment(use: Use[Moment], parent: Element) -> Element:
    options = use.options
    element = child(parent, "li", "moment")
    child(child(element, "p", "moment-date"), "time", text=date_words(options.date, use.lang), datetime=options.date)
    child(element, "p", "moment-title", options.title)
    if use.text.strip():
        use.fill(child(element, "div", "moment-text"))
    return element


BLOCKS = (
    Block("timeline", "What happened when.", Timeline, _timeline, body="blocks", holds="moment"),
    Block("moment", "One event of a timeline, with a text if you like.", Moment, _moment, argument="title", inside="timeline"),
)
