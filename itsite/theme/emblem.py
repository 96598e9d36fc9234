"""The picture that stands for the site in tabs and on start screens: the logo, or else the initials of the site's name."""

import hashlib
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from itsite.model.config import SiteConfig
from itsite.model.problem import Location, Problem, warning
from itsite.read.svg import svg_dangers
from itsite.theme.assets import ThemeAsset
from itsite.theme.contrast_ratio import HEX, TEXT, ratio
from itsite.theme.files import ThemeFiles
from itsite.theme.monogram import framed, monogram
from itsite.theme.tokens import Token

ASSET = "icons/icon.svg"
MAX_BYTES = 200_000
MAX_ELEMENTS = 5_000
MAX_COPIES = 100
WHITE, INK = "#ffffff", "#14181a"
BRAND, PAPER = "#24507a", "#ffffff"
CURE = "export it as a plain SVG, or name another with icons: picture in site.yaml"


@dataclass(frozen=True, slots=True)
class Emblem:
    """The picture, with the two colours that it may stand on; `shown` names its file in problems. A monogram is made for the brand colour."""

    picture: bytes
    brand: str
    paper: str
    shown: str = ""

    @property
    def is_monogram(self) -> bool:
        """True when there is no logo."""
        return not self.shown


@dataclass(frozen=True, slots=True)
class Favicons:
    """What pages say of the site's icon: its address, that of the one for start screens (empty where none can be drawn), and two colours."""

    icon: str
    touch: str
    light: str
    dark: str


@dataclass(frozen=True)
class EmblemSources:
    """All that an emblem may be made of: themes, their files and tokens, site.yaml and where its values stand, the folder of content."""

    chain: Sequence[ThemeFiles]
    assets: Mapping[str, ThemeAsset]
    tokens: Mapping[tuple[str, ...], Token]
    config: SiteConfig
    marks: Mapping[tuple[str | int, ...], tuple[int, int]]
    content: Path | None = None


class _Look:
    """What an SVG is made of, as far as it matters for drawing it; lives for one picture."""

    def __init__(self) -> None:
        self.root = ""
        self.is_sized = self.has_text = False
        self.elements = self.copies = 0
        self.elsewhere = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(":")[2]
        if not self.elements:
            self.root = plain
            self.is_sized = "viewBox" in attributes or {"width", "height"} <= set(attributes)
        self.elements += 1
        self.copies += plain == "use"
        self.has_text = self.has_text or plain == "text"
        for attribute, value in attributes.items():
            if attribute.rpartition(":")[2] == "href" and not value.strip().startswith(("#", "data:")):
                self.elsewhere = value


def _fault(data: bytes) -> tuple[str, int, _Look]:
    """What keeps a picture from being drawn, in words (empty when nothing does), and its line."""
    look = _Look()
    if len(data) > MAX_BYTES:
        return f"is larger than {MAX_BYTES // 1000} kB", 1, look
    if danger := svg_dangers(data):
        return f"holds {danger}", 1, look
    parser = expat.ParserCreate()
    parser.StartElementHandler = look.start
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own
    except expat.ExpatError as error:
        return f"is no well-formed SVG: {expat.errors.messages[error.code]}", error.lineno, look
    faults = (
        (look.root != "svg", "is no SVG picture"),
        (not look.is_sized, "does not say how large it is (viewBox)"),
        (look.elements > MAX_ELEMENTS or look.copies > MAX_COPIES, "has too many parts for an icon"),
        (bool(look.elsewhere), f'shows another file: "{look.elsewhere}"'),
    )
    return next((words for is_so, words in faults if is_so), ""), 1, look


def plain_colour(text: str) -> str:
    """A colour as a hexadecimal one; empty when it is none that stands for itself."""
    if HEX.fullmatch(text):
        return text
    from coloraide import Color  # noqa: PLC0415 - takes long to load, and most colours are hexadecimal

    try:
        return str(Color(text).convert("srgb").fit().to_string(hex=True, alpha=False))
    except (ValueError, AttributeError):
        return ""


def _plain(token: Token | None, otherwise: str) -> str:
    return (plain_colour(token.value) if token else "") or otherwise


def _read(file: Path, inside: Path) -> bytes | None:
    """A file of the site; None when it is not there, is no file, or lies elsewhere. One that is far too large is not read to its end."""
    try:
        if not file.resolve().is_relative_to(inside.resolve()) or not stat.S_ISREG(file.stat().st_mode):
            return None
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, RuntimeError, ValueError):
        return None


def _wished(sources: EmblemSources) -> tuple[str, Location] | None:
    """The picture that site.yaml names, and where."""
    options, logo = getattr(sources.config, "icons", None), getattr(sources.config.brand, "logo", None)
    for name, path in ((getattr(options, "picture", None), ("icons", "picture")), (logo, ("brand", "logo"))):
        if name:
            return str(name).removeprefix("/"), Location("site.yaml", *(sources.marks.get(path) or (1, 1)))
    return None


def _found(sources: EmblemSources, problems: list[Problem]) -> tuple[bytes, str]:
    """The logo and the name of its file; empty when there is none."""
    wished = _wished(sources)
    if wished:
        name, at = wished
        data = _read(sources.content / name, sources.content) if sources.content else None
        if data is not None:
            return data, f"content/{name}"
        if name not in sources.assets:
            problems.append(Problem(at, "IC001", f'there is no picture "{name}" for the site\'s icon', "put the SVG below content/, or correct the path"))
            return b"", ""
    name = wished[0] if wished else ASSET
    theme = next((theme for theme in sources.chain if f"assets/{name}" in theme.files), None)
    return (theme.files[f"assets/{name}"], f"{theme.shown}/assets/{name}") if theme else (b"", "")


def emblem_of(sources: EmblemSources) -> tuple[Emblem, tuple[Problem, ...]]:
    """The picture for the site, and what is wrong with the one that was meant."""
    problems: list[Problem] = []
    brand = _plain(sources.tokens.get(("color", "brand")), BRAND)
    paper = _plain(sources.tokens.get(("color", "paper")), PAPER)
    data, shown = _found(sources, problems)
    if data:
        fault, line, look = _fault(data)
        if look.has_text and not fault:
            problems.append(warning(Location(shown), "IC002", "the picture holds text, which is left out of the icons", "turn the text into paths"))
        if not fault:
            return Emblem(data, brand, paper, shown), tuple(problems)
        problems.append(Problem(Location(shown, line, 1), "IC001", f"the picture for the site's icon {fault}", CURE))
    known = sources.tokens.get(("color", "on-brand"))
    wanted = _plain(known, WHITE)
    ink = wanted if ratio(wanted, brand) >= TEXT else max((WHITE, INK), key=lambda colour: ratio(colour, brand))
    name = sources.config.name.text(sources.config.default_lang, sources.config.default_lang)
    return Emblem(framed(monogram(name, ink)), brand, paper), tuple(problems)


def digest_of(*parts: bytes) -> str:
    """What sets apart the addresses of two icons."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:10]
