"""YAML as nodes whose scalars stay text, so that the declared type of a field reads them and YAML's guesses never apply.

Built from libyaml's events without recursion: deep nesting, aliases and doubled keys are refused before anything is made of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from itsite.model.problem import Location, Problem

MAX_DEPTH = 50
MAX_BYTES = 64 * 1024
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path: TypeAlias = tuple[str | int, ...]
Marks: TypeAlias = dict[Path, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Yaml:
    """Decoded YAML: dicts, lists, texts; empty values are left out of dicts.

    `marks` gives line and column of each value, `keys` of each key; `problems` what could not be read.
    """

    data: dict[str, Any]
    marks: Marks
    keys: Marks
    problems: tuple[Problem, ...] = ()


class _MistakeError(Exception):
    def __init__(self, mark: Any, suffix: str, message: str, hint: str) -> None:  # noqa: ANN401
        super().__init__(message)
        self.mark, self.suffix, self.message, self.hint = mark, suffix, message, hint


SYNTAX = (
    (r"found character '\\t'", "a tab stands where YAML wants spaces", "indent with spaces"),
    (r"mapping values are not allowed", "a colon in a value, or a line that is indented wrongly", 'put the value in quotes: title: "IT: new printers"'),
    (r"cannot start any token", "a value begins with a character that YAML keeps for itself", 'put the value in quotes: title: "@home"'),
    (r"could not find expected ':'", "a line without a colon where a field is expected", "write field: value, one field a line"),
    (
        r"did not find expected (key|<block end>|'-' indicator)",
        "the indentation does not fit the lines above",
        "indent lines of one level by the same number of spaces",
    ),
    (
        r"found unexpected end of stream|while scanning a quoted scalar",
        "a quotation mark is opened and never closed",
        "close the quotation mark on the same line",
    ),
    (r"did not find expected ',' or '[\]}]'", "a list or mapping in brackets is not closed", "close it with ] or }"),
    (r"while scanning an (alias|anchor)|undefined alias", "a value begins with * or &", 'put the value in quotes: title: "*new*"'),
    (r"while scanning a directive", "a value begins with %", 'put the value in quotes: title: "% of calls"'),
)


def _in_plain_words(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    said = f"{error.context or ''} {error.problem or ''}"
    for pattern, message, hint in SYNTAX:
        if re.search(pattern, said):
            return message, hint
    return f"YAML cannot be read: {error.problem or error.context}", "check quotation marks, colons and indentation of this line"


def _events(text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, LOADER)
    except yaml.MarkedYAMLError as error:
        message, hint = _in_plain_words(error)
        raise _MistakeError(error.problem_mark or error.context_mark, "008", message, hint) from None
    except yaml.reader.ReaderError as error:
        raise _MistakeError(None, "008", f"character U+{int(error.character):04X} is not allowed in YAML", "delete it") from None


def _refuse_extras(event: Any) -> None:  # noqa: ANN401
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _MistakeError(event.start_mark, "009", "YAML anchors and aliases (& and *) are not used here", "write the value out, or put it in quotes")
    tag = getattr(event, "tag", None)
    if tag and tag != "!":
        raise _MistakeError(event.start_mark, "009", f"YAML tags such as {tag} are not used here", "take the tag away")


@dataclass(slots=True)
class _Open:
    """A collection that is being filled; `key` is the key that waits for its value."""

    value: dict[str, Any] | list[Any]
    path: Path
    key: Any = None
    unread: bool = False


class _Builder:
    """Builds data and marks from events; lives for one text."""

    def __init__(self, first_line: int, where: str, prefix: str) -> None:
        self.first_line, self.where, self.prefix = first_line, where, prefix
        self.stack: list[_Open] = []
        self.root: Any = None
        self.marks: Marks = {}
        self.keys: Marks = {}
        self.problems: list[Problem] = []

    def at(self, mark: Any) -> tuple[int, int]:  # noqa: ANN401
        return (self.first_line + mark.line, mark.column + 1) if mark else (self.first_line, 1)

    def problem(self, mark: Any, suffix: str, message: str, hint: str) -> None:  # noqa: ANN401
        self.problems.append(Problem(Location(self.where, *self.at(mark)), self.prefix + suffix, message, hint))

    def place(self, value: Any, mark: Any) -> Path:  # noqa: ANN401
        """Puts a value where it belongs and returns its path."""
        if not self.stack:
            self.root = value
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            path = (*top.path, len(top.value))
            top.value.append(value)
        else:
            path = (*top.path, top.key)
            if value is not None and not top.unread:
                top.value[top.key] = value
            top.key = None
        self.marks.setdefault(path, self.at(mark))
        return path

    def waits_for_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None

    def take_key(self, event: Any) -> None:  # noqa: ANN401
        top = self.stack[-1]
        top.key, top.unread = event.value, False
        if event.value == "<<":
            raise _MistakeError(event.start_mark, "009", "YAML merge keys (<<) are not used here", "write the fields out")
        if (*top.path, event.value) in self.keys:
            first = self.keys[*top.path, event.value][0]
            self.problem(event.start_mark, "007", f'field "{event.value}" stands twice (first in line {first})', "keep one of the two")
            top.unread = True
        self.keys.setdefault((*top.path, event.value), self.at(event.start_mark))

    def take(self, event: Any) -> None:  # noqa: ANN401
        _refuse_extras(event)
        if isinstance(event, yaml.ScalarEvent):
            if self.waits_for_key():
                self.take_key(event)
            else:
                is_empty = event.implicit[0] and event.value in {"", "~", "null", "Null", "NULL"}
                self.place(None if is_empty else event.value, event.start_mark)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if self.waits_for_key():
                raise _MistakeError(
                    event.start_mark, "008", "a list or mapping stands where a field name is expected", "put the value in quotes if it begins with [ or {"
                )
            if len(self.stack) >= MAX_DEPTH:
                raise _MistakeError(event.start_mark, "010", f"values are nested more than {MAX_DEPTH} deep", "flatten them")
            value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
            self.stack.append(_Open(value, self.place(value, event.start_mark)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise _MistakeError(event.start_mark, "008", "a second YAML document begins", "delete the line ---")


def read_yaml(text: str, *, path: str, first_line: int = 1, prefix: str = "FM") -> Yaml:
    """The mapping that `text` holds; a text that is no mapping or no YAML has problems and no data.

    `first_line` is the file's line at which `text` begins, `prefix` the family of problem codes (FM, CF, TH).
    """
    if len(text.encode(errors="replace")) > MAX_BYTES:
        problem = Problem(Location(path, first_line, 1), prefix + "010", f"more than {MAX_BYTES // 1024} kB of YAML", "move long texts into the page")
        return Yaml({}, {}, {}, (problem,))
    builder = _Builder(first_line, path, prefix)
    try:
        for event in _events(text):
            builder.take(event)
    except _MistakeError as error:
        builder.problem(error.mark, error.suffix, error.message, error.hint)
    root = builder.root
    if root is not None and not isinstance(root, dict):
        builder.problem(None, "008", "fields are expected, one a line", "write field: value")
        root = {}
    return Yaml(root or {}, builder.marks, builder.keys, tuple(builder.problems))
