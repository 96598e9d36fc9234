"""Digests of values, and the salt that ties what is kept to the program that made it."""

import copyreg
import dataclasses
import hashlib
import io
import pickle
import sys
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import Any

DIGEST_BYTES = 16


def digest(*parts: bytes) -> bytes:
    """One digest of several byte strings; where one ends and the next begins counts."""
    whole = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for part in parts:
        whole.update(len(part).to_bytes(8, "little"))
        whole.update(part)
    return whole.digest()


class _Reductions(dict[type, Callable[[Any], Any]]):
    """How values are pickled: dataclasses and named tuples by the values of their fields, which takes half the time of their own way."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        self[kind] = found = _reduction(kind)
        return found


def _own_way(value: object) -> object:
    return value.__reduce_ex__(pickle.HIGHEST_PROTOCOL)


def _reduction(kind: type) -> Callable[[Any], Any]:
    """Raises KeyError for classes of classes, which are pickled by their names."""
    if issubclass(kind, type):
        raise KeyError(kind)
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return lambda value: (kind, tuple(value))
    if not dataclasses.is_dataclass(kind) or not all(field.init and not field.kw_only for field in dataclasses.fields(kind)):
        return _own_way
    names = [field.name for field in dataclasses.fields(kind)]
    if len(names) < 2:  # noqa: PLR2004 - of one field attrgetter gives no tuple
        return lambda value: (kind, tuple(getattr(value, name) for name in names))
    values = attrgetter(*names)
    return lambda value: (kind, values(value))


_REDUCTIONS = _Reductions()
_REDUCTIONS.update(copyreg.dispatch_table)


def packed(value: object) -> bytes:
    """A value as bytes, to be kept or handed to another process."""
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCTIONS
    pickler.dump(value)
    return stream.getvalue()


def _installed() -> list[str]:
    """Names and versions of the installed packages, as the folders of the import path name them."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            found.update(entry.name for entry in Path(folder).iterdir() if entry.name.endswith((".dist-info", ".egg-info")))
        except OSError:
            continue
    return sorted(found)


def package_salt(package: Path) -> bytes:
    """A digest of a package's own source."""
    sources = sorted(path for path in package.rglob("*.py"))
    return digest(*(part for path in sources for part in (path.relative_to(package).as_posix().encode(), path.read_bytes())))


def salt(package: Path) -> bytes:
    """A digest of a package's own source and of the versions around it: an upgrade changes it by itself."""
    return digest(sys.version.encode(), "\n".join(_installed()).encode(), package_salt(package))
