"""Several pictures; each leads to itself in its widest file."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from itsite.model.meta import Written
from itsite.read.extensions.blocks.block import Block, Use, child
from itsite.read.extensions.blocks.values import AS_PICTURE, PICTURES, is_one_of

# ![what it shows](file "caption"), the file in angle brackets where its name has blanks.
PICTURE = re.compile(r"!\[([^\[\]]*)\]\((?:<([^<>]+)>|([^()\s<>]+))(?: +\"(.*)\")? *\)")
MOST_IN_A_ROW = 4


class Gallery(Written):
    """Pictures side by side."""


class _Picture(NamedTuple):
    alt: str
    file: str
    caption: str
    place: tuple[int, int]


def _pictures(use: Use[Gallery]) -> list[_Picture]:
    """The pictures that are written right; the others are told of."""
    found = []
    for number, line in use.found.body:
        text = line.strip()
        if not text:
            continue
        column = use.found.indent + len(line) - len(line.lstrip()) + 1
        match = PICTURE.fullmatch(text)
        if match is None:
            use.mistake("BL012", f'"{text[:60]}" is no picture', 'write one a line: ![What it shows](file.jpg "Caption")', (number, column))
        elif not match[1].strip():
            use.mistake("BL006", "the picture has no alternative text", "write what it shows between the square brackets", (number, column))
        elif not is_one_of(PICTURES, match[2] or match[3]):
            use.mistake("BL005", f'"{match[2] or match[3]}" is no picture', AS_PICTURE, (number, column + match.start(2 if match[2] else 3)))
        else:
            group = 2 if match[2] else 3
            found.append(_Picture(match[1], match[group], match[4] or "", (number, column + match.start(group))))
    if not any(line.strip() for _, line in use.found.body):
        use.mistake("BL006", "no picture is named", 'write one a line: ![What it shows](file.jpg "Caption")')
    return found


def _gallery(use: Use[Gallery], parent: Element) -> Element | None:
    before = len(use.notes.problems)
    pictures = _pictures(use)
    if len(use.notes.problems) > before:
        return None
    element = child(parent, "ul", "gallery")
    # At most so many stand side by side: browsers are told by this name how wide each is.
    classes = f"gallery-{min(len(pictures), MOST_IN_A_ROW)}"
    for picture in pictures:
        figure = child(child(element, "li"), "figure")
        link = child(figure, "a", href=use.picture(picture.file, picture.place))
        child(link, "img", classes, src=use.picture(picture.file, picture.place), alt=picture.alt, loading="lazy")
        if picture.caption:
            child(figure, "figcaption", text=picture.caption)
    return element


BLOCKS = (Block("gallery", "Several pictures, one a line; a click shows one large.", Gallery, _gallery, body="lines"),)
