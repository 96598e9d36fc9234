"""The content types: one file each, found by looking into this folder."""

import importlib
import pkgutil
from functools import cache

from itsite.model.kind import Kind


@cache
def all_kinds() -> dict[str, Kind]:
    """Every kind by its name, in the order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [importlib.import_module(f"{__name__}.{name}").KIND for name in names]
    return {kind.name: kind for kind in found}
