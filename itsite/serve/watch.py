"""Watching the folders of a site. Events only say that it is time to look; what has changed is found out by looking."""

import logging
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)  # fmt: skip
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from itsite.serve.scan import LEFT_OUT

# Opened and closed files are no changes: reading them for a refresh would ask for the next one.
CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, DirCreatedEvent, DirMovedEvent, DirDeletedEvent,
]  # fmt: skip
POLLING_S, PULSE_S = 1.0, 30.0
PROCESS_FILES = Path("/proc/self/fd")
INOTIFY_WATCH = re.compile(r"^inotify wd:", re.MULTILINE)


class _Handler(FileSystemEventHandler):
    def __init__(self, tell: Callable[[str], None], only: frozenset[str] | None = None) -> None:
        self._tell = tell
        self._only = only

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Hands over the paths of a change that pages or themes could be made of."""
        for path in (os.fsdecode(event.src_path), os.fsdecode(event.dest_path)):
            name = Path(path).name
            if path and not LEFT_OUT.search(name) and (self._only is None or name in self._only):
                self._tell(path)


def _inotify_watches() -> int:
    """How many folders the kernel really watches for this process."""
    count = 0
    for link in PROCESS_FILES.iterdir():
        try:
            if "inotify" in str(link.readlink()):
                count += len(INOTIFY_WATCH.findall(Path(f"/proc/self/fdinfo/{link.name}").read_text(encoding="ascii")))
        except OSError:
            continue
    return count


class Watcher:
    """Tells of changes to site.yaml and below some folders, as far as the machine can; `is_blind` says when it cannot."""

    def __init__(self, root: Path, folders: Sequence[Path], tell: Callable[[str], None]) -> None:
        """`tell` gets each path, in a thread of its own."""
        logging.getLogger("watchdog").setLevel(logging.CRITICAL)
        self._root, self._folders, self._tell = root, folders, tell
        self._observer: BaseObserver | None = None
        self._watched: tuple[tuple[int, int], ...] = ()

    def start(self) -> None:
        """Watches the folders that are there now."""
        self._watched = self._present()
        try:
            observer = Observer()
            names = frozenset({"site.yaml", *(folder.name for folder in self._folders if folder.parent == self._root)})
            observer.schedule(_Handler(self._tell, names), str(self._root), event_filter=CHANGES)
            for folder in self._folders:
                if folder.is_dir():
                    observer.schedule(_Handler(self._tell), str(folder.resolve()), recursive=True, event_filter=CHANGES, follow_symlink=True)
            observer.start()
        except OSError:
            self._observer = None
        else:
            self._observer = observer

    def stop(self) -> None:
        """No more events."""
        if self._observer is not None:
            self._observer.stop()
            self._observer = None

    def again(self) -> bool:
        """Watches anew when a watched folder was taken away or put in its place; True when it was so."""
        if self._observer is None or self._present() == self._watched:
            return False
        self.stop()
        self.start()
        return True

    def is_blind(self, folders: int) -> bool:
        """True when fewer than `folders` are watched: the machine has no more watches to give, and says nothing."""
        if self._observer is None:
            return True
        return sys.platform == "linux" and PROCESS_FILES.is_dir() and _inotify_watches() < folders

    def _present(self) -> tuple[tuple[int, int], ...]:
        found = []
        for folder in (self._root, *self._folders):
            try:
                status = folder.stat()
            except OSError:
                found.append((0, 0))
            else:
                found.append((status.st_dev, status.st_ino))
        return tuple(found)
