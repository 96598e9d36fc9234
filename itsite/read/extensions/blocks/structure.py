"""Where blocks begin and end in a text, and what stands in them: the syntax of PyMdown Blocks, with lines and columns.

    /// name | argument
        option: value

    text
    ///

A block ends with as many slashes as it begins with. Each is taken out of the text and leaves a mark there, which Markdown carries to its place.
"""

import bisect
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from itsite.model.problem import Location, Problem

TAB = 4
# How every mark begins.
TOKEN = "xitsite"  # noqa: S105 - no secret
MAX_DEPTH = 8
HEAD = re.compile(r" *(/{3,}) *([^\W\d_][\w-]*) *(?:\|(.*))?")
END = re.compile(r" *(/{3,}) *")
# A first line that lacks its bar.
NEARLY = re.compile(r" {0,3}/{3,} *([^\W\d_][\w-]*) +[^|\s].*")
# A head behind the sign of an item of a list.
LISTED = re.compile(r" *(?:[-*+]|\d+[.)]) +(/{3,} *([^\W\d_][\w-]*) *(?:\|.*)?)")
QUOTED = re.compile(r" {0,3}>[> ]*/{3,} *[^\W\d_][\w-]* *(?:\|.*)?")
FENCE = re.compile(r"[> ]*(`{3,}|~{3,})(.*)")


@dataclass(slots=True)
class Found:
    """A block as it is written: `at`, `argument_at` are line and column, `indent` blanks stand before all its lines.

    `body` are its lines, without these blanks, each with its number in the file; blocks in it have left their marks there.
    `mistakes` count only when the block turns out to be one: in code it is text.
    """

    name: str
    slashes: int
    indent: int
    at: tuple[int, int]
    argument: str
    argument_at: tuple[int, int]
    parent: "Found | None"
    options: list[str] = field(default_factory=list)
    body: list[tuple[int, str]] = field(default_factory=list)
    lines: tuple[int, int] = (0, 0)
    mistakes: list[Problem] = field(default_factory=list)

    @property
    def options_line(self) -> int:
        """The line at which options begin."""
        return self.at[0] + 1


@dataclass(frozen=True, slots=True)
class Structure:
    """A text with marks in place of its blocks, these blocks in order, and mistakes that are mistakes wherever they stand.

    `token` begins every mark; it comes of the text, so no text can hold its own.
    """

    text: str
    token: str
    found: Sequence[Found]
    source: Sequence[str]
    problems: tuple[Problem, ...] = ()

    def mark(self, number: int) -> str:
        """What stands in the place of a block."""
        return f"{self.token}b{number}x"

    def written(self, number: int) -> str:
        """The lines of a block as its writer wrote them."""
        first, last = self.found[number].lines
        return "\n".join(line[self.found[number].indent :] for line in self.source[first : last + 1])


def _fenced(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that are code between fences."""
    ends: dict[str, list[int]] = {}
    matches = [FENCE.fullmatch(line) for line in lines]
    for number, match in enumerate(matches):
        if match and not match[2].strip():
            ends.setdefault(match[1], []).append(number)
    inside: set[int] = set()
    number = 0
    while number < len(lines):
        match = matches[number]
        known = ends.get(match[1], []) if match and "`" not in match[2] else []
        place = bisect.bisect_right(known, number)
        if place < len(known):
            inside.update(range(number, known[place] + 1))
            number = known[place]
        number += 1
    return inside


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class _Reading:
    """Reads one text from top to bottom."""

    def __init__(self, body: str, first_line: int, path: str, names: Sequence[str]) -> None:
        self.source = body.expandtabs(TAB).split("\n")
        self.first_line, self.path, self.names = first_line, path, names
        self.token = TOKEN + hashlib.blake2b(body.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        self.text: list[str] = []
        self.found: list[Found] = []
        self.stack: list[Found] = []
        self.problems: list[Problem] = []

    def at(self, number: int, offset: int) -> Location:
        return Location(self.path, self.first_line + number, offset + 1)

    def put(self, number: int, line: str) -> None:
        """A line goes into the block that is open, else into the text."""
        if self.stack:
            self.stack[-1].body.append((self.first_line + number, line[min(self.stack[-1].indent, _blanks(line)) :]))
        else:
            self.text.append(line)

    def close(self, last: int, *, is_ended: bool = True) -> None:
        block = self.stack.pop()
        block.lines = (block.lines[0], last)
        if not is_ended:
            hint = f"add a line {'/' * block.slashes} below its text"
            place = Location(self.path, *block.at)
            block.mistakes.append(Problem(place, "BL001", f'the block "{block.name}" is opened and never closed', hint))

    def open(self, number: int, match: re.Match[str]) -> int:
        """A block begins; the number of the last line of its head."""
        indent = _blanks(match[0]) // TAB * TAB
        argument = match[3] or ""
        starts = match.start(3) + _blanks(argument) if match[3] is not None else match.end(2)
        line = self.first_line + number
        parent = self.stack[-1] if self.stack else None
        block = Found(match[2], len(match[1]), indent, (line, match.start(1) + 1), argument.strip(), (line, starts + 1), parent, lines=(number, number))
        for part in ("", " " * indent + f"{self.token}b{len(self.found)}x", ""):
            self.put(number, part)
        self.found.append(block)
        self.stack.append(block)
        last = number
        while last + 1 < len(self.source) and self.source[last + 1].strip() and _blanks(self.source[last + 1]) >= indent + TAB:
            last += 1
            block.options.append(self.source[last])
        return last

    def end(self, number: int, match: re.Match[str]) -> None:
        """A line of slashes alone: the end of the innermost block that has as many."""
        indent, slashes = _blanks(match[0]) // TAB * TAB, len(match[1])
        if any(block.indent == indent and block.slashes == slashes for block in self.stack):
            while (self.stack[-1].indent, self.stack[-1].slashes) != (indent, slashes):
                self.close(number - 1, is_ended=False)
            self.close(number)
        elif indent == (self.stack[-1].indent if self.stack else 0):
            wanted = f"the open block ends with {'/' * self.stack[-1].slashes}" if self.stack else "delete it, or write the head of the block above its text"
            self.problems.append(Problem(self.at(number, match.start(1)), "BL013", f"{match[1]} ends a block, and none is open that begins so", wanted))
        else:
            self.put(number, match[0])

    def line(self, number: int, line: str) -> int:
        """Takes one line; the number of the last one taken."""
        while self.stack and line.strip() and _blanks(line) < self.stack[-1].indent:
            self.close(number - 1, is_ended=False)
        match = HEAD.fullmatch(line) if "///" in line else None
        if match and len(self.stack) < MAX_DEPTH:
            return self.open(number, match)
        if match:
            at = self.at(number, match.start(1))
            self.problems.append(Problem(at, "BL015", f"blocks nest more than {MAX_DEPTH} deep", "close the blocks above, or flatten them"))
            # What is open is not told of: the one mistake has been told.
            self.put(number, line)
            self.stack.clear()
            return len(self.source)
        match = END.fullmatch(line) if "///" in line else None
        if match:
            self.end(number, match)
            return number
        if "///" in line:
            self._nearly(number, line)
        self.put(number, line)
        return number

    def _nearly(self, number: int, line: str) -> None:
        match = NEARLY.fullmatch(line)
        start = line.find("/")
        if match and match[1] in self.names:
            name, rest = match[1], line[match.end(1) :].strip()
            self.problems.append(Problem(self.at(number, start), "BL011", f'"{line.strip()}" begins no block', f"write /// {name} | {rest}"))
        elif (match := LISTED.fullmatch(line)) and match[2] in self.names:
            hint = "write it below the words of the item, after an empty line, with four blanks before it"
            self.problems.append(Problem(self.at(number, match.start(1)), "BL012", "a block begins on a line of its own", hint))
        elif QUOTED.fullmatch(line):
            self.problems.append(Problem(self.at(number, start), "BL012", "a block cannot stand in a quotation", "take the > away, or use /// quote"))

    def structure(self) -> Structure:
        """The whole text."""
        fenced = _fenced(self.source) if "```" in "\n".join(self.source) or "~~~" in "\n".join(self.source) else set()
        number = 0
        while number < len(self.source):
            if number in fenced:
                self.put(number, self.source[number])
            else:
                number = self.line(number, self.source[number])
            number += 1
        while self.stack:
            self.close(len(self.source) - 1, is_ended=False)
        return Structure("\n".join(self.text), self.token, tuple(self.found), tuple(self.source), tuple(self.problems))


def structure_of(body: str, *, first_line: int, path: str, names: Sequence[str]) -> Structure:
    """The blocks of a text; `names` are those of all blocks there are."""
    return _Reading(body, first_line, path, names).structure()
