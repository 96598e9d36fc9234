"""Results of a step that are kept: only items that have changed are worked on again."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

from itsite.engine.digest import digest, packed
from itsite.engine.runner import Runner
from itsite.engine.stamps import Stamp, is_settled
from itsite.engine.store import DamagedError, Store

Item = TypeVar("Item")
Head = TypeVar("Head")
Item_contra = TypeVar("Item_contra", contravariant=True)

INDEX, HEADS, BODIES = "index", "heads", "bodies"
# Stands before the number of an item whose name another has already.
NUMBERED = "\0"
# Fewer items are made before anything else would be ready.
MANY = 50
# Of so many results the heads are not fetched from the store again.
AT_HAND = 2_000


class Made(NamedTuple):
    """A result in bytes: its head, what of it concerns others (`outline`, as a digest), and its body, which only one needs.

    `content` is empty for a result that another time may be another; it is not kept beyond this one.
    """

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
    at_hand: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def head(self, name: str) -> bytes:
        """The head of one result. Raises DamagedError."""
        return _checked(self.store.get(HEADS, name), self.held[name].content, name)

    def heads(self, understood: Callable[[bytes], Head]) -> dict[str, Head]:
        """What `understood` makes of all heads, by name in their order; only one at a time is held in bytes. Raises DamagedError."""
        if len(self.at_hand) == len(self.held):
            return {name: understood(self.at_hand[name]) for name in self.held}
        found: dict[str, Head | None] = dict.fromkeys(self.held)
        for name, data in self.store.get_all(HEADS):
            if name in found:
                found[name] = understood(_checked(data, self.held[name].content, name))
        whole = {name: head for name, head in found.items() if head is not None}
        if len(whole) < len(found):
            raise DamagedError(next(name for name in found if name not in whole))
        return whole

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
    return pickle.loads(data) if data else {}  # noqa: S301 - sealed by the store


def _known(step: KeptStep[Item], item: Item, held: Held | None, seen_ns: int) -> Held | None:
    """What is held of an item that has not changed, with the stamp that it has now."""
    if held is None or held.place != step.place(item):
        return None
    stamp = step.stamp(item)
    if held.stamp is not None and held.stamp == stamp:
        return held
    return held._replace(stamp=_settled(stamp, seen_ns)) if held.content == step.content(item) else None


def _settled(stamp: Stamp, seen_ns: int) -> Stamp | None:
    return stamp if is_settled(stamp, seen_ns) else None


def keep(  # noqa: PLR0913 - one parameter a fact
    store: Store, runner: Runner, step: KeptStep[Item], items: Sequence[Item], *, looked_at_ns: int, meanwhile: Callable[[], object]
) -> Keeping:
    """The results of all items; those that have changed are made by `runner`, and results of others are forgotten. Raises DamagedError.

    `looked_at_ns` is when the stamps of the items were taken, or before. `meanwhile` is called while other processes are at work.
    """
    index = _index(store)
    named = dict(zip(_unique(step.name(item) for item in items), items, strict=True))
    known = {name: _known(step, item, index.get(name), looked_at_ns) for name, item in named.items()}
    missing = [name for name, held in known.items() if held is None]
    at_hand: dict[str, bytes] = {}
    results = runner.map(step, [named[name] for name in missing])
    if len(missing) >= MANY:
        meanwhile()
    for name, made in zip(missing, results, strict=True):
        store.put(HEADS, [(name, made.content + made.head)])
        store.put(BODIES, [(name, made.body)])
        item = named[name]
        if len(missing) <= AT_HAND:
            at_hand[name] = made.head
        known[name] = Held(_settled(step.stamp(item), looked_at_ns) if made.content else None, step.place(item), made.content, made.outline, digest(made.body))
    result = {name: held for name, held in known.items() if held}
    gone = [name for name in index if name not in result]
    store.drop(HEADS, gone)
    store.drop(BODIES, gone)
    if result != index:
        store.put(INDEX, [("", packed(result))])
    store.commit()
    return Keeping(store, result, frozenset(missing), at_hand)


def _unique(names: Iterable[str]) -> Iterator[str]:
    """The names in order; one that came before has its number put behind it."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}{NUMBERED}{seen[name]}"


def renewed(keeping: Keeping, step: KeptStep[Item], items: Iterable[Item]) -> Keeping:
    """The same results but for a few items, which are made anew at once. The store's own list of results is not brought up to date.

    Raises DamagedError.
    """
    held = dict(keeping.held)
    fresh = set()
    for item in items:
        name, made = step.name(item), step(item)
        keeping.store.put(HEADS, [(name, made.content + made.head)])
        keeping.store.put(BODIES, [(name, made.body)])
        held[name] = Held(None, step.place(item), made.content, made.outline, digest(made.body))
        fresh.add(name)
    return Keeping(keeping.store, held, frozenset(fresh))
