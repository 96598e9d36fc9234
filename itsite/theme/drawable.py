"""Whether an SVG can be drawn as an icon: what draws it has no limits of its own, and a crash or a loop there would take the build along."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from itsite.read.svg import svg_dangers

MAX_ELEMENTS = 5_000
MAX_DEPTH = 50
MAX_COPIES = 1_000
MAX_CHAIN = 8
MAX_FILTERS = 20
REFERENCE = re.compile(r"""url\(\s*["']?\s*([^"')\s]+)""")
IMPORT = re.compile(r"""@import\s*["']([^"']*)""", re.IGNORECASE)
# Coordinates of no icon; lines and arcs of that length take minutes.
LARGE = re.compile(r"(?<![\w.#])\d{7,}|\d[eE]\+?[1-9]")
# Filters whose cost depends on a number that anybody can write.
COSTLY = frozenset({"feTurbulence", "feMorphology", "feConvolveMatrix"})
UNMEASURED = frozenset({"id", "class"})


@dataclass
class Look:
    """What was found in an SVG: `fault` says in words what keeps it from being drawn (empty when nothing does), `line` where.

    `text_line` is where its first text stands, 0 where there is none.
    """

    fault: str = ""
    line: int = 1
    text_line: int = 0


@dataclass
class _Parts:
    """The parts of an SVG while it is read."""

    look: Look
    open: list[str] = field(default_factory=list)
    named: dict[str, list[str]] = field(default_factory=dict)
    elements: int = 0
    filters: int = 0
    in_style: bool = False

    def said(self, fault: str, line: int) -> None:
        """Only the first fault counts."""
        if not self.look.fault:
            self.look.fault, self.look.line = fault, line

    def leads_to(self, target: str, line: int) -> None:
        """An element shows what stands at `target`; all elements around it do so too."""
        if target.startswith("#"):
            for name in {*self.open, ""}:
                self.named.setdefault(name, []).append(target[1:])
        elif not target.startswith("data:"):
            self.said(f'shows another file: "{target}"', line)


def _copies(name: str, named: dict[str, list[str]], known: dict[str, tuple[int, int]], depth: int = 0) -> tuple[int, int]:
    """How many parts are drawn for what stands under a name, copies of copies too, and how long the longest chain of them is; circles are left out."""
    if depth > MAX_CHAIN:
        return 0, MAX_CHAIN + 1
    if name not in known:
        known[name] = 0, 0
        inner = [_copies(target, named, known, depth + 1) for target in named.get(name, ())]
        known[name] = min(sum(1 + copies for copies, _ in inner), MAX_COPIES + 1), 1 + max((chain for _, chain in inner), default=0)
    return known[name]


def _start(parts: _Parts, parser: expat.XMLParserType, name: str, attributes: dict[str, str]) -> None:
    plain, line = name.rpartition(":")[2], parser.CurrentLineNumber
    if not parts.elements and plain != "svg":
        parts.said("is no SVG picture", line)
    if not parts.elements and not ("viewBox" in attributes or {"width", "height"} <= set(attributes)):
        parts.said("does not say how large it is (viewBox)", line)
    parts.elements += 1
    parts.filters += plain.startswith("fe")
    parts.open.append(attributes.get("id", ""))
    if plain in COSTLY:
        parts.said(f"has a filter that takes long to draw ({plain})", line)
    if parts.elements > MAX_ELEMENTS or len(parts.open) > MAX_DEPTH or parts.filters > MAX_FILTERS:
        parts.said("has too many parts for an icon", line)
    parts.in_style = plain == "style"
    if plain == "text" and not parts.look.text_line:
        parts.look.text_line = line
    for attribute, value in attributes.items():
        bare = attribute.rpartition(":")[2]
        if bare == "href":
            parts.leads_to(value.strip(), line)
        elif bare not in UNMEASURED and LARGE.search(value):
            parts.said("has numbers that are too large for an icon", line)
        for target in REFERENCE.findall(value):
            parts.leads_to(target, line)


def _words(parts: _Parts, parser: expat.XMLParserType, text: str) -> None:
    """Style sheets lead elsewhere too."""
    if parts.in_style:
        for target in (*REFERENCE.findall(text), *IMPORT.findall(text)):
            parts.leads_to(target, parser.CurrentLineNumber)


def looked_at(data: bytes, most_bytes: int) -> Look:
    """An SVG looked through before it is drawn."""
    look = Look()
    if len(data) > most_bytes:
        return Look(f"is larger than {most_bytes // 1000} kB")
    if danger := svg_dangers(data):
        return Look(f"holds {danger}")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return Look("is not written in UTF-8", data.count(b"\n", 0, error.start) + 1)
    parts, parser = _Parts(look), expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: _start(parts, parser, name, attributes)
    parser.EndElementHandler = lambda _: parts.open.pop()
    parser.CharacterDataHandler = lambda text: _words(parts, parser, text)
    parser.buffer_text = True
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own
    except expat.ExpatError as error:
        return Look(f"is no well-formed SVG: {expat.errors.messages[error.code]}", error.lineno)
    except LookupError:
        return Look("is not written in UTF-8")
    copies, chain = _copies("", parts.named, {})
    if copies > MAX_COPIES or chain > MAX_CHAIN:
        parts.said("has too many parts for an icon", 1)
    return look
