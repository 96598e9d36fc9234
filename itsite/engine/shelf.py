"""A folder of results that are dear to make, each in a file of its own. What lies there is checked before it is used.

Names are digests in hexadecimal digits.
"""

import contextlib
import os
import re
import secrets
from collections.abc import Collection, Iterable
from pathlib import Path

from itsite.engine.digest import DIGEST_BYTES, digest
from itsite.engine.store import Store

SECTION = "shelf"
UNFINISHED = ".new"
# Nothing else that lies there is deleted.
OURS = re.compile(r"[0-9a-f]{32}(-\d+-[0-9a-f]{8}\.new)?")


class Shelf:
    """Results by name, for several processes at once. A result that is damaged or gone is simply not there."""

    def __init__(self, folder: Path) -> None:
        """The folder is made when there is something to put into it."""
        self.folder = folder

    def _file(self, name: str) -> Path:
        return self.folder / name

    def get(self, name: str) -> bytes | None:
        """One result; None when there is none."""
        try:
            sealed = self._file(name).read_bytes()
        except OSError:
            return None
        data = sealed[DIGEST_BYTES:]
        return data if sealed[:DIGEST_BYTES] == digest(name.encode(), data) else None

    def has(self, name: str) -> bool:
        """True when there is a result, whole or not."""
        return self._file(name).is_file()

    def put(self, name: str, data: bytes) -> None:
        """Keeps a result, if the machine lets us: the next time can do without."""
        unfinished = self._file(f"{name}-{os.getpid()}-{secrets.token_hex(4)}{UNFINISHED}")
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            if self.folder.is_symlink():
                return
            try:
                unfinished.write_bytes(digest(name.encode(), data) + data)
                unfinished.replace(self._file(name))
            except OSError:
                unfinished.unlink(missing_ok=True)

    def keep(self, store: Store, user: str, names: Collection[str]) -> None:
        """Forgets what nobody uses any more: `user` uses `names`, and others what they used last, as `store` knows. Raises DamagedError."""
        written = "\n".join(sorted(names)).encode()
        if store.get(SECTION, user) != written:
            store.put(SECTION, [(user, written)])
            store.commit()
        used = {name for _, listed in store.get_all(SECTION) for name in listed.decode().split("\n")}
        self._drop_all_but(used)

    def _drop_all_but(self, used: Iterable[str]) -> None:
        wanted = frozenset(used)
        if self.folder.is_symlink():
            return
        with contextlib.suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name not in wanted and OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    Path(entry.path).unlink(missing_ok=True)
