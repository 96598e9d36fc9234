"""What the files of a site look like from outside: path, size and times. Two looks tell what has changed."""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from itsite.engine.digest import digest
from itsite.engine.stamps import Stamp, is_settled, looked_at_ns, stamp_of

# Names that neither pages nor themes are made of: hidden files, and what editors leave behind while they save.
LEFT_OUT = re.compile(r"^\.|~$|^#.*#$|\.(swp|swo|swx|tmp)$|___jb_|^4913$", re.IGNORECASE)
# Larger files that were written a moment ago are told by their stamps alone.
MAX_FRESH_BYTES = 1_000_000


class Mark(NamedTuple):
    """One file as it was seen; `digest` is that of its bytes where the stamp alone proves nothing."""

    stamp: Stamp
    digest: bytes = b""


@dataclass(frozen=True)
class Scan:
    """Every file below the watched folders by its path, and the number of folders, each counted once."""

    marks: Mapping[str, Mark] = field(default_factory=dict)
    folders: int = 0

    def changed_since(self, earlier: "Scan") -> tuple[str, ...]:
        """The paths that are new, gone or different, sorted."""
        mine, theirs = self.marks, earlier.marks
        return tuple(sorted(path for path in mine.keys() | theirs.keys() if mine.get(path) != theirs.get(path)))


def _walk(folder: str, above: frozenset[tuple[int, int]] = frozenset()) -> Iterator[tuple[str, os.stat_result]]:
    """Files and folders below `folder`, links followed; a folder that lies in itself is not entered again."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if LEFT_OUT.search(entry.name):
            continue
        try:
            status = entry.stat()
        except OSError:
            continue
        yield entry.path, status
        if stat.S_ISDIR(status.st_mode) and (status.st_dev, status.st_ino) not in above:
            yield from _walk(entry.path, above | {(status.st_dev, status.st_ino)})


def _mark(path: str, status: os.stat_result, earlier: Mark | None, now_ns: int) -> Mark:
    stamp = stamp_of(status)
    was_fresh = earlier is not None and earlier.digest != b"" and earlier.stamp == stamp
    if status.st_size > MAX_FRESH_BYTES or (is_settled(stamp, now_ns) and not was_fresh):
        return Mark(stamp)
    try:
        return Mark(stamp, digest(Path(path).read_bytes()))
    except OSError:
        return Mark(stamp, b"unreadable")


def looked_at(paths: Iterable[str], earlier: Scan) -> Scan | None:
    """The earlier look with a new one at some of its files; None when a file has come or gone, and all has to be looked at."""
    now_ns = looked_at_ns()
    marks = dict(earlier.marks)
    for path in paths:
        try:
            status = os.lstat(path)
        except FileNotFoundError:
            if path in marks:
                return None
            # What an editor makes and takes away while it saves.
            continue
        except OSError:
            return None
        if path not in marks or not stat.S_ISREG(status.st_mode):
            return None
        marks[path] = _mark(path, status, marks[path], now_ns)
    return Scan(marks, earlier.folders)


def scanned(files: Iterable[Path], folders: Iterable[Path], earlier: Scan) -> Scan:
    """One look at the files and at all that lies below the folders; what is not there is left out."""
    now_ns = looked_at_ns()
    marks: dict[str, Mark] = {}
    seen: set[tuple[int, int]] = set()
    for file in files:
        if file.is_file():
            marks[str(file)] = _mark(str(file), file.stat(), earlier.marks.get(str(file)), now_ns)
    for folder in folders:
        if not folder.is_dir():
            continue
        seen.add((folder.stat().st_dev, folder.stat().st_ino))
        for path, status in _walk(str(folder)):
            if stat.S_ISDIR(status.st_mode):
                seen.add((status.st_dev, status.st_ino))
            elif stat.S_ISREG(status.st_mode):
                marks[path] = _mark(path, status, earlier.marks.get(path), now_ns)
            else:
                marks[path] = Mark((0, 0, 0, status.st_ino))
    return Scan(marks, len(seen))
