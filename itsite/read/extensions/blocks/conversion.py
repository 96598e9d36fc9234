"""A text with blocks to HTML, and the marks in it to holes."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from itsite.model.document import Hole, Pieces
from itsite.model.problem import Problem
from itsite.model.shown import Name, Shown
from itsite.read.blocks import all_blocks
from itsite.read.extensions.blocks.block import Notes
from itsite.read.extensions.blocks.processor import NAME
from itsite.read.extensions.blocks.structure import Structure, structure_of


@dataclass(frozen=True)
class Converted:
    """HTML of a text, not sanitised yet. Its marks stand for addresses, for words of the theme and for what is shown of other pages."""

    html: str
    token: str = ""
    addresses: Mapping[str, Name] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, Shown] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def split(self, text: Pieces) -> tuple[Pieces, tuple[Shown, ...]]:
        """The pieces with holes in place of the marks in them, and what is shown there, in order."""
        if not self.words and not self.shown:
            return text, ()
        mark = re.compile(rf"({self.token}[ws]\d+x)")
        pieces: list[str | Hole] = []
        shown: list[Shown] = []
        for piece in text:
            for part in mark.split(piece) if isinstance(piece, str) else (piece,):
                if isinstance(part, str) and part in self.shown:
                    pieces.append(Hole("shown", self.shown[part].form))
                    shown.append(self.shown[part])
                elif isinstance(part, str) and part in self.words:
                    pieces.append(Hole("word", self.words[part]))
                elif part:
                    pieces.append(part)
        return tuple(pieces), tuple(shown)


def blocks_in(body: str, *, first_line: int, path: str) -> Structure:
    """The blocks of a text."""
    return structure_of(body, first_line=first_line, path=path, names=tuple(all_blocks()))


def with_blocks(structure: Structure, converter: Any, *, lang: str, path: str) -> Converted:  # noqa: ANN401
    """What Python-Markdown makes of the text with its blocks in their places."""
    step = converter.parser.blockprocessors[NAME]
    notes = Notes(path, lang, structure.token)
    converter.reset()
    step.begin(structure, notes)
    try:
        raw = converter.convert(structure.text)
    finally:
        step.end()
    return Converted(_as_written(raw, structure), structure.token, notes.addresses, notes.words, notes.shown, (*structure.problems, *notes.problems))


def _as_written(raw: str, structure: Structure) -> str:
    """The HTML with the writer's own lines where a mark was no block: in code, and in HTML."""
    mark = re.compile(rf"{structure.token}b(\d+)x")
    return mark.sub(lambda match: html.escape(structure.written(int(match[1])), quote=False), raw)
