"""Results of a step that are kept: only items that have changed are worked on again."""

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from itsite.engine.digest import digest
from itsite.engine.runner import Runner
from itsite.engine.stamps import Stamp, is_settled
from itsite.engine.store import DamagedError, Store

Item = TypeVar("Item")
Item_contra = TypeVar("Item_contra", contravariant=True)

INDEX, HEADS, BODIES = "index", "heads", "bodies"
# Stands before the number of an item whose name another has already.
NUMBERED = "\0"


class Made(NamedTuple):
    """A result in bytes: its head, what of it concerns others (`outline`, as a digest), and its body, which only one needs."""

    content: bytes
    outline: bytes
    head: bytes
    body: bytes


class Held(NamedTuple):
    """A kept result without its bytes: digests of what it was made of, of what concerns others, and of its body.

    `stamp` is None while the file may still change unnoticed; `place` is what else the result was made of.
    """

    stamp: Stamp | None
    place: str
    content: bytes
    outline: bytes
    body: bytes


class KeptStep(Protocol[Item_contra]):
    """A step whose results can be kept."""

    def name(self, item: Item_contra, /) -> str:
        """What stays the same while the item changes."""

    def stamp(self, item: Item_contra, /) -> Stamp:
        """Differs for a file that has changed."""

    def place(self, item: Item_contra, /) -> str:
        """All that the result is made of beside the file, such as options."""

    def content(self, item: Item_contra, /) -> bytes:
        """A digest of all that the result is made of; reads the file."""

    def __call__(self, item: Item_contra, /) -> Made:
        """The result."""


@dataclass(frozen=True)
class Keeping:
    """Results of one step by name, in the order of their items; `fresh` names those that were made now."""

    store: Store
    held: Mapping[str, Held]
    fresh: frozenset[str]

    def head(self, name: str) -> bytes:
        """The head of one result. Raises DamagedError."""
        return _checked(self.store.get(HEADS, name), self.held[name].content, name)

    def heads(self) -> dict[str, bytes]:
        """All heads, in order. Raises DamagedError."""
        found = dict(self.store.get_all(HEADS))
        return {name: _checked(found.get(name), held.content, name) for name, held in self.held.items()}

    def body(self, name: str) -> bytes:
        """The body of one result. Raises DamagedError."""
        data = self.store.get(BODIES, name)
        if data is None or digest(data) != self.held[name].body:
            raise DamagedError(name)
        return data


def _checked(data: bytes | None, content: bytes, name: str) -> bytes:
    if data is None or not data.startswith(content):
        raise DamagedError(name)
    return data[len(content) :]


def _index(store: Store) -> dict[str, Held]:
    data = store.get(INDEX, "")
    return {name: Held(*fields) for name, fields in pickle.loads(data).items()} if data else {}  # noqa: S301 - sealed by the store


def _known(step: KeptStep[Item], item: Item, held: Held | None) -> Held | None:
    """What is held of an item that has not changed."""
    if held is None or held.place != step.place(item):
        return None
    if held.stamp is not None and held.stamp == step.stamp(item):
        return held
    return held if held.content == step.content(item) else None


def keep(store: Store, runner: Runner, step: KeptStep[Item], items: Sequence[Item], looked_at_ns: int) -> Keeping:
    """The results of all items; those that have changed are made by `runner`, and results of others are forgotten. Raises DamagedError.

    `looked_at_ns` is when the stamps of the items were taken, or before.
    """
    index = _index(store)
    named = dict(zip(_unique(step.name(item) for item in items), items, strict=True))
    known = {name: _known(step, item, index.get(name)) for name, item in named.items()}
    missing = [name for name, held in known.items() if held is None]

    def stamp(item: Item) -> Stamp | None:
        return step.stamp(item) if is_settled(step.stamp(item), looked_at_ns) else None

    for name, made in zip(missing, runner.map(step, [named[name] for name in missing]), strict=True):
        store.put(HEADS, [(name, made.content + made.head)])
        store.put(BODIES, [(name, made.body)])
        known[name] = Held(stamp(named[name]), step.place(named[name]), made.content, made.outline, digest(made.body))
    result = {name: held if held.stamp == step.stamp(named[name]) else held._replace(stamp=stamp(named[name])) for name, held in known.items() if held}
    gone = [name for name in index if name not in result]
    store.drop(HEADS, gone)
    store.drop(BODIES, gone)
    if result != index:
        store.put(INDEX, [("", pickle.dumps({name: tuple(held) for name, held in result.items()}, pickle.HIGHEST_PROTOCOL))])
    store.commit()
    return Keeping(store, result, frozenset(missing))


def _unique(names: Iterable[str]) -> Iterator[str]:
    """The names in order; one that came before has its number put behind it."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}{NUMBERED}{seen[name]}"
