"""What a build remembers of itself, so that the next one makes only what has changed."""

import datetime as dt
import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from itsite.engine.digest import digest, packed
from itsite.engine.standing import Standing
from itsite.engine.store import Store
from itsite.model.problem import Problem

RECORD, RECIPES = "record", "recipes"


class OutputRecord(NamedTuple):
    """An output as it was made last: what of, and how it stands. Digests are empty where they do not apply.

    `way` is the name of the class of its content, `view` the digest of its recipe, `closure` that of its template with all
    that it uses, `words` those of the texts in `texts`.
    """

    way: str
    template: str
    lang: str
    view: bytes
    closure: bytes
    texts: tuple[str, ...]
    words: tuple[bytes, ...]
    standing: Standing


@dataclass(frozen=True)
class BundleRecord:
    """What the files of a bundle were made of last: the digest of its view, and those of the texts by the file paths of their pages."""

    view: bytes
    words: Mapping[str, bytes]


@dataclass(frozen=True)
class Record:
    """A build that was published: digests of its sources, its outputs by path, what it said, and when and why each output was made anew last.

    It holds from `at` until `valid_until`. `templates` are digests of the texts of templates by name.
    """

    facts: bytes
    outline: bytes
    at: dt.datetime
    valid_until: dt.datetime | None
    templates: Mapping[str, bytes]
    outputs: Mapping[str, OutputRecord]
    problems: tuple[Problem, ...] = ()
    pages: int = 0
    next_change: dt.datetime | None = None
    reasons: Mapping[str, tuple[dt.datetime, tuple[str, ...]]] = field(default_factory=dict)
    bundles: Mapping[str, BundleRecord] = field(default_factory=dict)


def out_name(root: Path, out: Path) -> str:
    """The name under which builds into `out` are remembered; it stays when the site moves with its output folder."""
    return os.path.relpath(out, root.resolve())


def load_record(store: Store, name: str) -> Record | None:
    """The last build into a folder; None when there was none. Raises DamagedError."""
    data = store.get(RECORD, name)
    return pickle.loads(data) if data else None  # noqa: S301 - sealed by the store


def save_record(store: Store, name: str, record: Record, gone: frozenset[str]) -> None:
    """Remembers a build; `gone` are the paths of outputs that are no more. Raises DamagedError."""
    store.drop(f"{RECIPES} {name}", gone)
    store.put(RECORD, [(name, packed(record))])
    store.commit()


def keep_recipe(store: Store, name: str, path: str, recipe: bytes) -> None:
    """Keeps what one output is made of: template, language, view and body in bytes. It counts when the record does. Raises DamagedError."""
    store.put(f"{RECIPES} {name}", [(path, recipe)])


def recipe_of(store: Store, name: str, path: str, view: bytes) -> bytes | None:
    """The recipe of one output; None when it is not the one with the digest `view`. Raises DamagedError."""
    data = store.get(f"{RECIPES} {name}", path)
    return data if data is not None and digest(data) == view else None
