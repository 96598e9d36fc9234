"""What real parsers read in a finished site: pages by html5lib, feeds and the sitemap by lxml, schemas by jing."""

import posixpath
import re
import shutil
import subprocess
import urllib.parse
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import html5lib
import pytest
from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
}


@dataclass(frozen=True)
class Document:
    """A page as a browser understands it; `path` is its file in build/."""

    path: str
    root: Any

    def all(self, tag: str) -> list[Any]:
        return list(self.root.iter(tag))

    def text(self, tag: str) -> list[str]:
        return [" ".join("".join(e.itertext()).split()) for e in self.all(tag)]

    @cached_property
    def ids(self) -> list[str]:
        return [e.get("id") for e in self.root.iter() if e.get("id")]

    @property
    def is_stub(self) -> bool:
        return any((m.get("http-equiv") or "").lower() == "refresh" for m in self.all("meta"))

    def addresses(self) -> Iterator[tuple[Any, str, str]]:
        """Every element that names an address, with the attribute and the address."""
        yield from addresses_in(self.root)

    def hrefs(self, text: str) -> list[str]:
        """The addresses of links with this text."""
        return [a.get("href") for a in self.all("a") if " ".join("".join(a.itertext()).split()) == text]


def addresses_in(root: Any) -> Iterator[tuple[Any, str, str]]:
    for element in root.iter():
        for name, value in element.attrib.items():
            if name in {"href", "src", "poster", "action", "data", "{http://www.w3.org/1999/xlink}href"}:
                yield element, str(name), value
            if name == "srcset":
                yield from ((element, name, candidate.split()[0]) for candidate in value.split(",") if candidate.strip())
        if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            yield element, "refresh", element.get("content").partition("url=")[2]


def parsed(data: bytes | str, path: str = "") -> Document:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        root = html5lib.parse(data.encode() if isinstance(data, str) else data, namespaceHTMLElements=False, transport_encoding="utf-8")
    return Document(path, root)


def pages_of(out: Path) -> dict[str, Document]:
    return {path: parsed(file.read_bytes(), path) for file in sorted(out.rglob("*.html")) for path in [file.relative_to(out).as_posix()]}


def target_of(page: str, address: str, base_url: str) -> tuple[str, str] | None:
    """File and fragment that an address on a page means; None for other sites and schemes. An absolute one of the site itself counts as inside."""
    base = urllib.parse.urlsplit(base_url)
    whole = urllib.parse.urlsplit(urllib.parse.urljoin(base_url + urllib.parse.quote(page.removesuffix("index.html")), address))
    if (whole.scheme, whole.netloc) != (base.scheme, base.netloc):
        return None
    path = urllib.parse.unquote(whole.path)
    if not path.startswith(base.path):
        return f"outside the base path: {path}", ""
    inside = path[len(base.path) :]
    return (posixpath.join(inside, "index.html") if not inside or inside.endswith("/") else inside), urllib.parse.unquote(whole.fragment)


def broken(pages: dict[str, Document], paths: set[str], base_url: str) -> list[str]:
    """Every address of the site that leads to no file, or to an id that its page does not have."""
    found = []
    for page in pages.values():
        for element, _, address in page.addresses():
            target = target_of(page.path, address, base_url)
            if target is None:
                continue
            path, fragment = target
            anchored = not fragment or fragment == "top" or path not in pages or fragment in pages[path].ids
            if path not in paths or not anchored:
                found.append(f"{page.path}: <{element.tag}> {address}")
    return found


@dataclass(frozen=True)
class Item:
    title: str
    link: str
    guid: str
    date: str
    description: str
    content: str
    categories: tuple[str, ...]
    creators: tuple[str, ...]


@dataclass(frozen=True)
class Feed:
    root: Any

    def one(self, name: str) -> str:
        return str(self.root.findtext(f"channel/{name}", namespaces=NAMES))

    @property
    def self_link(self) -> str:
        return str(self.root.find("channel/atom:link[@rel='self']", namespaces=NAMES).get("href"))

    @property
    def items(self) -> list[Item]:
        return [
            Item(
                *(str(e.findtext(name, default="", namespaces=NAMES)) for name in ("title", "link", "guid", "pubDate", "description", "content:encoded")),
                tuple(c.text for c in e.findall("category")),
                tuple(c.text for c in e.findall("dc:creator", namespaces=NAMES)),
            )
            for e in self.root.findall("channel/item")
        ]

    @property
    def titles(self) -> list[str]:
        return [item.title for item in self.items]


def feed_of(data: bytes | str) -> Feed:
    return Feed(etree.fromstring(data if isinstance(data, bytes) else data.encode()))


def sitemap_of(data: bytes | str) -> list[str]:
    root = etree.fromstring(data if isinstance(data, bytes) else data.encode())
    return [e.text for e in root.findall("s:url/s:loc", namespaces=NAMES)]


def program(name: str) -> str:
    """The path of a program; the test is skipped where there is none."""
    return shutil.which(name) or pytest.skip(f"{name} is not installed")


def schema_faults(schema: str, *files: Path) -> str:
    """What jing says of files under a schema of tests/schemas."""
    done = subprocess.run([program("jing"), "-c", SCHEMAS / schema, *files], capture_output=True, text=True, check=False, timeout=120)
    said = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("[warning]")]
    return "\n".join(said) or ("" if done.returncode == 0 else f"jing ended with {done.returncode}")


RELATIVE = re.compile(r"(?!https?://|mailto:|tel:|sip:)")


def relative_addresses(markup: str) -> list[str]:
    """Addresses in a feed's content that a feed reader could not follow."""
    return [address for _, _, address in parsed(markup).addresses() if RELATIVE.match(address)]
