"""YAML as nodes whose scalars stay text, so that the declared type of a field reads them and YAML's guesses never apply.

Built from libyaml's events without recursion: deep nesting, aliases and doubled keys are refused before anything is made of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from itsite.model.problem import Location, Problem
from itsite.read.text import place
from itsite.read.yaml_lines import fields_of_lines
from itsite.read.yaml_words import Mistake, no_fields, syntax_mistake

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

    @property
    def is_incomplete(self) -> bool:
        """True when reading ended before the end: what is not there may have been written."""
        return any(problem.code[2:] in {"008", "009", "010"} for problem in self.problems)


class _MistakeError(Exception):
    def __init__(self, mistake: Mistake, suffix: str) -> None:
        super().__init__(mistake.message)
        self.mistake, self.suffix = mistake, suffix


def _refused(event: Any, suffix: str, message: str, hint: str) -> _MistakeError:  # noqa: ANN401
    return _MistakeError(Mistake(event.start_mark.line, event.start_mark.column, message, hint), suffix)


def _events(text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, LOADER)
    except yaml.MarkedYAMLError as error:
        raise _MistakeError(syntax_mistake(error, text), "008") from None
    except yaml.reader.ReaderError as error:
        code = error.character if isinstance(error.character, int) else ord(error.character)
        line, column = place(text, max(text.find(chr(code)), 0))
        raise _MistakeError(Mistake(line - 1, column - 1, f"character U+{code:04X} is not allowed in YAML", "delete it"), "008") from None


def _refuse_extras(event: Any) -> None:  # noqa: ANN401
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _refused(event, "009", "a value begins with * or &, which YAML takes for an alias or anchor", "put the value in quotes, or write it out")
    tag = getattr(event, "tag", None)
    if tag and tag != "!":
        raise _refused(event, "009", "a value begins with !, which YAML takes for a tag", "put the value in quotes, or take the tag away")


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
        return self.first_line + mark.line, mark.column + 1

    def problem(self, mistake: Mistake, suffix: str) -> None:
        self.problems.append(Problem(Location(self.where, *self.at(mistake)), self.prefix + suffix, mistake.message, mistake.hint))

    def give_up(self, error: _MistakeError) -> None:
        """Notes what ends the reading; the field in which it happened is incomplete and left out."""
        self.problem(error.mistake, error.suffix)
        if isinstance(self.root, dict) and len(self.stack) > 1:
            self.root.pop(self.stack[1].path[0], None)
        elif not isinstance(self.root, dict):
            self.root = {}

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
            if not top.unread:
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
            raise _refused(event, "009", "YAML merge keys (<<) are not used here", "write the fields out")
        if (*top.path, event.value) in self.keys:
            first = self.keys[*top.path, event.value][0]
            mark = event.start_mark
            self.problem(Mistake(mark.line, mark.column, f'field "{event.value}" stands twice (first in line {first})', "keep one of the two"), "007")
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
                raise _refused(event, "008", "a list or mapping stands where a field name is expected", "put the value in quotes if it begins with [ or {")
            if len(self.stack) >= MAX_DEPTH:
                raise _refused(event, "010", f"values are nested more than {MAX_DEPTH} deep", "flatten them")
            value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
            self.stack.append(_Open(value, self.place(value, event.start_mark)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise _refused(event, "008", "a second YAML document begins", "delete the line ---")


def read_yaml(text: str, *, path: str, first_line: int = 1, prefix: str = "FM") -> Yaml:
    """The mapping that `text` holds; a text that is no mapping or no YAML has problems and no data.

    `first_line` is the file's line at which `text` begins, `prefix` the family of problem codes (FM, CF, TY).
    """
    if len(text.encode(errors="replace")) > MAX_BYTES:
        problem = Problem(Location(path, first_line, 1), prefix + "010", f"more than {MAX_BYTES // 1024} kB of YAML", "move long texts into the page")
        return Yaml({}, {}, {}, (problem,))
    of_lines = fields_of_lines(text, first_line)
    return Yaml(*of_lines) if of_lines else fields_of_events(text, path=path, first_line=first_line, prefix=prefix)


def fields_of_events(text: str, *, path: str, first_line: int, prefix: str) -> Yaml:
    """The same for a text of any form."""
    builder = _Builder(first_line, path, prefix)
    try:
        for event in _events(text):
            builder.take(event)
    except _MistakeError as error:
        builder.give_up(error)
    root = builder.root
    if root is not None and not isinstance(root, dict):
        builder.problem(no_fields(text), "008")
        root = {}
    return Yaml(root or {}, builder.marks, builder.keys, tuple(builder.problems))
