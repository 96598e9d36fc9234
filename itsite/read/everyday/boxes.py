"""Admonitions and details: a line that names them, and below it, indented, what stands in them."""

from typing import Any

from itsite.read.everyday.forms import INDENT
from itsite.read.everyday.unusual import UnusualError


def _is_indented(left: list[str]) -> bool:
    return bool(left) and left[-1].removeprefix("\n").startswith(INDENT)


def admonition(block: str, left: list[str], processor: Any) -> tuple[str, str | None, str]:  # noqa: ANN401
    """Classes, title and content of the admonition that begins with `block`; what is not its own is put back to what is `left`."""
    match = processor.RE.match(block)
    if not match:
        raise UnusualError
    inner = []
    block = block[match.end() :]
    while True:
        text, rest = processor.detab(block)
        inner.append(text)
        if rest:
            left.append(rest)
        if not _is_indented(left):
            break
        block = left.pop().removeprefix("\n")
        if block.startswith(INDENT * 2) or "\n!!!" in block:
            raise UnusualError
    kind, title = processor.get_class_and_title(match)
    return kind, title, "\n\n".join(inner)


def details(block: str, left: list[str], processor: Any) -> tuple[str, str, str]:  # noqa: ANN401
    """Attributes, summary and content of the details in `block`; what is not its own is put back to what is `left`."""
    match = processor.START.match(block)
    if not match:
        raise UnusualError
    is_open, classes, title, untitled = match.groups()
    if untitled:
        first = untitled.lower().split(" ")[0]
        classes, title = untitled, processor.titles.get(first, first.capitalize())
    if not title or title.startswith("#"):
        raise UnusualError
    text, rest = processor.detab(block[match.end() :])
    if rest:
        left.append(rest)
    kind = f' class="{processor.COMPRESS_SPACES.sub(" ", classes.lower())}"' if classes else ""
    return kind + (" open" if is_open else ""), title, text
