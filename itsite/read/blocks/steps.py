"""What to do, one after the other."""

from xml.etree.ElementTree import Element

from itsite.model.meta import Written
from itsite.read.extensions.blocks.block import Block, Use


class Steps(Written):
    """A way in numbered steps."""


def _steps(use: Use[Steps], parent: Element) -> Element | None:
    use.fill(parent)
    if len(parent) == 1 and parent[0].tag == "ol":
        parent[0].set("class", "way-steps")
        return parent[0]
    written = [(number, line) for number, line in use.found.body if line.strip()]
    if not written:
        # It was never closed, and that has been told.
        return None
    number, line = written[0]
    at = (number, use.found.indent + len(line) - len(line.lstrip()) + 1)
    use.mistake("BL012", "it holds one numbered list and nothing else", "begin each step with 1. and a blank, and indent what belongs to it by four", at)
    return None


BLOCKS = (Block("steps", "What to do, one after the other: a numbered list.", Steps, _steps, body="needed"),)
