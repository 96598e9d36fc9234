"""The store of a site for one run: opened, used by nobody else, and left out with a word about it when it cannot be had."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from itsite.engine.file_store import FileStore, remove_store
from itsite.engine.lock import lock
from itsite.engine.store import DamagedError, MemoryStore, NoRoomError, Store
from itsite.model.problem import RefusedError

Result = TypeVar("Result")

FILE = "cache.sqlite"
STORE_FILES = frozenset({FILE, "cache.born"})
WITHOUT = "there is no cache: {}"
DROPPED = "the cache was damaged and is dropped; everything is made anew"


@dataclass(frozen=True)
class Cache:
    """A store, and what there is to say about it (empty when all is well).

    After `release` others may use the file too; whoever has the store only reads it from then on.
    """

    store: Store
    note: str = ""
    release: Callable[[], None] = lambda: None


def _opened(file: Path, salt: bytes) -> tuple[FileStore | None, str]:
    """The store in the file; when that is damaged, a new one in its place, and None where there can be none."""
    try:
        return FileStore(file, salt), ""
    except NoRoomError as error:
        return None, WITHOUT.format(error)
    except (DamagedError, OSError):
        remove_store(file)
    try:
        return FileStore(file, salt), DROPPED
    except (DamagedError, OSError) as error:
        return None, f"there is no cache: {file.name} cannot be used ({error}); delete it"


@contextlib.contextmanager
def cache(folder: Path, salt: bytes) -> Iterator[Cache]:
    """The store in `folder` (`.itsite` of a site), which is made when it is not there; a store in memory when that fails."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        yield Cache(MemoryStore(), f"there is no cache: {folder.name} is not a folder")
        return
    with contextlib.ExitStack() as stack, contextlib.ExitStack() as locked:
        try:
            locked.enter_context(lock(folder / "cache-lock", "the cache"))
        except RefusedError:
            yield Cache(MemoryStore(), "the cache is in use by another itsite; this run goes without")
            return
        except OSError as error:
            yield Cache(MemoryStore(), f"there is no cache: {error.strerror or error}")
            return
        store, note = _opened(folder / FILE, salt)
        if store is None:
            yield Cache(MemoryStore(), note)
            return
        stack.callback(store.close)
        yield Cache(store, note, locked.close)


def with_cache(folder: Path, salt: bytes, work: Callable[[Store], Result]) -> tuple[Result, str]:
    """What `work` makes with the store in `folder`, and what there is to say about the store (empty when all is well).

    When the store turns out to be damaged on the way, it is dropped and the work done again with a new one; without any at last.
    """
    note = ""
    for _ in range(2):
        with cache(folder, salt) as found:
            try:
                return work(found.store), note or found.note
            except DamagedError as error:
                note = WITHOUT.format(error) if isinstance(error, NoRoomError) else f"{DROPPED} ({error})"
                if isinstance(found.store, FileStore):
                    found.store.close()
                remove_store(folder / FILE)
                if isinstance(error, NoRoomError):
                    break
    return work(MemoryStore()), note
