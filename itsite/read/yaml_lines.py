"""Front matter of one field a line, read without a YAML parser; whatever is written otherwise is left to it."""

import re
from typing import Any, TypeAlias

Marks: TypeAlias = dict[tuple[str | int, ...], tuple[int, int]]

# So long a text may be more than the 64 kB that are read at all.
MAX_CHARACTERS = 16 * 1024
FIELD = re.compile(
    r"(?P<key>[A-Za-z_]\w{0,60}): +"
    r"""(?:"(?P<double>[^"\\]*)"|'(?P<single>[^']*)'|(?P<list>\[.+\])|(?P<plain>\w[^:#]*(?::[^\s:#][^:#]*)*(?<! )))"""
)
ITEM = re.compile(r"""(?:"(?P<double>[^"\\]*)"|'(?P<single>[^']*)'|(?P<plain>\w[^,:#\[\]{}"'\\]*(?<! ))) *(?:, *(?=[^\s\]])|(?=\]\Z))""")
NOTHING = {"null", "Null", "NULL"}


def _text(match: re.Match[str]) -> str | None:
    plain = match["plain"]
    if plain is not None:
        return None if plain in NOTHING else plain
    return match["double"] if match["double"] is not None else match["single"]


def _items(written: str, key: str, at: tuple[int, int], marks: Marks) -> list[str] | None:
    """The texts of a list in brackets, their places added to `marks`; None when it is not so simple."""
    items: list[str] = []
    begin = len(written) - len(written[1:].lstrip(" "))
    while begin < len(written) - 1:
        match = ITEM.match(written, begin)
        item = _text(match) if match else None
        if match is None or item is None:
            return None
        marks[key, len(items)] = (at[0], at[1] + begin)
        items.append(item)
        begin = match.end()
    return items or None


def fields_of_lines(text: str, first_line: int) -> tuple[dict[str, Any], Marks, Marks] | None:
    """Data, marks and keys as `read_yaml` finds them; None for a text that is not of this form throughout."""
    if len(text) > MAX_CHARACTERS or not text.replace("\n", "").isprintable():
        return None
    data: dict[str, Any] = {}
    marks: Marks = {}
    keys: Marks = {}
    for number, line in enumerate(text.split("\n"), start=first_line):
        if not line or line.startswith("#"):
            continue
        match = FIELD.fullmatch(line)
        if not match or match["key"] in data:
            return None
        key, written = match["key"], match["list"]
        marks[key,] = value_at = (number, match.start(match.lastgroup or 0) + 1 - (match.lastgroup in {"double", "single"}))
        value = _items(written, key, value_at, marks) if written else _text(match)
        if value is None:
            return None
        data[key] = value
        keys[key,] = (number, 1)
    return (data, marks, keys) if data else None
