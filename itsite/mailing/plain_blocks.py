"""Blocks of writers as text: who said it below what was said, numbers before their words, days before what happened."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from itsite.mailing.blocks import FACTS, first, found
from itsite.mailing.tree import Element, Piece

# The words of pieces in a line; and text in lines, the first of which begins with the second argument.
Line: TypeAlias = Callable[[Iterable[Piece]], str]


def _word(element: Element | None, line: Line) -> str:
    return line(element.children).strip() if element else ""


def signature(element: Element, line: Line) -> str:
    """Who said the words of a block."""
    said = ", ".join(part for part in (_word(first(element, name), line) for name in ("quotation-name", "quotation-role")) if part)
    return f"\N{EM DASH} {said}" if said else ""


def facts(element: Element, line: Line) -> Iterator[str]:
    """What a card says of a person, a line each."""
    yield from (text for name in FACTS if (text := _word(first(element, f"contact-{name}"), line)))


def figures(element: Element, line: Line) -> Iterator[str]:
    """Numbers with their words, a line each."""
    for one in found(element.children, "key-figure"):
        value, label = first(one, "key-value"), first(one, "dt")
        about = ", ".join(text for rest in found(one.children, "dd") if rest is not value and (text := _word(rest, line)))
        yield f"{_word(value, line)} {_word(label, line)}" + (f" ({about})" if about else "")


def pictures(element: Element, _line: Line) -> Iterator[str]:
    """What pictures show, a line each."""
    yield from (f"[{alt}]" for one in found(element.children, "img") if (alt := one.attributes.get("alt")))


def moments(element: Element, line: Line) -> Iterator[str]:
    """Days with what happened, a line each."""
    for one in found(element.children, "moment"):
        words = [_word(first(one, name), line) for name in ("moment-title", "moment-text")]
        yield f"{_word(first(one, 'moment-date'), line)}: " + ". ".join(word.removesuffix(".") for word in words if word) + "."


LISTED: Mapping[str, Callable[[Element, Line], Iterator[str]]] = {"key-figures": figures, "gallery": pictures, "timeline": moments}
