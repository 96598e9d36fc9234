"""Blocks of code between fences, put aside highlighted."""

import re

from itsite.engine.time_limit import TookTooLongError
from itsite.read.everyday.unusual import UnusualError
from itsite.read.extensions.highlighting import highlighted

OPEN = re.compile(r"^(`{3,}|~{3,}) *+([\w#+-][\w#.+-]*+)? *$", re.MULTILINE)
ASIDE = re.compile("\x02wzxhzdk:([0-9]+)\x03")


def _highlighted(code: str, language: str | None) -> str:
    try:
        return highlighted(code, language)
    except (TookTooLongError, RecursionError):
        raise
    except Exception as error:
        # A lexer that fails makes superfences take the block for text.
        raise UnusualError from error


def without_fences(text: str) -> tuple[str, list[str]]:
    """`text` with a mark for each block of code, and the blocks as HTML. Raises UnusualError where a fence is indented, open or has options."""
    if "```" not in text and "~~~" not in text:
        return text, []
    parts: list[str] = []
    blocks: list[str] = []
    done = 0
    while opened := OPEN.search(text, done):
        closed = re.compile(rf"^{opened[1]} *$", re.MULTILINE).search(text, opened.end())
        if not closed:
            raise UnusualError
        parts += text[done : opened.start()], f"\x02wzxhzdk:{len(blocks)}\x03"
        blocks.append(_highlighted(text[opened.end() + 1 : closed.start() - 1], opened[2]))
        done = closed.end()
    rest = "".join([*parts, text[done:]])
    if "```" in rest or "~~~" in rest:
        raise UnusualError
    return rest, blocks


def with_fences(html: str, blocks: list[str]) -> str:
    """`html` with the blocks in the places of their marks."""
    return ASIDE.sub(lambda match: blocks[int(match[1])], html) if blocks else html
