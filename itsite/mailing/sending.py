"""Sending an issue to everybody once, whatever happens in between."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from itsite.delivery.clock import Clock
from itsite.delivery.journal import TWICE, Delivery, Journal, Key, State
from itsite.delivery.pauses import Pauses
from itsite.mailing.server import Answer, Connection, LostError
from itsite.model.problem import RefusedError

OUTLET = "mail"
SETTLED = frozenset({State.SENT, State.REFUSED})


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message: to whom, by whom the journal knows them, and its bytes, made when it is its turn."""

    address: str
    recipient: str
    message: Callable[[], bytes]


@dataclass
class Outcome:
    """What became of a sending. Addresses: `uncertain` may have got it twice, `refused` and `left` have not got it; `why` ended it early."""

    sent: int = 0
    before: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    refused_before: list[tuple[str, str]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    uncertain: list[str] = field(default_factory=list)
    why: RefusedError | None = None


class _StoppedError(Exception):
    """Nothing more can be sent now."""


class Sending:
    """One sending; lives as long as it takes."""

    def __init__(self, journal: Journal, connection: Connection, clock: Clock, pauses: Pauses | None = None) -> None:
        """`connection` is opened when it is needed."""
        self.journal, self.connection, self.clock, self.pauses = journal, connection, clock, pauses or Pauses()
        self.outcome = Outcome()
        self._losses = 0
        self._loss = ""
        self._next = 0.0

    def send(self, sender: str, message: str, parcels: Sequence[Parcel], rate: int) -> Outcome:
        """Sends what the journal has not got as settled, at most `rate` a minute. Raises RefusedError when the journal cannot be written."""
        queue = self._open(message, parcels)
        pending = {parcel.address: "" for parcel in queue}
        try:
            for attempt in range(1, self.pauses.tries + 1):
                if attempt > 1:
                    self.clock.wait(self.pauses.before(attempt) or 0.0, f"{len(queue)} to be tried again")
                queue = [parcel for parcel in queue if not self._sent(sender, message, parcel, rate, pending)]
                if not queue:
                    break
        except _StoppedError:
            pass
        except RefusedError as error:
            if error.path == str(self.journal.file):
                raise
            self.outcome.why = error
        finally:
            self.connection.close()
        self.outcome.left = [(address, said or self._loss) for address, said in pending.items()]
        return self.outcome

    def _open(self, message: str, parcels: Sequence[Parcel]) -> list[Parcel]:
        """What is still to be sent, after a look into the journal."""
        known = self.journal.deliveries(OUTLET, message)
        states = {parcel.address: known.get(parcel.recipient) for parcel in parcels}
        self.outcome.before = sum(_is(one, State.SENT) for one in states.values())
        self.outcome.refused_before = [(address, one.detail) for address, one in states.items() if one and one.state is State.REFUSED]
        self.outcome.uncertain = [address for address, one in states.items() if one and one.is_uncertain]
        return [parcel for parcel in parcels if (one := states[parcel.address]) is None or one.state not in SETTLED]

    def _pace(self, rate: int) -> None:
        now = self.clock.seconds()
        if now < self._next:
            self.clock.wait(self._next - now, "")
        self._next = max(now, self._next) + 60.0 / rate

    def _sent(self, sender: str, message: str, parcel: Parcel, rate: int, pending: dict[str, str]) -> bool:
        """Tries one parcel; True when it is settled, for good or bad. Raises _StoppedError, RefusedError."""
        self._connected()
        self._pace(rate)
        key = Key(OUTLET, message, parcel.recipient)
        data = parcel.message()
        self.journal.begin(key, self._now())
        try:
            reply = self.connection.send(sender, parcel.address, data)
        except LostError as error:
            self._losses += 1
            self._loss = str(error)
            if error.is_uncertain and parcel.address not in self.outcome.uncertain:
                self.outcome.uncertain.append(parcel.address)
            pending[parcel.address] = self._settled(key, parcel, State.DEFERRED, str(error))
            return False
        except RefusedError as error:
            pending[parcel.address] = self._settled(key, parcel, State.DEFERRED, error.message)
            raise
        self._losses = 0
        states = {Answer.TAKEN: State.SENT, Answer.LATER: State.DEFERRED, Answer.NEVER: State.REFUSED}
        said = self._settled(key, parcel, states[reply.answer], reply.said)
        if reply.answer is Answer.LATER:
            pending[parcel.address] = said
            return False
        del pending[parcel.address]
        if reply.answer is Answer.TAKEN:
            self.outcome.sent += 1
        else:
            self.outcome.refused.append((parcel.address, said))
        self.clock.done(self.outcome.sent + len(self.outcome.refused))
        return True

    def _settled(self, key: Key, parcel: Parcel, state: State, said: str) -> str:
        """Notes how a try has ended; gives what the journal says of it now. Raises RefusedError."""
        said = f"{said} {TWICE}" if parcel.address in self.outcome.uncertain else said
        self.journal.settle(key, state, self._now(), said)
        return said

    def _connected(self) -> None:
        """Waits for the server after it was lost, each time longer. Raises _StoppedError when it does not come back, RefusedError when it wants us no more."""
        while not self.connection.is_open:
            if self._losses:
                pause = self.pauses.before(self._losses + 1)
                if pause is None:
                    raise _StoppedError
                self.clock.wait(pause, self._loss)
            try:
                self.connection.open()
            except LostError as error:
                self._losses += 1
                self._loss = str(error)

    def _now(self) -> str:
        return self.clock.now().isoformat(timespec="seconds")


def _is(delivery: Delivery | None, state: State) -> bool:
    return delivery is not None and delivery.state is state
