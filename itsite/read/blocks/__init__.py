"""The blocks that writers may use: one file each, found by looking into this folder."""

import importlib
import pkgutil
from functools import cache

from itsite.read.extensions.blocks.block import AnyBlock


@cache
def all_blocks() -> dict[str, AnyBlock]:
    """Every block by its name; those that stand in another come after it."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {block.name: block for name in names for block in importlib.import_module(f"{__name__}.{name}").BLOCKS}
