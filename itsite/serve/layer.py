"""A store on top of another: what sources with errors leave behind does not touch what the last good state was made of."""

from collections.abc import Iterable, Iterator

from itsite.engine.store import Store


class Layer:
    """Takes what is put; the store beneath gets it with `settle`."""

    def __init__(self, beneath: Store) -> None:
        """Nothing is put yet."""
        self.beneath = beneath
        self._put: dict[str, dict[str, bytes | None]] = {}

    def get(self, section: str, name: str) -> bytes | None:
        """One value; None when there is none. Raises DamagedError."""
        put = self._put.get(section, {})
        return put[name] if name in put else self.beneath.get(section, name)

    def get_all(self, section: str) -> Iterator[tuple[str, bytes]]:
        """All values of a section with their names. Raises DamagedError."""
        put = self._put.get(section, {})
        yield from ((name, data) for name, data in self.beneath.get_all(section) if name not in put)
        yield from ((name, data) for name, data in put.items() if data is not None)

    def put(self, section: str, values: Iterable[tuple[str, bytes]]) -> None:
        """Keeps values here."""
        self._put.setdefault(section, {}).update(values)

    def drop(self, section: str, names: Iterable[str]) -> None:
        """Forgets values here."""
        self._put.setdefault(section, {}).update(dict.fromkeys(names))

    def commit(self) -> None:
        """Nothing to do before `settle`."""

    def settle(self) -> None:
        """Hands everything down. Raises DamagedError."""
        for section, put in self._put.items():
            self.beneath.drop(section, [name for name, data in put.items() if data is None])
            self.beneath.put(section, [(name, data) for name, data in put.items() if data is not None])
        self.beneath.commit()
        self._put = {}
