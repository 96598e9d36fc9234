"""A store in one SQLite file.

Every value carries a digest of itself and of its place, so damage anywhere is noticed before anything is made of it.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from itsite.engine.digest import DIGEST_BYTES, digest
from itsite.engine.store import DamagedError, NoRoomError

FORMAT = b"itsite store 1"
# Lies beside the store. Who brings a store from elsewhere cannot bring this file's number and time of entry along.
BIRTH = ".born"
TABLE = "CREATE TABLE kept (section TEXT, name TEXT, data BLOB, PRIMARY KEY (section, name))"
# A name that cannot be text in a column, such as a file name with lone surrogates, is bytes there.
ERRORS = "surrogatepass"


# What SQLite says may repeat what stands in a damaged file, and then is no text.
ERRORS_OF_SQLITE = (sqlite3.Error, UnicodeDecodeError)
# Reasons of SQLite that lie with the machine, not with the file.
REFUSALS = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_NOMEM")


def _beside(file: Path) -> tuple[Path, ...]:
    """The files of a store."""
    return (file, file.with_suffix(BIRTH), *(file.with_name(file.name + ending) for ending in ("-wal", "-shm", "-journal")))


def _birth(file: Path) -> bytes | None:
    """Number and times of the file beside a store, which tell this store from one that was copied or unpacked; None where there is none.

    What is kept is trusted: it could carry code.
    """
    try:
        status = file.with_suffix(BIRTH).lstat()
    except FileNotFoundError:
        return None
    return f"{status.st_dev} {status.st_ino} {status.st_ctime_ns}".encode()


def _failure(error: Exception) -> DamagedError:
    """An error of SQLite or of the machine, in the words of a store."""
    name = getattr(error, "sqlite_errorname", "")
    return NoRoomError(str(error)) if name.startswith(REFUSALS) else DamagedError(str(error))


def _encoded(name: str) -> bytes | str:
    try:
        name.encode()
    except UnicodeEncodeError:
        return name.encode("utf-8", ERRORS)
    return name


def _decoded(name: bytes | str) -> str:
    return name.decode("utf-8", ERRORS) if isinstance(name, bytes) else name


def _seal(section: str, name: str, data: bytes) -> bytes:
    return digest(section.encode(), name.encode("utf-8", ERRORS), data)


def _opened(section: str, name: str, sealed: object) -> bytes:
    data = sealed[DIGEST_BYTES:] if isinstance(sealed, bytes) else b""
    if not isinstance(sealed, bytes) or _seal(section, name, data) != sealed[:DIGEST_BYTES]:
        raise DamagedError(f"{section}/{name}")
    return data


class FileStore:
    """A store in a file that one process uses at a time; its forked children may read it.

    What was put is on its way to the file after `commit`, and lost whole when the process dies before: nothing is half kept.
    """

    def __init__(self, file: Path, salt: bytes) -> None:
        """Opens the file, or makes it anew when it is of another salt or was not made here. Raises DamagedError for a file that is no store, OSError."""
        self.file = file
        self._process = self._owner = os.getpid()
        if any(part.is_symlink() for part in _beside(file)):
            raise DamagedError("a symbolic link stands in its place")
        birth = _birth(file)
        if birth is None:
            remove_store(file)
        try:
            self._connection = self._connected()
            made = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if made and (birth is None or self.get("about", "salt") != digest(FORMAT, salt, birth)):
                self._connection.close()
                remove_store(file)
                self._connection, made = self._connected(), 0
            if not made:
                self._start(salt)
            self.number = file.stat().st_ino
        except ERRORS_OF_SQLITE as error:
            raise _failure(error) from None

    def _start(self, salt: bytes) -> None:
        born = self.file.with_suffix(BIRTH)
        born.unlink(missing_ok=True)
        with born.open("xb"):
            pass
        self._connection.execute(TABLE)
        self.put("about", [("salt", digest(FORMAT, salt, _birth(self.file) or b""))])
        self.commit()

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
            # SQLite forbids closing in a child what its parent opened: it stays open till the child ends.
            self._inherited = self._connection
            self._connection = sqlite3.connect(f"{self.file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
            self._process = os.getpid()
        return self._connection

    def get(self, section: str, name: str) -> bytes | None:
        """One value; None when there is none. Raises DamagedError."""
        try:
            row = self._mine().execute("SELECT data FROM kept WHERE section = ? AND name = ?", (section, _encoded(name))).fetchone()
        except (*ERRORS_OF_SQLITE, OSError) as error:
            raise _failure(error) from None
        return _opened(section, name, row[0]) if row else None

    def get_all(self, section: str) -> Iterator[tuple[str, bytes]]:
        """All values of a section with their names. Raises DamagedError."""
        try:
            for written, sealed in self._mine().execute("SELECT name, data FROM kept WHERE section = ?", (section,)):
                name = _decoded(written)
                yield name, _opened(section, name, sealed)
        except (*ERRORS_OF_SQLITE, OSError) as error:
            raise _failure(error) from None

    def put(self, section: str, values: Iterable[tuple[str, bytes]]) -> None:
        """Keeps values; in a forked child they are lost. Raises DamagedError when the file does not take them."""
        if os.getpid() != self._owner:
            return
        rows = ((section, _encoded(name), _seal(section, name, data) + data) for name, data in values)
        try:
            self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
        except ERRORS_OF_SQLITE as error:
            raise _failure(error) from None

    def drop(self, section: str, names: Iterable[str]) -> None:
        """Forgets values. Raises DamagedError."""
        try:
            self._connection.executemany("DELETE FROM kept WHERE section = ? AND name = ?", ((section, _encoded(name)) for name in names))
        except ERRORS_OF_SQLITE as error:
            raise _failure(error) from None

    def commit(self) -> None:
        """Writes what was put. Raises DamagedError when the disk is full."""
        try:
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN")
        except ERRORS_OF_SQLITE as error:
            raise _failure(error) from None

    def close(self) -> None:
        """Ends the use of the file; what was not committed is lost."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()


def remove_store(file: Path) -> None:
    """Deletes a store and what SQLite keeps beside it; one that cannot be deleted stays. Raises nothing."""
    for part in _beside(file):
        with contextlib.suppress(OSError):
            part.unlink()
