"""Whole folders seen at a glance: a digest that differs when any file below them has changed, come or gone."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from itsite.engine.digest import DIGEST_BYTES
from itsite.engine.stamps import Stamp, is_settled, looked_at_ns, stamp_of

NOTHING: Stamp = (0, 0, 0, 0)


class Glance(NamedTuple):
    """What was seen: a digest, and whether a later change is bound to show in it."""

    digest: bytes
    is_settled: bool


class UnclearError(Exception):
    """There is something below the folders that a glance cannot tell: a linked folder, or no permission."""


def _files(folder: str) -> Iterator[tuple[str, Stamp]]:
    """Every file below a folder with its stamp, in an order of its own that is always the same. Raises OSError, UnclearError."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir():
            if entry.is_symlink():
                raise UnclearError(entry.path)
            yield from _files(entry.path)
        else:
            yield entry.path, stamp_of(entry.stat(follow_symlinks=True)) if not entry.is_symlink() else _of_link(entry)


def _of_link(entry: os.DirEntry[str]) -> Stamp:
    try:
        return stamp_of(entry.stat())
    except OSError:
        return stamp_of(entry.stat(follow_symlinks=False))


def glance(paths: Iterable[Path]) -> Glance | None:
    """What lies at some files and below some folders; None when that cannot be told. Absent ones count as absent."""
    seen_ns = looked_at_ns()
    newest: Stamp = NOTHING
    whole = hashlib.blake2b(digest_size=DIGEST_BYTES)
    try:
        for path in paths:
            whole.update(f"\n{path}\n".encode("utf-8", "surrogateescape"))
            if path.is_dir():
                files: Iterable[tuple[str, Stamp]] = _files(str(path))
            else:
                files = [(str(path), stamp_of(path.stat()))] if path.exists() else []
            for name, stamp in files:
                _, modified, changed, _ = stamp
                whole.update(f"{name}\0{stamp}".encode("utf-8", "surrogateescape"))
                if changed > newest[2] or modified > newest[1]:
                    newest = (0, max(modified, newest[1]), max(changed, newest[2]), 0)
    except (OSError, UnclearError):
        return None
    return Glance(whole.digest(), is_settled(newest, seen_ns))
