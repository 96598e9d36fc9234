"""The options of a block, checked like front matter: each mistake at its line and column."""

import re
from dataclasses import replace
from typing import Any

from itsite.model.meta import Written
from itsite.model.problem import Location, Problem
from itsite.read.extensions.blocks.block import AnyBlock
from itsite.read.extensions.blocks.structure import TAB, Found
from itsite.read.validation import validated
from itsite.read.yaml_nodes import Marks, Yaml, read_yaml

PREFIX = "BL"
OPTION = re.compile(r"( *)([\w-]+):(?: |$)")


def _with_argument(known: AnyBlock, found: Found, yaml: Yaml, path: str) -> tuple[Yaml, list[Problem]]:
    """The options together with what stands after the bar."""
    if not found.argument:
        return yaml, []
    at = Location(path, *found.argument_at)
    if not known.argument:
        message = f'a block "{known.name}" takes nothing after the bar'
        return yaml, [Problem(at, "BL012", message, "take | and what follows away" if known.body == "nothing" else "write it below, as an option or as text")]
    if known.argument in yaml.data:
        message = f'option "{known.argument}" stands twice: after the bar and in line {yaml.keys[known.argument,][0]}'
        return yaml, [Problem(at, "BL007", message, "keep one of the two")]
    data: dict[str, Any] = {known.argument: found.argument, **yaml.data}
    marks = {**yaml.marks, (known.argument,): found.argument_at}
    return replace(yaml, data=data, marks=marks, keys={**yaml.keys, (known.argument,): found.argument_at}), []


def _in_words_of_blocks(problem: Problem, known: AnyBlock, found: Found) -> Problem:
    at = problem.at
    if problem.code == "BL006":
        name = problem.message.split('"')[1]
        at = Location(at.path, *found.at) if (at.line, at.column) == (1, 1) else at
        hint = f"write it after the bar: /// {known.name} | …" if name == known.argument else problem.hint
        return replace(problem, at=at, message=f'{known.name}: option "{name}" is missing', hint=hint)
    return replace(problem, message=problem.message.replace("unknown field", "unknown option").replace('field "', 'option "'))


def unindented(known: AnyBlock, found: Found, path: str) -> Problem | None:
    """Right below the head an option that does not stand four blanks further in, and so would be text."""
    first = found.body[0] if found.body else (0, "")
    match = OPTION.match(first[1])
    if match is None or first[0] != found.options_line + len(found.options) or match[2] not in known.options.model_fields:
        return None
    hint = f"begin the line with {found.indent + TAB} blanks, or leave a line empty above it if it is text"
    return Problem(Location(path, first[0], found.indent + match.end(1) + 1), "BL008", f'option "{match[2]}" is not indented', hint)


def options_of(known: AnyBlock, found: Found, path: str) -> tuple[Written | None, Marks, list[Problem]]:
    """The options, their places, and what is wrong; no options when anything is wrong."""
    text = "\n".join(found.options)
    yaml = read_yaml(text, path=path, first_line=found.options_line, prefix=PREFIX) if text else Yaml({}, {}, {})
    yaml, problems = _with_argument(known, found, yaml, path)
    checked = validated(known.options, yaml, path=path, prefix=PREFIX)
    problems += [_in_words_of_blocks(problem, known, found) for problem in checked.problems]
    is_right = checked.value is not None and not problems
    return checked.value if is_right else None, yaml.marks, problems
