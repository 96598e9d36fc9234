"""Other pages in a few words: named one by one, or found by a rule."""

import re
from typing import Literal
from xml.etree.ElementTree import Element

from pydantic import Field

from itsite.model.meta import Query, Written
from itsite.model.shown import Name
from itsite.read.extensions.blocks.block import Block, Use, child
from itsite.read.extensions.blocks.values import File

LINK = re.compile(r"(?:[-*+] +)?\[[^\]]*\]\((?:<([^<>]+)>|([^()\s]+))\)")
RULE = ("kind", "folder", "tags", "audiences")
SHAPE = ("limit", "order")


class Cards(Written):
    """Pages with picture, title and summary."""

    pages: tuple[File, ...] = Field((), description="Files of the pages, in order; or links in the text of the block.")
    kind: str | None = Field(None, description="Instead of named pages: those of this kind, such as `service`.")
    folder: str | None = Field(None, description="Instead of named pages: those below this folder of content/, such as `help`.")
    tags: tuple[str, ...] = Field((), description="Instead of named pages: those with at least one of these tags.")
    audiences: tuple[str, ...] = Field((), description="Instead of named pages: those for at least one of these audiences.")
    limit: int = Field(6, ge=1, le=100, description="At most so many of those found.")
    order: Literal["newest", "oldest", "title", "order"] = Field("newest", description="`newest`, `oldest`, `title` or `order` of those found.")


def _named(use: Use[Cards]) -> list[Name] | None:
    """The pages that the text of the block or its option names; None when a line names none."""
    names = []
    before = len(use.notes.problems)
    for number, line in use.found.body:
        text = line.strip()
        match = LINK.fullmatch(text) if text else None
        start = use.found.indent + len(line) - len(line.lstrip()) + 1
        if match:
            group = 1 if match[1] else 2
            names.append(Name(match[group], number, start + match.start(group)))
        elif text:
            use.mistake("BL012", f'"{text[:60]}" is no link to a page', "write one link a line: - [](../services/vpn.md)", (number, start))
    names += [Name(page, *use.place("pages", n)) for n, page in enumerate(use.options.pages)]
    return names if len(use.notes.problems) == before else None


def _cards(use: Use[Cards], parent: Element) -> Element | None:
    options = use.options
    names = _named(use)
    if names is None:
        return None
    given = options.model_fields_set
    by_rule = [name for name in RULE if name in given]
    if names and (wrong := [name for name in (*RULE, *SHAPE) if name in given]):
        use.mistake("BL005", f"pages are named, so {wrong[0]} has no meaning", "keep the links, or the rule", use.place(wrong[0]))
        return None
    if not names and not by_rule:
        use.mistake("BL006", "no page is named", "write links into it, one a line: - [](../services/vpn.md), or a rule such as kind: service")
        return None
    rule = None if names else Query(**{name: getattr(options, name) for name in (*RULE, *SHAPE) if name in given})
    element = child(parent, "div", "page-cards")
    element.text = use.show("cards", tuple(names), rule)
    return element


BLOCKS = (Block("cards", "Other pages with picture, title and summary.", Cards, _cards, body="lines"),)
