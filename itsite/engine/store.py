"""Bytes by section and name: the interface of a store, and a store in memory."""

from collections.abc import Iterable, Iterator, MutableMapping
from typing import Protocol


class DamagedError(Exception):
    """What was kept is not what was put there."""


class NoRoomError(DamagedError):
    """The machine does not give what a store needs: it would not help to make it anew."""


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


class StoredMapping(MutableMapping[str, bytes]):
    """One section of a store as a mapping."""

    def __init__(self, store: Store, section: str) -> None:
        """What is put into the mapping is put into the store; whoever owns that commits it."""
        self._store, self._section = store, section

    def __getitem__(self, name: str) -> bytes:
        """One value. Raises KeyError, DamagedError."""
        found = self._store.get(self._section, name)
        if found is None:
            raise KeyError(name)
        return found

    def __setitem__(self, name: str, data: bytes) -> None:
        """Keeps a value."""
        self._store.put(self._section, [(name, data)])

    def __delitem__(self, name: str) -> None:
        """Forgets a value."""
        self._store.drop(self._section, [name])

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return (name for name, _ in self._store.get_all(self._section))

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)
