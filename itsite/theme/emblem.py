"""The picture that stands for the site in tabs and on start screens: the logo, or else the initials of the site's name."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from itsite.model.config import SiteConfig
from itsite.model.problem import Location, Problem, RefusedError, warning
from itsite.model.source import AssetFile
from itsite.read.validation import nearest
from itsite.theme.assets import ThemeAsset
from itsite.theme.contrast_ratio import HEX, TEXT, ratio
from itsite.theme.files import ThemeFiles
from itsite.theme.logo import LOGO
from itsite.theme.monogram import framed, monogram
from itsite.theme.tokens import Token

ASSET = "icons/icon.svg"
MAX_BYTES = 200_000
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
    """All that an emblem may be made of: themes, their files and tokens, site.yaml and where its values stand.

    `files` are those of the site, None where they are not looked at.
    """

    chain: Sequence[ThemeFiles]
    assets: Mapping[str, ThemeAsset]
    tokens: Mapping[tuple[str, ...], Token]
    config: SiteConfig
    marks: Mapping[tuple[str | int, ...], tuple[int, int]]
    files: Mapping[str, AssetFile] | None = None


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


def _read(file: Path) -> bytes:
    """The beginning of a file: one that is far too large is not read to its end. Raises RefusedError."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise RefusedError(f"the file cannot be read: {error.strerror}", path=str(file), hint="give yourself the right to read it") from None


def _of_theme(sources: EmblemSources, name: str) -> tuple[bytes, str]:
    theme = next((theme for theme in sources.chain if f"assets/{name}" in theme.files), None)
    return (theme.files[f"assets/{name}"], f"{theme.shown}/assets/{name}") if theme else (b"", "")


def _wished(sources: EmblemSources, name: str, problems: list[Problem]) -> tuple[bytes, str]:
    """The picture that site.yaml names for the icon."""
    files = sources.files or {}
    if name in files:
        return _read(files[name].file), f"content/{name}"
    if name in sources.assets or sources.files is None:
        return _of_theme(sources, name)
    at = Location("site.yaml", *(sources.marks.get(("icons", "picture")) or (1, 1)))
    hint = nearest(name, [path for path in (*files, *sources.assets) if path.lower().endswith(".svg")]) or "put the SVG below content/, or correct the path"
    problems.append(Problem(at, "IC001", f'there is no picture "{name}" for the site\'s icon', hint))
    return b"", ""


def _found(sources: EmblemSources, problems: list[Problem]) -> tuple[bytes, str]:
    """The logo and the name of its file; empty when there is none."""
    options, logo = getattr(sources.config, "icons", None), sources.config.brand.logo
    if options and options.picture:
        return _wished(sources, options.picture.removeprefix("/"), problems)
    if logo and LOGO in sources.assets and sources.files is not None:
        return sources.assets[LOGO].data, f"content/{logo}" if logo in sources.files else _of_theme(sources, logo)[1]
    return _of_theme(sources, ASSET)


def emblem_of(sources: EmblemSources) -> tuple[Emblem, tuple[Problem, ...]]:
    """The picture for the site, and what is wrong with the one that was meant."""
    problems: list[Problem] = []
    brand = _plain(sources.tokens.get(("color", "brand")), BRAND)
    paper = _plain(sources.tokens.get(("color", "paper")), PAPER)
    data, shown = _found(sources, problems)
    if data:
        from itsite.theme.drawable import looked_at  # noqa: PLC0415 - brings a parser that sites without a logo do not need

        look = looked_at(data, MAX_BYTES)
        if look.text_line and not look.fault:
            at = Location(shown, look.text_line, 1)
            problems.append(warning(at, "IC002", "the picture holds text, which is left out of the icons", "turn the text into paths"))
        if not look.fault:
            return Emblem(data, brand, paper, shown), tuple(problems)
        problems.append(Problem(Location(shown, look.line, 1), "IC001", f"the picture for the site's icon {look.fault}", CURE))
    known = sources.tokens.get(("color", "on-brand"))
    wanted = _plain(known, WHITE)
    ink = wanted if ratio(wanted, brand) >= TEXT else max((WHITE, INK), key=lambda colour: ratio(colour, brand))
    name = sources.config.name.text(sources.config.default_lang, sources.config.default_lang)
    return Emblem(framed(monogram(name, ink)), brand, paper), tuple(problems)


def digest_of(*parts: bytes) -> str:
    """What sets apart the addresses of two icons."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:10]
