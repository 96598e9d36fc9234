"""The journal of deliveries, in one SQLite file: nobody gets a message twice, and nobody is left out.

A delivery is written down before it begins and settled after it ended. One that a crash left open may have arrived or not;
the journal names it, and it is tried again: a message that came twice is better than one that never came.
"""

import contextlib
import datetime as dt
import enum
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from itsite.model.problem import RefusedError

FOLDER = ".sent"
FILE = "journal.sqlite"
FORMAT = 1
TABLE = """
CREATE TABLE IF NOT EXISTS deliveries (
    outlet TEXT NOT NULL, message TEXT NOT NULL, recipient TEXT NOT NULL,
    state TEXT NOT NULL, attempts INTEGER NOT NULL, at TEXT NOT NULL, detail TEXT NOT NULL,
    PRIMARY KEY (outlet, message, recipient)
) WITHOUT ROWID
"""
BEGIN = "INSERT INTO deliveries VALUES (?, ?, ?, ?, 1, ?, '') ON CONFLICT DO UPDATE SET state = excluded.state, attempts = attempts + 1, at = excluded.at"
SETTLE = "UPDATE deliveries SET state = ?, at = ?, detail = ? WHERE outlet = ? AND message = ? AND recipient = ?"
KNOWN = "SELECT recipient, state, attempts, at, detail FROM deliveries WHERE outlet = ? AND message = ? ORDER BY recipient"
NOTE = "INSERT INTO deliveries VALUES (?, ?, ?, ?, 0, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state, at = excluded.at, detail = excluded.detail"
RECEIVED = "SELECT message, state, attempts, at, detail FROM deliveries WHERE outlet = ? AND recipient = ? ORDER BY message"
# What counts as known was never sent.
LATEST = """
SELECT outlet, message, recipient, state, COUNT(*), MAX(at) FROM (
    SELECT outlet, message, CASE WHEN outlet IN (SELECT value FROM json_each(?)) THEN recipient ELSE '' END AS recipient, state, at
    FROM deliveries WHERE state <> ?
) GROUP BY outlet, message, recipient, state ORDER BY outlet, message, recipient
"""
MAGIC = b"SQLite format 3\0"
DAMAGED = "it says who has been sent what already: put it back from a copy, or move it away to begin anew"
# At the end of a detail: the report of a later sending names who was in flight, however often one was cut off in between.
TWICE = "(it may have arrived before)"
# Sent things are nobody's business but the sender's.
IGNORED = "# Who was sent what: personal, and of this machine.\n*\n"


class State(enum.StrEnum):
    """How far a delivery has come: begun, arrived, put off to a later try, refused for good; or known, and never to be begun."""

    BEGUN = "begun"
    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    KNOWN = "known"


class Key(NamedTuple):
    """Which message goes to whom by which outlet: `mail`, the address of an issue, a mail address."""

    outlet: str
    message: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the journal knows of one message to one recipient; `at` is an ISO 8601 instant, `detail` what the other side said."""

    recipient: str
    state: State
    attempts: int
    at: str
    detail: str

    @property
    def is_uncertain(self) -> bool:
        """True when it may have arrived already, or twice."""
        return self.state is State.BEGUN or self.detail.endswith(TWICE)


@dataclass(frozen=True, slots=True)
class Sendings:
    """What became of one message at one outlet: how many have it, refused it, or are open; and the instant of the last try.

    `target` is the recipient where that is nobody, but a chat; else it is empty.
    """

    outlet: str
    message: str
    target: str
    sent: int
    refused: int
    unsettled: int
    last: dt.datetime


def journal_of(root: Path) -> Path:
    """The file of the journal of a site."""
    return root / FOLDER / FILE


class Journal:
    """An open journal. One program holds it at a time, so that two cannot send the same; a killed one lets it go."""

    def __init__(self, file: Path) -> None:
        """Opens the journal, or begins it. Raises RefusedError when it is held, damaged, or cannot be written."""
        self.file = file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            ignore = file.parent / ".gitignore"
            if file.parent.name == FOLDER and not ignore.exists():
                ignore.write_text(IGNORED, encoding="utf-8")
            # A file that others can read would tell them who was written to.
            file.touch(mode=0o600)
            with file.open("rb") as opened:
                beginning = opened.read(len(MAGIC))
        except OSError as error:
            raise RefusedError(f"the journal of deliveries cannot be written: {error.strerror or error}", path=str(file)) from None
        # SQLite would take what is left of a journal for a new one, and everybody would get everything again.
        if beginning and beginning != MAGIC:
            raise self._refusal("it is damaged", DAMAGED)
        self._open()

    def _open(self) -> None:
        self._connection = sqlite3.connect(self.file, timeout=0, isolation_level=None)
        try:
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("BEGIN EXCLUSIVE")
            self._prepare()
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self._connection.close()
            held = getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")
            raise self._refusal(*(("another program is sending", "wait until it has ended") if held else (str(error), ""))) from None
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise self._refusal(str(error), DAMAGED) from None
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if version not in {0, FORMAT}:
            raise self._refusal(f"it is of a newer itsite (format {version})", "update itsite")
        self._connection.execute(TABLE)
        self._connection.execute(f"PRAGMA user_version = {FORMAT}")

    def _refusal(self, why: str, hint: str) -> RefusedError:
        return RefusedError(f"the journal of deliveries cannot be used: {why}", path=str(self.file), hint=hint)

    def __enter__(self) -> Self:
        """The journal itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Lets the journal go."""
        self._connection.close()

    @contextlib.contextmanager
    def _written(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._connection
        except sqlite3.Error as error:
            raise self._refusal(str(error), "make room; what has been settled is kept") from None

    def begin(self, key: Key, at: str) -> None:
        """Writes down that a delivery begins now. It is on the disk when this returns. Raises RefusedError."""
        with self._written() as connection:
            connection.execute(BEGIN, (*key, State.BEGUN, at))

    def settle(self, key: Key, state: State, at: str, detail: str = "") -> None:
        """Writes down how a delivery that was begun has ended. Raises RefusedError."""
        with self._written() as connection:
            connection.execute(SETTLE, (state, at, detail, *key))

    def note(self, key: Key, state: State, at: str, detail: str = "") -> None:
        """Writes down what is known of a message without a delivery, in the place of what was known before. Raises RefusedError."""
        with self._written() as connection:
            connection.execute(NOTE, (*key, state, at, detail))

    def received(self, outlet: str, recipient: str) -> Mapping[str, Delivery]:
        """What is known of a recipient at an outlet, by message."""
        with self._written() as connection:
            rows: Sequence[tuple[str, str, int, str, str]] = connection.execute(RECEIVED, (outlet, recipient)).fetchall()
        return {message: Delivery(recipient, State(state), attempts, at, detail) for message, state, attempts, at, detail in rows}

    def deliveries(self, outlet: str, message: str) -> Mapping[str, Delivery]:
        """What is known of a message at an outlet, by recipient, in the order of the alphabet."""
        with self._written() as connection:
            rows: Sequence[tuple[str, str, int, str, str]] = connection.execute(KNOWN, (outlet, message)).fetchall()
        return {recipient: Delivery(recipient, State(state), attempts, at, detail) for recipient, state, attempts, at, detail in rows}

    def sendings(self, apart: Iterable[str] = ()) -> tuple[Sendings, ...]:
        """What became of every message at every outlet; at those `apart`, whose recipients are chats, at each of these. Raises RefusedError."""
        with self._written() as connection:
            parameters = (json.dumps(sorted(apart)), State.KNOWN)
            rows: Sequence[tuple[str, str, str, str, int, str]] = connection.execute(LATEST, parameters).fetchall()
        counts: dict[tuple[str, str, str], dict[State, int]] = {}
        last: dict[tuple[str, str, str], dt.datetime] = {}
        for *names, state, count, at in rows:
            outlet, message, target = names
            key = (outlet, message, target)
            counts.setdefault(key, {})[State(state)] = count
            instant = dt.datetime.fromisoformat(at)
            last[key] = max(last.get(key, instant), instant)
        return tuple(_counted(*key, found, last[key]) for key, found in counts.items())


def _counted(outlet: str, message: str, target: str, counts: Mapping[State, int], last: dt.datetime) -> Sendings:
    sent, refused, begun, deferred = (counts.get(state, 0) for state in (State.SENT, State.REFUSED, State.BEGUN, State.DEFERRED))
    return Sendings(outlet, message, target, sent, refused, begun + deferred, last)
