"""Python-Markdown for everything, with a short way for the everyday part."""

import re

from markdown import Markdown

from itsite.read.everyday.blocks import Blocks
from itsite.read.everyday.fences import with_fences, without_fences
from itsite.read.everyday.inline import Inline
from itsite.read.everyday.unusual import UnusualError

BLANK_LINE = re.compile(r"(?<=\n) +\n")
ENTITY = re.compile(r"&(?:#|\w+;)")
NOTE = re.compile(r"\[\^([\w-]+)\]:")
TAGS = re.compile(r"<[^>]*>")
NOTES_PLACE = "///Footnotes Go Here///"
TABLE_OF_CONTENTS = "[TOC]"


def _normal(source: str) -> str:
    if "\x02" in source or "\x03" in source or "\r" in source:
        raise UnusualError
    text = source + "\n\n"
    if "\t" in text:
        text = text.expandtabs(4)
    return BLANK_LINE.sub("\n", text) if " \n" in text else text


def _notes(notes: dict[str, str], inline: Inline, back: str) -> str:
    if not notes:
        return ""
    items = [
        f'<li id="fn:{name}">\n<p>{inline.html(text)}&#160;'
        f'<a class="footnote-backref" href="#fnref:{name}" title="{back.format(number)}">&#8617;</a></p>\n</li>\n'
        for number, (name, text) in enumerate(notes.items(), start=1)
    ]
    return f'<div class="footnote">\n<hr>\n<ol>\n{"".join(items)}</ol>\n</div>\n'


def everyday_html(source: str, md: Markdown, back: str) -> str:
    """What `md` makes of `source`; `back` is the title of the way back from a footnote. Raises UnusualError."""
    text, code = without_fences(_normal(source))
    if "<" in text or NOTES_PLACE in text or ("&" in text and ENTITY.search(text)):
        raise UnusualError
    notes = NOTE.findall(text) if "[^" in text else []
    inline = Inline(notes)
    blocks = Blocks(md, inline, text)
    html = blocks.html(text)
    html += _notes(blocks.notes, inline, back)
    if list(blocks.notes) != notes or not html or not blocks.knew_all_names or ("[" in html and TABLE_OF_CONTENTS in TAGS.sub("", html)):
        raise UnusualError
    return with_fences(html.strip(), code)
