"""Steps of Python-Markdown tried only where the text holds what they look for; the HTML stays the stock one."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import PrettifyTreeprocessor
from markdown.util import AtomicString

from itsite.read.extensions.blocks.processor import NAME
from itsite.read.extensions.blocks.structure import TOKEN

# What a block must hold for the block processor of that name to take it; other processors are always asked.
BLOCK_NEEDS = {
    "hashheader": "#",
    "setextheader": "\n",
    "quote": ">",
    "table": "|",
    "deflist": ":",
    "footnote": "[^",
    "abbr": "*[",
    "reference": "]:",
    NAME: TOKEN,
}
MARKS_OF_A_RULE = 3
# These also take blocks that go on with an element that stands before them.
BLOCK_OR_SIBLING = {"admonition": ("!!!", "div"), "details": ("???", "details")}
FENCES = ("```", "~~~")
# What the source must hold for the tree processor of that name to find anything.
TREE_NEEDS = {"attr_list": "{", "unescape": "\\", "task-list": "["}


def _only_rules(test: Callable[[Element, str], bool]) -> Callable[[Element, str], bool]:
    return lambda parent, block: any(block.count(mark) >= MARKS_OF_A_RULE for mark in "-*_") and test(parent, block)


def _parse_where_needed(md: Markdown) -> Callable[[Element, list[str]], None]:
    """The stock loop over blocks, which passes over the processors that a block has nothing for."""
    registry: Any = md.parser.blockprocessors
    steps = [(BLOCK_NEEDS.get(registry._priority[n].name, ""), processor) for n, processor in enumerate(registry)]  # noqa: SLF001 - names are kept nowhere else

    def parse(parent: Element, blocks: list[str]) -> None:
        while blocks:
            for need, processor in steps:
                if need in blocks[0] and processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    return parse


def _gated_or_continued(processor: Any, needle: str, tag: str) -> Callable[[Element, str], bool]:  # noqa: ANN401
    test: Callable[[Element, str], bool] = processor.test

    def gated(parent: Element, block: str) -> bool:
        continued = processor.current_sibling is not None or (len(parent) > 0 and parent[-1].tag == tag)
        return (continued or needle in block) and test(parent, block)

    return gated


def _run_where(run: Callable[[Element], Element | None], md: Any, needle: str) -> Callable[[Element], Element | None]:  # noqa: ANN401 - Markdown, whose stub lacks `lines`
    blocks = md.parser.blockprocessors[NAME]
    return lambda root: run(root) if any(needle in line for line in md.lines) or needle in blocks.needles else None


def _run_if_fenced(run: Callable[[list[str]], list[str]]) -> Callable[[list[str]], list[str]]:
    return lambda lines: run(lines) if any(fence in line for line in lines for fence in FENCES) else lines


class _Prettify(PrettifyTreeprocessor):
    """The stock line breaks, with one look at each element."""

    def run(self, root: Element) -> None:
        levels = self.md.block_level_elements
        stack = [root]
        while stack:
            element = stack.pop()
            if element.tag in levels and element.tag not in {"code", "pre"}:
                if (not element.text or not element.text.strip()) and len(element) and element[0].tag in levels:
                    element.text = "\n"
                stack += [child for child in element if child.tag in levels]
            if not element.tail or not element.tail.strip():
                element.tail = "\n"
        for element in root.iter("br"):
            element.tail = "\n" if not element.tail or not element.tail.strip() else f"\n{element.tail}"
        for pre in root.iter("pre"):
            if len(pre) and pre[0].tag == "code" and not len(pre[0]) and pre[0].text is not None:
                pre[0].text = AtomicString(pre[0].text.rstrip() + "\n")


class Gates(Extension):
    """Puts the gates in place; must be the last extension."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Wraps what the extensions before this one have registered."""
        blocks: Any = md.parser.blockprocessors
        blocks["hr"].test = _only_rules(blocks["hr"].test)
        for name, (needle, tag) in BLOCK_OR_SIBLING.items():
            blocks[name].test = _gated_or_continued(blocks[name], needle, tag)
        parser: Any = md.parser
        parser.parseBlocks = _parse_where_needed(md)
        trees: Any = md.treeprocessors
        for name, needle in TREE_NEEDS.items():
            trees[name].run = _run_where(trees[name].run, md, needle)
        fences: Any = md.preprocessors["fenced_code_block"]
        fences.run = _run_if_fenced(fences.run)
        trees.register(_Prettify(md), "prettify", 10)
        md.block_level_elements = frozenset(md.block_level_elements)  # type: ignore[assignment]
