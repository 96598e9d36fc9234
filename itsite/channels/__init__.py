"""The outlets: one file each, found by looking into this folder."""

import importlib
import pkgutil
from functools import cache

from itsite.model.channel import Channel


@cache
def all_channels() -> tuple[Channel, ...]:
    """Every channel, in the order in which they plan."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [importlib.import_module(f"{__name__}.{name}").CHANNEL for name in names]
    return tuple(sorted(found, key=lambda channel: (channel.rank, channel.name)))
