"""The YAML block at the top of a page, between two lines of three hyphens."""

import re
from dataclasses import dataclass

from itsite.model.problem import Location, Problem
from itsite.read.yaml_nodes import Yaml, read_yaml

OPEN = re.compile(r"---[ \t]*(?:\n|\Z)")
# Empty lines may stand before it, if a field follows: else it is a rule in the text.
OPEN_LATER = re.compile(r"(?:[ \t]*\n)+---[ \t]*\n(?=[A-Za-z_]+:)")
CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Split:
    """A page in two: its fields, and its text with the line at which the text begins.

    `is_known` is False when nobody can say where the fields end and the text begins.
    """

    fields: Yaml
    body: str
    body_line: int
    is_known: bool = True


def split_front_matter(text: str, path: str) -> Split:
    """The fields and the text of a page; a page without front matter is text alone."""
    opening = OPEN.match(text) or OPEN_LATER.match(text)
    if not opening:
        return Split(Yaml({}, {}, {}), text, 1)
    closing = CLOSE.search(text, opening.end())
    if not closing:
        at = Location(path, text.count("\n", 0, opening.end()) or 1, 1)
        problem = Problem(at, "FM001", "the front matter is opened by --- and never closed", "add a line --- below the last field")
        return Split(Yaml({}, {}, {}, (problem,)), "", 1, is_known=False)
    block = text[opening.end() : closing.start()]
    body_line = text.count("\n", 0, closing.end()) + 1
    first_line = text.count("\n", 0, opening.end()) + 1
    return Split(read_yaml(block, path=path, first_line=first_line), text[closing.end() :], body_line)
