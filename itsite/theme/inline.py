"""What a template writes into the page itself and browsers refuse under the content security policy: scripts, styles, handlers."""

import re
from collections.abc import Iterator, Mapping

from itsite.model.problem import Location, Problem
from itsite.theme.theme import TemplateSource

OF_TEMPLATES = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<([a-z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)", re.IGNORECASE)
ATTRIBUTE = re.compile(r"(?<![\w-])(style|on[a-z]+)\s*=", re.IGNORECASE)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
SOURCE = re.compile(r"(?<![\w-])src\s*=", re.IGNORECASE)
# Data for a script is no script.
DATA = re.compile(r"(?<![\w-])type\s*=\s*[\"']?application/(?:\w+\+)?json", re.IGNORECASE)


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _found(text: str) -> Iterator[tuple[int, str, str]]:
    """Where, what, and the cure, for the text of a template without what belongs to Jinja."""
    for tag in TAG.finditer(text):
        name, inside = tag[1].lower(), QUOTED.sub(_blanked, tag[2])
        if name == "style":
            yield tag.start(), "a <style>", "write a style sheet of the theme"
        if name == "script" and not SOURCE.search(inside) and not DATA.search(tag[2]):
            yield tag.start(), "a script without src", "write a file below assets/ and name it with src"
        for attribute in ATTRIBUTE.finditer(inside):
            cure = "give the element a class" if attribute[1].lower() == "style" else "listen in a script of the theme"
            yield tag.start(2) + attribute.start(), f"the attribute {attribute[1]}", cure


def inline_parts(templates: Mapping[str, TemplateSource]) -> Iterator[Problem]:
    """A problem for each inline part of each template file; mails live under no policy, and need such parts."""
    of_pages = (source for name, source in templates.items() if not name.rpartition(":")[2].startswith("mail/"))
    for shown, text in {source.shown: source.text for source in of_pages}.items():
        plain = OF_TEMPLATES.sub(_blanked, text)
        for at, what, cure in _found(plain):
            line, column = plain.count("\n", 0, at) + 1, at - plain.rfind("\n", 0, at)
            yield Problem(Location(shown, line, column), "TH011", f"{what} stands in the page: browsers refuse it", cure)
