"""All pictures on one page, small, each kind in its row."""

import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image

NAME = re.compile(r"(?P<kind>.+)-(?P<lang>[a-z]{2})-(?P<width>\d+)-(?P<scheme>light|dark)")
SMALL = "small"
SIZE = (240, 420)
STYLE = (
    "body{font:15px/1.5 system-ui;margin:2rem;background:#e6e6e6;color:#111}.row{display:flex;flex-wrap:wrap;gap:1rem;align-items:start}"
    "a{color:inherit}figure{margin:0}figcaption{font-size:12px}img{display:block;border:1px solid #999}nav{columns:12rem}li{break-inside:avoid}"
)


def _small(picture: Path, target: Path) -> tuple[int, int]:
    """The upper part of a picture, as wide as all others."""
    with Image.open(picture) as opened:
        width, height = opened.size
        upper = opened.convert("RGB").crop((0, 0, width, min(height, width * SIZE[1] // SIZE[0])))
    upper.thumbnail(SIZE, Image.Resampling.LANCZOS)
    upper.save(target, quality=82)
    return upper.size


def _figure(picture: Path) -> str:
    width, height = _small(picture, picture.parent / SMALL / f"{picture.stem}.jpg")
    about = NAME.fullmatch(picture.stem)
    label = " ".join(about.group("lang", "width", "scheme")) if about else picture.stem
    image = f'<img src="{SMALL}/{picture.stem}.jpg" width="{width}" height="{height}" loading="lazy" alt="">'
    return f'<figure><a href="{picture.name}">{image}<figcaption>{label}</figcaption></a></figure>'


def _order(picture: Path) -> tuple[str, int, str]:
    about = NAME.fullmatch(picture.stem)
    return (about["lang"], int(about["width"]), about["scheme"]) if about else ("", 0, "")


def write_sheet(folder: Path, faults: Mapping[str, Sequence[str]]) -> Path:
    """index.html for all pictures of the folder, with what was found wrong."""
    (folder / SMALL).mkdir(exist_ok=True)
    kinds: dict[str, list[Path]] = {}
    for picture in sorted(folder.glob("*.png")):
        about = NAME.fullmatch(picture.stem)
        if about:
            kinds.setdefault(about["kind"], []).append(picture)
    told = "".join(f'<li><a href="{name}.png">{name}</a>: {html.escape("; ".join(lines))}</li>' for name, lines in faults.items() if lines)
    contents = "".join(f'<li><a href="#{kind}">{kind}</a></li>' for kind in kinds)
    rows = "".join(f'<h2 id="{kind}">{kind}</h2><div class="row">{"".join(map(_figure, sorted(found, key=_order)))}</div>' for kind, found in kinds.items())
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>Pictures</title><style>{STYLE}</style><h1>Pictures</h1>"
    index = folder / "index.html"
    index.write_text(f"{page}<nav><ul>{contents}</ul></nav><h2>To look at first</h2><ul>{told or '<li>nothing</li>'}</ul>{rows}</html>", encoding="utf-8")
    return index
