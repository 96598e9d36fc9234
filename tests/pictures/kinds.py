"""Which pages of a finished site are worth a picture: of every kind the richest page, found by where pages lie."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tests.parsing import Document, pages_of

YEAR = re.compile(r"\d{4}")
HOME = "home"


@dataclass(frozen=True)
class Sight:
    """A page to look at: the kind that its pictures are named after, its language, its path below the site, and what is done there first."""

    kind: str
    lang: str
    path: str
    steps: tuple[tuple[str, ...], ...] = ()


# What readers open on a page: the kind, and the steps that lead there from the home page.
OPENED = {
    "search-open": (("press", "/"), ("fill", ".finder-field", "vpn"), ("wait", ".finder-page")),
    "search-start": (("press", "/"), ("wait", ".finder-help")),
    "search-nothing": (("press", "/"), ("fill", ".finder-field", "xqzzy"), ("wait", ".finder-state:not(:empty)")),
    "menu-open": (("click", "[popovertarget=site-menu]:visible, .bar summary:visible"),),
}


def _kind(path: str, above: set[str]) -> str:
    """`services` and `news-year` for what has pages below it, `services-page` for what lies there, the name of a page at the top."""
    parts = ["year" if YEAR.fullmatch(part) else part for part in PurePosixPath(path).parts]
    if not parts:
        return HOME
    if path in above or len(parts) == 1:
        return "-".join(parts).removesuffix(".html")
    return "-".join([*parts[:-1], "page"])


def _richness(page: Document) -> tuple[int, int]:
    elements = list(page.root.iter())
    return len({(str(e.tag), e.get("class")) for e in elements}), len(elements)


def _all_pages(out: Path) -> Mapping[str, Document]:
    return {path.removesuffix("index.html"): page for path, page in sorted(pages_of(out).items()) if not page.is_stub}


def sights(out: Path, languages: tuple[str, ...] = ("en", "de"), *, everything: bool = False, prefix: str = "") -> tuple[Sight, ...]:
    """One page of every kind in each language, or every page; then what readers open on the home page."""
    pages, first = _all_pages(out), languages[0]
    found: list[Sight] = []
    for lang in languages:
        home = "" if lang == first else f"{lang}/"
        own = {path.removeprefix(home): page for path, page in pages.items() if next(iter(page.all("html"))).get("lang") == lang and path.startswith(home)}
        above = {f"{parent}/" for path in own for parent in PurePosixPath(path).parents}
        groups: dict[str, list[str]] = {}
        for path in own:
            groups.setdefault(path.strip("/").replace("/", "-") or HOME if everything else _kind(path, above), []).append(path)
        best = {kind: max(paths, key=lambda path: _richness(own[path])) for kind, paths in groups.items()}
        found += [Sight(prefix + kind, lang, home + path) for kind, path in best.items()]
        if (out / home / "search").is_dir():
            found += [Sight(prefix + kind, lang, home, steps) for kind, steps in OPENED.items()]
    return tuple(found)
