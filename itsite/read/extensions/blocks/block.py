"""What a block is, and what it may ask for while it is built."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, Protocol, TypeVar
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from itsite.model.meta import Query, Written
from itsite.model.problem import Location, Problem, warning
from itsite.model.shown import Form, Name, Shown
from itsite.read.extensions.blocks.structure import Found
from itsite.read.slots import ELSEWHERE
from itsite.read.yaml_nodes import Marks

M = TypeVar("M", bound=Written)


def literal(text: str) -> AtomicString:
    """A value as text or attribute: never Markdown, never an entity."""
    return AtomicString(text.replace("&", "&amp;"))


@dataclass
class Notes:
    """What the blocks of one text leave open, by their marks; lives for one conversion."""

    path: str
    lang: str
    token: str
    addresses: dict[str, Name] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    shown: dict[str, Shown] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    groups: int = 0

    def mark(self, kind: str) -> str:
        """A mark of its own."""
        return f"{self.token}{kind}{len(self.addresses) + len(self.words) + len(self.shown)}x"


class Parse(Protocol):
    """Converts lines of Markdown into an element."""

    def __call__(self, parent: Element, text: str) -> None:
        """The elements of `text` become children of `parent`."""


@dataclass(frozen=True)
class Use(Generic[M]):
    """A block in a text, its options checked: what its builder works with."""

    options: M
    found: Found
    marks: Marks
    notes: Notes
    parse: Parse

    @property
    def lang(self) -> str:
        """The language of the text."""
        return self.notes.lang

    @property
    def text(self) -> str:
        """What stands in the block, as Markdown."""
        return "\n".join(line for _, line in self.found.body)

    def fill(self, element: Element) -> None:
        """Converts what stands in the block, into `element`."""
        self.parse(element, self.text)

    def fill_inline(self, element: Element) -> None:
        """The same, without the tag of a paragraph that stands alone."""
        self.fill(element)
        if len(element) == 1 and element[0].tag == "p" and not element[0].attrib:
            only = element[0]
            element.remove(only)
            element.text = only.text
            element.extend(only)

    def place(self, *option: str | int) -> tuple[int, int]:
        """Line and column of an option, else of the block."""
        return self.marks.get(option) or self.found.at

    def address(self, written: str, *option: str | int) -> str:
        """What stands in `href` or `src` until the site is linked; an address elsewhere stands as it is."""
        if ELSEWHERE.match(written):
            return written
        return self._marked(Name(written, *self.place(*option)))

    def picture(self, written: str, place: tuple[int, int]) -> str:
        """The same for a picture that is named at `place`, shown or linked to."""
        return self._marked(Name(written, *place, is_file=True))

    def _marked(self, name: Name) -> str:
        mark = self.notes.mark("a")
        self.notes.addresses[mark] = name
        return mark

    def word(self, key: str) -> AtomicString:
        """What stands in the place of a word of the theme."""
        mark = self.notes.mark("w")
        self.notes.words[mark] = key
        return AtomicString(mark)

    def show(self, form: Form, names: tuple[Name, ...] = (), rule: Query | None = None) -> AtomicString:
        """What stands where other pages are shown."""
        mark = self.notes.mark("s")
        places = tuple((str(name[0]), *place) for name, place in self.marks.items() if len(name) == 1)
        self.notes.shown[mark] = Shown(form, names, rule, places if rule else ())
        return AtomicString(mark)

    def group(self, name: str) -> str:
        """A name that no other block of the text has."""
        self.notes.groups += 1
        return f"{name}-{self.notes.groups}"

    def mistake(self, code: str, message: str, hint: str, at: tuple[int, int] | None = None) -> None:
        """Tells of an error at a line and column of the file, else at the block."""
        self.notes.problems.append(Problem(Location(self.notes.path, *(at or self.found.at)), code, f"{self.found.name}: {message}", hint))

    def warn(self, code: str, message: str, hint: str) -> None:
        """Tells of something that does not stop the build."""
        self.notes.problems.append(warning(Location(self.notes.path, *self.found.at), code, f"{self.found.name}: {message}", hint))


@dataclass(frozen=True)
class Block(Generic[M]):
    """A block that writers may use. `options` is the model of its options, `argument` the one that may stand after the bar.

    `body` says what stands in it: text in Markdown, the same but needed, lines of its own, the blocks named `holds`, or nothing.
    `inside` is the only block that it may stand in.
    """

    name: str
    about: str
    options: type[M]
    build: Callable[[Use[M], Element], Element | None]
    argument: str = ""
    body: Literal["text", "needed", "lines", "blocks", "nothing"] = "text"
    holds: str = ""
    inside: str = ""


def child(parent: Element, tag: str, classes: str = "", text: str = "", **attributes: str) -> Element:
    """A new element at the end of `parent`; `text` is shown as it stands."""
    found = SubElement(parent, tag)
    if classes:
        found.set("class", classes)
    for name, value in attributes.items():
        found.set(name, value.replace("&", "&amp;"))
    if text:
        found.text = text if isinstance(text, AtomicString) else literal(text)
    return found


AnyBlock = Block[Any]
