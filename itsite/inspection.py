"""A finished page to its facts."""

import re
from html.parser import HTMLParser

from itsite.model.facts import HtmlFacts

HEADING = re.compile(r"h([1-6])")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.without_alt: list[str] = []
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
                self.addresses.append(str(values[name]))
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh":
            self.addresses.append((values.get("content") or "").partition("url=")[2])
        for candidate in (values.get("srcset") or "").split(","):
            if candidate.strip():
                self.addresses.append(candidate.split()[0])
        if tag == "img" and values.get("alt") is None:
            self.without_alt.append(values.get("src") or "")
        if HEADING.fullmatch(tag) or tag == "title":
            self._in, self._text = tag, []

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
    return HtmlFacts(path, reader.title, reader.lang, tuple(reader.ids), tuple(reader.addresses), tuple(reader.headings), tuple(reader.without_alt), len(data))
