"""The site's icon in the forms that browsers, phones and launchers ask for, and a web manifest for each language."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from babel import Locale
from babel.core import UnknownLocaleError
from pydantic import Field

from itsite.model.channel import Channel, Planned, Planning, WritingFailedError
from itsite.model.document import Texts
from itsite.model.meta import Written
from itsite.model.output import Composed, Output
from itsite.model.problem import Location, Problem
from itsite.model.values import LocalText
from itsite.theme.emblem import Emblem
from itsite.theme.favicons import ICO, SHAPES, TAB, Shape, address_of, can_draw, svg_of
from itsite.views.addresses import root_of

SHORT = 12


class IconOptions(Written):
    """The site's icon and web manifest."""

    picture: str | None = Field(None, description="SVG picture for the icon: its path from content/, or from assets/ of the theme; else the logo.")
    short_name: LocalText = Field(LocalText(""), description="Name below the icon on a start screen, of at most 12 letters; else made from `name`.")


@dataclass(frozen=True, slots=True)
class Drawing:
    """An icon to be drawn."""

    emblem: Emblem
    shape: Shape


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that needs no more than to be written."""

    data: bytes


def write(view: Drawing | Ready, texts: Texts) -> bytes:  # noqa: ARG001 - icons show no page
    """The icon as PNG or as favicon.ico, or what is ready already. Raises WritingFailedError."""
    if isinstance(view, Ready):
        return view.data
    from itsite.theme.drawing import CannotDrawError, drawn, tab_icon  # noqa: PLC0415 - most builds draw nothing

    emblem = view.emblem
    try:
        return tab_icon(emblem) if view.shape == TAB else drawn(emblem, view.shape, view.shape.sizes[0])
    except CannotDrawError as error:
        at = Location(emblem.shown)
        raise WritingFailedError(Problem(at, "IC001", f"the picture for the site's icon cannot be drawn: {error}", "export it as a plain SVG")) from None


def _direction(lang: str) -> str:
    try:
        return "rtl" if Locale.parse(lang, sep="-").character_order == "right-to-left" else "ltr"
    except (UnknownLocaleError, ValueError):
        return "ltr"


def _short(name: str) -> str:
    """As many words of a name as fit below an icon, or the beginning of the first."""
    words = name.split()
    found = words[0][:SHORT] if words else ""
    for word in words[1:]:
        if len(found) + 1 + len(word) > SHORT:
            break
        found += " " + word
    return found


def _icons(planning: Planning, root: str) -> Iterator[dict[str, str]]:
    if can_draw():
        for shape in SHAPES:
            if shape.purpose:
                size = shape.sizes[0]
                yield {"src": root + address_of(planning.theme.emblem, shape), "sizes": f"{size}x{size}", "type": "image/png", "purpose": shape.purpose}
    yield {"src": root + planning.theme.favicons.icon, "sizes": "any", "type": "image/svg+xml", "purpose": "any"}


def manifest(planning: Planning, lang: str) -> Ready:
    """The web manifest of one language (W3C Web Application Manifest); its addresses are seen from the manifest's own."""
    site, theme = planning.site, planning.theme
    root = root_of(site.home_url(lang))
    name = site.config.name.text(lang, site.default_lang)
    contents = {
        "name": name,
        "short_name": planning.options.short_name.text(lang, site.default_lang) or _short(name),
        "description": site.config.claim.text(lang, site.default_lang),
        "lang": lang,
        "dir": _direction(lang),
        "start_url": "./",
        "scope": root,
        "display": "minimal-ui",
        "theme_color": theme.emblem.brand,
        "background_color": theme.emblem.paper,
        "icons": list(_icons(planning, root)),
    }
    return Ready((json.dumps({key: value for key, value in contents.items() if value}, ensure_ascii=False, indent=2) + "\n").encode())


def _outputs(planning: Planning) -> Iterator[Output]:
    site, theme = planning.site, planning.theme
    if theme.favicons.icon not in {asset.url for asset in theme.assets.values()}:
        yield Output(theme.favicons.icon, Composed(partial(Ready, svg_of(theme.emblem)), ()), "icons", "the site's icon")
    for lang in site.languages_with_pages:
        yield Output(f"{site.home_url(lang)}site.webmanifest", Composed(partial(manifest, planning, lang), ()), "icons", f"web manifest {lang}")
    if can_draw():
        for shape in (TAB, *SHAPES):
            path = ICO if shape == TAB else address_of(theme.emblem, shape)
            yield Output(path, Composed(partial(Drawing, theme.emblem, shape), ()), "icons", "the site's icon")


def plan(planning: Planning) -> Planned:
    """Icons are drawn anew only when the emblem has changed."""
    return Planned(tuple(_outputs(planning)))


CHANNEL = Channel("icons", plan, section="icons", options=IconOptions, rank=65, write=write)
