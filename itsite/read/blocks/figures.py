"""Numbers that say how things stand."""

from xml.etree.ElementTree import Element

from pydantic import Field

from itsite.model.meta import Written
from itsite.read.extensions.blocks.block import Block, Use, child
from itsite.read.extensions.blocks.dates import date_words
from itsite.read.extensions.blocks.values import Address, Span, Words
from itsite.read.slots import ELSEWHERE


class KeyFigure(Written):
    """One number."""

    value: Words = Field(description="The number, as readers should see it: `1,900` or `97.4`.")
    unit: str = Field("", description="What is counted, right after it: `%`, `minutes`.")
    label: Words = Field(description="What the number says, in a few words.")
    date: Span | None = Field(None, description="As of when: a day, a month or a year.")
    source: str = Field("", description="Who measured it.")
    to: Address | None = Field(None, description="A page or an address with more about it; the source leads there.")


class Figures(Written):
    """Numbers side by side."""

    figures: tuple[KeyFigure, ...] = Field(description="The numbers, in order.")


def _small_print(use: Use[Figures], parent: Element, number: int, figure: KeyFigure) -> None:
    if not figure.date and not figure.source and not figure.to:
        return
    line = child(parent, "dd", "key-source")
    if figure.date:
        child(line, "span", text=use.word("as_of")).tail = " "
        time = child(line, "time", text=date_words(figure.date, use.lang), datetime=figure.date)
        time.tail = ", " if figure.source or figure.to else ""
    if figure.to:
        child(line, "a", text=figure.source, href=use.address(figure.to, "figures", number, "to"))
    elif figure.source:
        child(line, "span", text=figure.source)


def _figures(use: Use[Figures], parent: Element) -> Element | None:
    if not use.options.figures:
        use.mistake("BL003", "the list is empty", "write at least one entry, each with value: and label:", use.place("figures"))
        return None
    nameless = [number for number, figure in enumerate(use.options.figures) if figure.to and not figure.source and ELSEWHERE.match(figure.to)]
    for number in nameless:
        use.mistake("BL006", 'option "source" is missing', "add source: …, the words of the link", use.place("figures", number, "to"))
    if nameless:
        return None
    element = child(parent, "dl", "key-figures")
    for number, figure in enumerate(use.options.figures):
        group = child(element, "div", "key-figure")
        child(group, "dt", text=figure.label)
        value = child(group, "dd", "key-value")
        child(value, "span", "key-number", figure.value)
        if figure.unit:
            value[0].tail = " "
            child(value, "span", "key-unit", figure.unit)
        _small_print(use, group, number, figure)
    return element


BLOCKS = (Block("figures", "Numbers that say how things stand.", Figures, _figures, body="nothing"),)
