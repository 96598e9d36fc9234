"""Style sheets joined to one, scripts to one, and all other files of the themes under digest names; style sheets that stand alone without idle space."""

import hashlib
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from itsite.model.problem import Location, Problem, warning
from itsite.read.svg import svg_dangers
from itsite.read.text import decode
from itsite.theme.compact import compact
from itsite.theme.files import ThemeFiles

URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<target>[^"')]+)(?P=quote)\s*\)""", re.IGNORECASE)
IMPORT = re.compile(r"@import[^;]*(?:;|\Z)", re.IGNORECASE)
# Addresses without url(), as image-set() takes them.
ELSEWHERE = re.compile(r"""(["'])(?:https?:)?//[^"']*\1""", re.IGNORECASE)
ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
DIGEST_CHARACTERS = 10
STYLE, SCRIPT, CSS = "site.css", "site.js", ".css"
# Shown by browsers with a feed; published at an address without a digest, as part of another file.
FEED_STYLE = "css/feed.css"


@dataclass(frozen=True, slots=True)
class ThemeAsset:
    """A file of the theme: its address from the site's root, and its bytes."""

    url: str
    data: bytes


def addressed(name: str, data: bytes) -> ThemeAsset:
    """A file at the address that its name and the digest of its bytes make."""
    stem, dot, ending = posixpath.basename(name).rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:DIGEST_CHARACTERS]
    return ThemeAsset(f"assets/{stem}.{digest}.{ending}" if dot else f"assets/{ending}.{digest}", data)


class _Styles:
    """Joins style sheets; holds the addresses that url(...) is rewritten to."""

    def __init__(self, assets: Mapping[str, ThemeAsset]) -> None:
        self.assets = assets
        self.problems: list[Problem] = []

    def rewritten(self, text: str, path: str, shown: str) -> str:
        def here(offset: int) -> Location:
            return Location(f"{shown}/assets/{path}", text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))

        def elsewhere(offset: int, target: str) -> None:
            self.problems.append(warning(here(offset), "TH007", f'the style sheet asks another host: "{target}"; taken out', "copy the file into the theme"))

        def address(match: re.Match[str]) -> str:
            target = match["target"].strip()
            if target.startswith(("data:", "#")):
                return match[0]
            if re.match(r"[a-zA-Z]+:|//", target):
                elsewhere(match.start(), target)
                return "none"
            name = posixpath.normpath(posixpath.join(posixpath.dirname(path), re.split(r"[?#]", target)[0]))
            if name not in self.assets:
                self.problems.append(
                    Problem(
                        here(match.start()), "TH007", f'the style sheet names a file that is not there: "{target}"', "put it under assets/, or correct the name"
                    )
                )
                return "none"
            return f'url("{posixpath.basename(self.assets[name].url)}")'

        text = ESCAPE.sub(_letter, text)
        for match in ELSEWHERE.finditer(IMPORT.sub("", URL.sub("", text))):
            elsewhere(max(text.find(match[0]), 0), match[0][1:-1])
        for match in IMPORT.finditer(text):
            self.problems.append(warning(here(match.start()), "TH007", "@import is taken out", "name the style sheet under styles: in theme.yaml"))
        return ELSEWHERE.sub('""', URL.sub(address, IMPORT.sub("", text)))


def _letter(escape: re.Match[str]) -> str:
    """A letter that was written as its number: nobody writes url( that way but to hide it."""
    code = int(escape[1], 16)
    return chr(code) if code < 128 and chr(code).isalpha() else escape[0]  # noqa: PLR2004


def _parts(theme: ThemeFiles, names: Sequence[str], problems: list[Problem]) -> list[tuple[str, str, str]]:
    found = []
    for name in names:
        data = theme.files.get(f"assets/{name}")
        if data is None:
            marks = theme.yaml("theme.yaml").marks
            at = next(
                (marks[field, n] for field, names in theme.manifest if field in {"styles", "scripts"} for n, known in enumerate(names) if known == name), (1, 1)
            )
            where = Location(f"{theme.shown}/theme.yaml", *at)
            problems.append(Problem(where, "TH007", f'there is no file "assets/{name}"', "correct styles: or scripts:"))
            continue
        text = decode(data, f"{theme.shown}/assets/{name}")
        problems += text.problems
        found.append((text.text, name, theme.shown))
    return found


def assets_of(chain: Sequence[ThemeFiles], token_css: str) -> tuple[dict[str, ThemeAsset], tuple[Problem, ...]]:
    """All files under assets/ by their name there, the nearest theme's first; styles and scripts joined, base's first."""
    problems: list[Problem] = []
    joined = {name for theme in chain for name in (*theme.manifest.styles, *theme.manifest.scripts)}
    found: dict[str, ThemeAsset] = {}
    for theme in reversed(chain):
        for name, data in theme.below("assets").items():
            if name in joined or name.endswith(CSS):
                continue
            if name.lower().endswith((".svg", ".svgz")) and (danger := svg_dangers(data)):
                problems.append(Problem(Location(f"{theme.shown}/assets/{name}", 1, 1), "FS005", f"the picture holds {danger}", "export it as a plain SVG"))
            found[name] = addressed(name, data)
    styles = _Styles(found)
    css = [token_css]
    scripts = []
    for theme in reversed(chain):
        alone = [name for name in theme.below("assets") if name.endswith(CSS) and name not in joined]
        found |= {name: addressed(name, compact(styles.rewritten(text, name, shown)).encode()) for text, name, shown in _parts(theme, alone, problems)}
        css += [styles.rewritten(*part) for part in _parts(theme, theme.manifest.styles, problems)]
        scripts += [text for text, _, _ in _parts(theme, theme.manifest.scripts, problems)]
    result = {**found, STYLE: addressed(STYLE, compact("\n".join(css)).encode())}
    if scripts:
        result[SCRIPT] = addressed(SCRIPT, "\n".join(scripts).encode())
    return result, (*problems, *styles.problems)
