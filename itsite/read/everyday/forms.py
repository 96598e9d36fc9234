"""By what a block of Markdown may be more than a paragraph."""

import re

INDENT = " " * 4
# What stands deeper is left to Python-Markdown, which knows its own limit.
MAX_DEPTH = 10
# How a block begins, and how its further lines begin, when it may be more than a paragraph (or is code).
BEGINNING = re.compile(r" {4}| {0,3}(?:[*+-] |\d+\. |[>:]|[-=_*][-=_* ]*(?:\n|\Z))|#|!!!|\?\?\?|\*\[")
LINE = re.compile(r"\n(?:#|!!!|\?\?\?|\*\[| {0,3}(?:[>:]|[-=_*][-=_* ]*(?:\n|\Z)))")


def is_text(block: str) -> bool:
    """True when nothing but a paragraph can come of the block."""
    if "]:" in block or not (block[0].isalpha() or not BEGINNING.match(block)):
        return False
    return "\n" not in block or not ("|" in block or LINE.search(block))
