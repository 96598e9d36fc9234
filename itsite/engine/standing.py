"""Published files as they stand: to tell those that somebody has changed since."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from itsite.engine.digest import digest

# Size in bytes, time of the last change in nanoseconds, number of the file. A link more or less to it does not count.
Standing: TypeAlias = tuple[int, int, int]
NO_FILE: Standing = (-1, 0, 0)


def standing_of(status: os.stat_result) -> Standing:
    """What tells a published file from one that somebody has changed since: size, time of change, number."""
    return status.st_size, status.st_mtime_ns, status.st_ino


def standing_files(out: Path) -> dict[str, Standing]:
    """Every file below a published folder by its path; what is no plain file has an impossible size. Empty when there is none."""
    found: dict[str, Standing] = {}
    folders = [("", str(out))]
    while folders:
        prefix, folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append((f"{prefix}{entry.name}/", entry.path))
                    elif entry.is_file(follow_symlinks=False):
                        found[prefix + entry.name] = standing_of(entry.stat(follow_symlinks=False))
                    else:
                        found[prefix + entry.name] = NO_FILE
        except OSError:
            return {}
    return found


def standing_digest(files: Mapping[str, Standing]) -> bytes:
    """A digest of published files as they stand."""
    return digest(*(f"{path}\0{standing}".encode("utf-8", "surrogateescape") for path, standing in sorted(files.items())))
