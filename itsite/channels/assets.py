"""The files that pages and the theme use, under names that hold the digest of their bytes."""

from collections.abc import Iterator
from functools import partial

from itsite.model.channel import Channel, Planned, Planning
from itsite.model.config import PictureOptions
from itsite.model.output import Converted, Copied, Made, Output
from itsite.model.picture import Conversion
from itsite.model.site import PublishedAsset
from itsite.pictures.renditions import base_width
from itsite.theme.assets import FEED_STYLE


def _bytes(data: bytes) -> bytes:
    return data


def _of_content(asset: PublishedAsset, origin: str, options: PictureOptions) -> Iterator[Output]:
    """The file itself; of a picture what pages show of it, and where they link to it the picture without what its camera wrote."""
    source = asset.source
    if source.facts is None or not source.facts.is_convertible:
        yield Output(asset.url, Copied(source.file, source.size), "assets", origin)
        return
    width = base_width(source.facts, options)
    for rendition in asset.picture.renditions if asset.picture else ():
        yield Output(rendition.url, Converted(source.file, source.digest, origin, Conversion(source.facts.kind, width, rendition)), "assets", origin)
    if asset.is_linked:
        yield Output(asset.url, Converted(source.file, source.digest, origin, Conversion(source.facts.kind, width)), "assets", origin)


def plan(planning: Planning) -> Planned:
    """Each file once, however many names it has in content/ or in the theme."""
    found: dict[str, Output] = {}
    for name, asset in sorted(planning.theme.assets.items()):
        if name == FEED_STYLE:
            continue
        found.setdefault(asset.url, Output(asset.url, Made(partial(_bytes, asset.data)), "assets", f"theme asset {name}"))
    for path, asset in sorted(planning.site.assets.items()):
        for output in _of_content(asset, f"content/{path}", planning.site.config.pictures):
            found.setdefault(output.path, output)
    return Planned(tuple(found.values()))


CHANNEL = Channel("assets", plan, rank=90)
