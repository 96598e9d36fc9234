"""The files that pages and the theme use, under names that hold the digest of their bytes."""

from functools import partial

from itsite.model.channel import Channel, Planned, Planning
from itsite.model.output import Copied, Made, Output


def _bytes(data: bytes) -> bytes:
    return data


def plan(planning: Planning) -> Planned:
    """Each file once, however many names it has in content/ or in the theme."""
    found: dict[str, Output] = {}
    for name, asset in sorted(planning.theme.assets.items()):
        found.setdefault(asset.url, Output(asset.url, Made(partial(_bytes, asset.data)), "assets", f"theme asset {name}"))
    for path, asset in sorted(planning.site.assets.items()):
        found.setdefault(asset.url, Output(asset.url, Copied(asset.source.file, asset.source.size), "assets", f"content/{path}"))
    return Planned(tuple(found.values()))


CHANNEL = Channel("assets", plan, rank=90)
