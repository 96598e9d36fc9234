"""A table: a row of names, a row of dashes, rows of cells."""

from collections.abc import Callable, Iterator
from typing import Any

from itsite.read.everyday.unusual import UnusualError

ALIGNMENT = {(True, True): "center", (True, False): "left", (False, True): "right"}


def _styles(separator: list[str]) -> list[str]:
    marks = [cell.strip(" ") for cell in separator]
    sides = [ALIGNMENT.get((mark.startswith(":"), mark.endswith(":"))) for mark in marks]
    return [f' style="text-align: {side};"' if side else "" for side in sides]


def _cells(processor: Any, row: str) -> list[str]:  # noqa: ANN401
    if "`" in row or "\\" in row:
        return list(processor._split_row(row))  # noqa: SLF001 - where bars in code are no borders is decided there
    if processor.border:
        row = row.removeprefix("|").removesuffix("|")
    return row.split("|")


def _row(tag: str, cells: list[str], styles: list[str], inline: Callable[[str], str]) -> Iterator[str]:
    yield "<tr>\n"
    missing = len(styles) - len(cells)
    for style, cell in zip(styles, cells + [""] * missing, strict=False):
        yield f"<{tag}{style}>{inline(cell.strip(' '))}</{tag}>\n"
    yield "</tr>\n"


def table(block: str, processor: Any, inline: Callable[[str], str]) -> str:  # noqa: ANN401
    """The table in a block that `processor`, the stock one, has just found to be one."""
    names, _, *rows = (row.strip(" ") for row in block.split("\n"))
    if not rows:
        raise UnusualError
    styles = _styles(processor.separator)
    html = ["<table>\n<thead>\n", *_row("th", _cells(processor, names), styles, inline), "</thead>\n<tbody>\n"]
    for row in rows:
        html += _row("td", _cells(processor, row), styles, inline)
    return "".join([*html, "</tbody>\n</table>\n"])
