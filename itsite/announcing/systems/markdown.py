"""Text that Markdown shows as it is."""

import re

APART = "\u2060"
SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~>])")
DOT = re.compile(r"^(\s*\d+)\.")


def escaped(text: str) -> str:
    """One line of text for Markdown, in which nobody is mentioned, either."""
    marked = SPECIAL.sub(r"\\\1", text)
    marked = DOT.sub(r"\1\\.", marked)
    marked = f"\\{marked}" if marked[:1] in {"-", "="} else marked
    return marked.replace("@", "@" + APART).replace("://", ":" + APART + "//")


def link(label: str, url: str) -> str:
    """A link; the address is that of a page of ours."""
    return f"[{escaped(label)}]({url.replace('(', '%28').replace(')', '%29').replace(' ', '%20')})"
