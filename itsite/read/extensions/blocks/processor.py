"""The step of Python-Markdown that puts blocks in the place of their marks."""

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from itsite.model.problem import Location, Problem
from itsite.read.blocks import all_blocks
from itsite.read.extensions.blocks.block import AnyBlock, Notes, Use
from itsite.read.extensions.blocks.options import options_of, unindented
from itsite.read.extensions.blocks.structure import Found, Structure
from itsite.read.validation import nearest

NAME = "blocks"
PRIORITY = 88
# What only whole texts are led through else.
PREPROCESSORS = (("fenced_code_block", ("```", "~~~")), ("html_block", ("<",)))


class BlockPlaces(BlockProcessor):
    """Takes a mark that stands alone for the block that left it. Knows the blocks of one text at a time."""

    structure: Structure | None = None
    notes: Notes
    place: re.Pattern[str]

    def begin(self, structure: Structure, notes: Notes) -> None:
        """The blocks of the text that is converted next."""
        self.structure, self.notes = structure, notes
        self.place = re.compile(rf"\n* {{0,3}}{structure.token}b(\d+)x\s*")

    def end(self) -> None:
        """Forgets the text."""
        self.structure = None

    @property
    def needles(self) -> str:
        """All that stands in blocks, for those who look whether a text holds a sign."""
        return "\n".join(line for found in self.structure.found for _, line in found.body) if self.structure else ""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - the signature is the stock one
        """True for a mark."""
        return self.structure is not None and self.place.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """The block, at the end of `parent`."""
        match = self.place.fullmatch(blocks.pop(0))
        if match is None or self.structure is None:
            return
        found = self.structure.found[int(match[1])]
        known = all_blocks().get(found.name)
        self.notes.problems += found.mistakes
        if known is None:
            hint = nearest(found.name, all_blocks()) or f"known are: {', '.join(all_blocks())}"
            self._tell(found, "BL011", f'there is no block "{found.name}"', hint)
            parent.append(self._plain(found))
        elif (built := self._built(known, found)) is not None:
            parent.append(built)

    def _plain(self, found: Found) -> Element:
        """What stands in a block that cannot be built: it may hold mistakes and links too."""
        element = Element("div")
        self.parse(element, "\n".join(line for _, line in found.body))
        return element

    def _tell(self, found: Found, code: str, message: str, hint: str, line: int = 0) -> None:
        at = Location(self.notes.path, line, found.indent + 1) if line else Location(self.notes.path, *found.at)
        self.notes.problems.append(Problem(at, code, message, hint))

    def _built(self, known: AnyBlock, found: Found) -> Element | None:
        if problem := unindented(known, found, self.notes.path):
            self.notes.problems.append(problem)
            return self._plain(found)
        options, marks, problems = options_of(known, found, self.notes.path)
        self.notes.problems += problems
        fits = self._fits(known, found)
        use: Use[Any] | None = Use(options, found, marks, self.notes, self.parse) if options is not None else None
        return known.build(use, Element("div")) if use and fits else self._plain(found)

    def _fits(self, known: AnyBlock, found: Found) -> bool:
        """False for a block in a place that is not its own, or with what it cannot hold."""
        before = len(self.notes.problems)
        around = found.parent.name if found.parent else ""
        if known.inside and around != known.inside:
            hint = f"write //// {known.inside} above it and //// below it"
            self._tell(found, "BL012", f'a block "{known.name}" stands only in a block "{known.inside}"', hint)
        outer = all_blocks().get(around)
        if outer and outer.body == "blocks" and known.name != outer.holds:
            self._tell(found, "BL012", f'a block "{around}" holds only blocks "{outer.holds}"', f"put it into /// {outer.holds}, or outside")
        written = [(number, line.strip()) for number, line in found.body if line.strip()]
        token = self.structure.token if self.structure else ""
        texts = [(number, line) for number, line in written if not line.startswith(token)]
        if known.body == "blocks" and texts:
            self._tell(found, "BL012", f'a block "{known.name}" holds only blocks "{known.holds}"', f"put the text into /// {known.holds}", texts[0][0])
        elif known.body == "blocks" and not written:
            self._tell(found, "BL012", f'the block "{known.name}" is empty', f"put blocks /// {known.holds} into it")
        elif known.body == "nothing" and written:
            self._tell(found, "BL012", f'a block "{known.name}" holds no text', "move the text below the block", written[0][0])
        elif known.body == "needed" and not written and not found.mistakes:
            self._tell(found, "BL012", f'the block "{known.name}" is empty', "write its text below the options, after an empty line")
        elif known.body == "lines" and len(texts) < len(written):
            number = next(number for number, line in written if line.startswith(token))
            self._tell(found, "BL012", f'a block "{known.name}" holds no other block', "close it above, or take the other one out", number)
        return len(self.notes.problems) == before

    def parse(self, parent: Element, text: str) -> None:
        """Converts Markdown that stands in a block."""
        md: Any = self.parser.md
        lines = text.split("\n")
        for name, signs in PREPROCESSORS:
            if any(sign in text for sign in signs):
                lines = md.preprocessors[name].run(lines)
        self.parser.state.set("block")
        self.parser.parseBlocks(parent, [block for block in "\n".join(lines).split("\n\n") if block.strip()])
        self.parser.state.reset()


class Blocks(Extension):
    """Registers the step."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Registers it before paragraphs and after what is indented."""
        md.parser.blockprocessors.register(BlockPlaces(md.parser), NAME, PRIORITY)
