"""What the files of a site look like from outside: path, size and times. Two looks tell what has changed."""

import hashlib
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

# Names that neither pages nor themes are made of: hidden files, and what editors leave behind while they save.
LEFT_OUT = re.compile(r"^\.|~$|^#.*#$|\.(swp|swo|swx|tmp)$|___jb_|^4913$", re.IGNORECASE)
# A file written a moment ago may be written again within one tick of the file system's clock: its times alone prove nothing.
FRESH_NS = 100_000_000
MAX_FRESH_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Mark:
    """One file as it was seen; `digest` only where the times prove nothing."""

    size: int
    modified_ns: int
    changed_ns: int
    inode: int
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
    mark = Mark(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    is_fresh = now_ns - max(status.st_mtime_ns, status.st_ctime_ns) < FRESH_NS
    was_fresh = earlier is not None and earlier.digest != b"" and earlier.changed_ns == mark.changed_ns
    if status.st_size > MAX_FRESH_BYTES or not (is_fresh or was_fresh):
        return mark
    try:
        digest = hashlib.sha256(Path(path).read_bytes()).digest()
    except OSError:
        digest = b"unreadable"
    return Mark(mark.size, mark.modified_ns, mark.changed_ns, mark.inode, digest)


def looked_at(paths: Iterable[str], earlier: Scan) -> Scan | None:
    """The earlier look with a new one at some of its files; None when a file has come or gone, and all has to be looked at."""
    now_ns = time.time_ns()
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
    now_ns = time.time_ns()
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
                marks[path] = Mark(0, 0, 0, status.st_ino)
    return Scan(marks, len(seen))
