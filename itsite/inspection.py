"""A finished page to its facts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from itsite.model.facts import HtmlFacts
from itsite.model.output import Converted, Output
from itsite.model.problem import Problem
from itsite.pictures.making import problem_of
from itsite.render import RenderStep

HEADING = re.compile(r"h([1-6])")
ELSEWHERE = re.compile(r"(https?:)?//")
# Elements whose address a reader may follow, and links that only say where something is: nothing is fetched for them.
FOLLOWED = frozenset({"a", "area"})
SAID = frozenset({"canonical", "alternate", "license", "author", "help", "next", "prev", "me"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.without_alt: list[str] = []
        self.asked: list[str] = []
        self.lang = self.title = ""
        self._in: str | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "html":
            self.lang = values.get("lang") or ""
        for name in ("href", "src", "poster"):
            if values.get(name) is not None:
                self._address(tag, values, str(values[name]))
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh":
            self.addresses.append((values.get("content") or "").partition("url=")[2])
        for candidate in (values.get("srcset") or "").split(","):
            if candidate.strip():
                self._address(tag, values, candidate.split()[0])
        if tag == "img" and values.get("alt") is None:
            self.without_alt.append(values.get("src") or "")
        if HEADING.fullmatch(tag) or tag == "title":
            self._in, self._text = tag, []

    def _address(self, tag: str, values: Mapping[str, str | None], address: str) -> None:
        self.addresses.append(address)
        is_followed = tag in FOLLOWED or (tag == "link" and bool(SAID.intersection((values.get("rel") or "").split())))
        if not is_followed and ELSEWHERE.match(address):
            self.asked.append(address)

    def handle_data(self, data: str) -> None:
        if self._in:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag != self._in:
            return
        text = " ".join("".join(self._text).split())
        if tag == "title":
            self.title = self.title or text
        else:
            self.headings.append((int(tag[1]), text))
        self._in = None


def inspect(path: str, data: bytes) -> HtmlFacts:
    """What a finished page holds."""
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    return HtmlFacts(
        path=path,
        title=reader.title,
        lang=reader.lang,
        ids=tuple(reader.ids),
        addresses=tuple(reader.addresses),
        headings=tuple(reader.headings),
        pictures_without_alt=tuple(reader.without_alt),
        size_bytes=len(data),
        asked_elsewhere=tuple(reader.asked),
    )


@dataclass(frozen=True)
class InspectStep:
    """Renders an output and looks at it: the facts of a page, None for another file, the problem of a template."""

    render: RenderStep

    def __call__(self, output: Output) -> HtmlFacts | Problem | None:
        """What became of one output."""
        if isinstance(output.content, Converted):
            return problem_of(output.content, self.render.shelf)
        blob = self.render(output)
        if isinstance(blob, Problem):
            return blob
        return inspect(blob.path, blob.data) if blob.path.endswith(".html") and isinstance(blob.data, bytes) else None
