"""Bytes by section and name, kept from one run to the next in one SQLite file, or in memory for one run.

Every value carries a digest of itself and of its place, so damage anywhere is noticed before anything is made of it.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from itsite.engine.digest import DIGEST_BYTES, digest

FORMAT = b"itsite store 1"
TABLE = "CREATE TABLE kept (section TEXT, name TEXT, data BLOB, PRIMARY KEY (section, name))"
# A value that cannot be text in a column, such as a file name with lone surrogates, is escaped on the way in and out.
ERRORS = "surrogatepass"


class DamagedError(Exception):
    """What was kept is not what was put there."""


class Store(Protocol):
    """Bytes by section and name."""

    def get(self, section: str, name: str) -> bytes | None:
        """One value; None when there is none. Raises DamagedError."""

    def get_all(self, section: str) -> Iterator[tuple[str, bytes]]:
        """All values of a section with their names, in any order. Raises DamagedError."""

    def put(self, section: str, values: Iterable[tuple[str, bytes]]) -> None:
        """Keeps values, in place of others of these names."""

    def drop(self, section: str, names: Iterable[str]) -> None:
        """Forgets values."""

    def commit(self) -> None:
        """From now on other connections see what was put."""


class MemoryStore:
    """A store that ends with its process."""

    def __init__(self) -> None:
        """Empty."""
        self._kept: dict[str, dict[str, bytes]] = {}

    def get(self, section: str, name: str) -> bytes | None:
        """One value; None when there is none."""
        return self._kept.get(section, {}).get(name)

    def get_all(self, section: str) -> Iterator[tuple[str, bytes]]:
        """All values of a section with their names."""
        yield from self._kept.get(section, {}).items()

    def put(self, section: str, values: Iterable[tuple[str, bytes]]) -> None:
        """Keeps values."""
        self._kept.setdefault(section, {}).update(values)

    def drop(self, section: str, names: Iterable[str]) -> None:
        """Forgets values."""
        for name in names:
            self._kept.get(section, {}).pop(name, None)

    def commit(self) -> None:
        """Nothing to do: nobody else looks."""


def _encoded(name: str) -> bytes | str:
    try:
        name.encode()
    except UnicodeEncodeError:
        return name.encode("utf-8", ERRORS)
    return name


def _decoded(name: bytes | str) -> str:
    return name.decode("utf-8", ERRORS) if isinstance(name, bytes) else name


def _sealed(section: str, name: str, data: bytes) -> bytes:
    return digest(section.encode(), name.encode("utf-8", ERRORS), data) + data


def _opened(section: str, name: str, sealed: object) -> bytes:
    if not isinstance(sealed, bytes) or _sealed(section, name, sealed[DIGEST_BYTES:]) != sealed:
        raise DamagedError(f"{section}/{name}")
    return sealed[DIGEST_BYTES:]


class FileStore:
    """A store in a file that one process uses at a time; its forked children may read it.

    What was put is on its way to the file after `commit`, and lost whole when the process dies before: nothing is half kept.
    """

    def __init__(self, file: Path, salt: bytes) -> None:
        """Opens the file, or makes it anew when it is of another salt. Raises DamagedError for a file that is no store, OSError."""
        self.file = file
        self._process = os.getpid()
        try:
            self._connection = self._connected()
            made = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if made and self.get("about", "salt") != digest(FORMAT, salt):
                self._connection.close()
                remove_store(file)
                self._connection, made = self._connected(), 0
            if not made:
                self._connection.execute(TABLE)
                self.put("about", [("salt", digest(FORMAT, salt))])
                self.commit()
            self.number = file.stat().st_ino
        except sqlite3.Error as error:
            raise DamagedError(str(error)) from None

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.file, isolation_level=None, check_same_thread=False)
        # The digests notice what a crash of the machine may leave; waiting for the disk buys nothing.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA mmap_size = 0")
        connection.execute("BEGIN")
        return connection

    def _mine(self) -> sqlite3.Connection:
        """The connection of this process: one must not be used on both sides of a fork."""
        if self._process != os.getpid():
            if self.file.stat().st_ino != self.number:
                raise DamagedError("the file is another one")
            self._connection = sqlite3.connect(f"{self.file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
            self._process = os.getpid()
        return self._connection

    def get(self, section: str, name: str) -> bytes | None:
        """One value; None when there is none. Raises DamagedError."""
        try:
            row = self._mine().execute("SELECT data FROM kept WHERE section = ? AND name = ?", (section, _encoded(name))).fetchone()
        except (sqlite3.Error, OSError) as error:
            raise DamagedError(str(error)) from None
        return _opened(section, name, row[0]) if row else None

    def get_all(self, section: str) -> Iterator[tuple[str, bytes]]:
        """All values of a section with their names. Raises DamagedError."""
        try:
            for written, sealed in self._mine().execute("SELECT name, data FROM kept WHERE section = ?", (section,)):
                name = _decoded(written)
                yield name, _opened(section, name, sealed)
        except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
            raise DamagedError(str(error)) from None

    def put(self, section: str, values: Iterable[tuple[str, bytes]]) -> None:
        """Keeps values. Raises DamagedError when the file does not take them."""
        rows = ((section, _encoded(name), _sealed(section, name, data)) for name, data in values)
        try:
            self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise DamagedError(str(error)) from None

    def drop(self, section: str, names: Iterable[str]) -> None:
        """Forgets values. Raises DamagedError."""
        try:
            self._connection.executemany("DELETE FROM kept WHERE section = ? AND name = ?", ((section, _encoded(name)) for name in names))
        except sqlite3.Error as error:
            raise DamagedError(str(error)) from None

    def commit(self) -> None:
        """Writes what was put. Raises DamagedError when the disk is full."""
        try:
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN")
        except sqlite3.Error as error:
            raise DamagedError(str(error)) from None

    def close(self) -> None:
        """Ends the use of the file; what was not committed is lost."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()


def remove_store(file: Path) -> None:
    """Deletes a store and what SQLite keeps beside it; one that cannot be deleted stays. Raises nothing."""
    for name in (file.name, file.name + "-wal", file.name + "-shm", file.name + "-journal"):
        with contextlib.suppress(OSError):
            file.with_name(name).unlink()
