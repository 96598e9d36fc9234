"""Digests of values, and the salt that ties what is kept to the program that made it."""

import hashlib
import pickle
import sys
from pathlib import Path

DIGEST_BYTES = 16


def digest(*parts: bytes) -> bytes:
    """One digest of several byte strings; where one ends and the next begins counts."""
    whole = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for part in parts:
        whole.update(len(part).to_bytes(8, "little"))
        whole.update(part)
    return whole.digest()


def packed(value: object) -> bytes:
    """A value as bytes, to be kept or handed to another process."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _installed() -> list[str]:
    """Names and versions of the installed packages, as the folders of the import path name them."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            found.update(entry.name for entry in Path(folder).iterdir() if entry.name.endswith((".dist-info", ".egg-info")))
        except OSError:
            continue
    return sorted(found)


def salt(package: Path) -> bytes:
    """A digest of a package's own source and of the versions around it: an upgrade changes it by itself."""
    sources = sorted(path for path in package.rglob("*.py"))
    parts = [part for path in sources for part in (path.relative_to(package).as_posix().encode(), path.read_bytes())]
    return digest(sys.version.encode(), "\n".join(_installed()).encode(), *parts)
