"""Steps in several processes: forked, so that what they share need not travel; items are handed out as processes become free."""

import contextlib
import os
import pickle
import select
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NoReturn

from itsite.engine.digest import packed
from itsite.engine.parent import ends_with_parent
from itsite.engine.runner import Item, Result
from itsite.engine.signals import ENDING, undisturbed
from itsite.model.problem import RefusedError

HEADER = struct.Struct("<IQ")
TICKET = struct.Struct("<I")
# A pipe takes this much in any case; so many tickets always fit.
MAX_TICKETS = 4096 // TICKET.size
# Shares so small that no process waits long for the last one of another.
TICKETS_A_PROCESS = 40
READ_BYTES = 1024 * 1024
# Fewer items are done before a process is up.
WORTH_A_PROCESS = 24

CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"


def cores() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class _Worker:
    """A forked process: where its results come from, and what has come of an unfinished one."""

    pid: int
    results: int
    buffer: bytearray = field(default_factory=bytearray)


class _Share(Generic[Item, Result]):
    """One step over items, shared out among processes; lives for one call of map."""

    def __init__(self, step: Callable[[Item], Result], items: Sequence[Item], processes: int) -> None:
        self.step, self.items = step, items
        tickets = min(MAX_TICKETS, processes * TICKETS_A_PROCESS, len(items))
        bounds = [n * len(items) // tickets for n in range(tickets + 1)]
        self.chunks = [range(bounds[n], bounds[n + 1]) for n in range(tickets)]
        self.tickets, given = os.pipe()
        os.write(given, b"".join(TICKET.pack(n) for n in range(tickets)))
        os.close(given)
        self.done: dict[int, list[Any]] = {}
        self.workers: list[_Worker] = []
        # The machine may give fewer processes than were asked for: the work is done all the same.
        with contextlib.suppress(OSError):
            for _ in range(min(processes, tickets) - 1):
                self.workers.append(self._forked())

    def _ticket(self) -> int | None:
        data = os.read(self.tickets, TICKET.size)
        return TICKET.unpack(data)[0] if data else None

    def _forked(self) -> _Worker:
        results, given = os.pipe()
        parent = os.getpid()
        # A signal between the two lines would end the child in the way of its parent.
        with undisturbed():
            try:
                pid = os.fork()
            except OSError:
                os.close(results)
                os.close(given)
                raise
            if not pid:
                self._work(parent, results, given)
        os.close(given)
        return _Worker(pid, results)

    def _work(self, parent: int, results: int, given: int) -> NoReturn:
        """What a child does: it ends here whatever happens, and nothing of the parent's is tidied up twice."""
        try:
            ends_with_parent(parent)
            for number in ENDING:
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
            os.close(results)
            with os.fdopen(given, "wb") as stream:
                while (ticket := self._ticket()) is not None:
                    data = self._packed(ticket)
                    stream.write(HEADER.pack(ticket, len(data)))
                    stream.write(data)
                    stream.flush()
        except BaseException:  # noqa: BLE001 - the parent sees that something is missing
            os._exit(1)
        os._exit(0)

    def _packed(self, ticket: int) -> bytes:
        try:
            return packed((True, [self.step(self.items[n]) for n in self.chunks[ticket]]))
        except Exception as error:  # noqa: BLE001 - raised again in the parent
            return packed((False, _portable(error)))

    def _receive(self, timeout_s: float | None) -> None:
        """Takes what the workers have sent; with None waits until there is something."""
        waiting = {worker.results: worker for worker in self.workers if worker.results >= 0}
        if not waiting:
            if timeout_s is None:
                raise RefusedError("a worker process has not finished its share", hint="build with --jobs 1")
            return
        ready = select.poll()
        for results in waiting:
            ready.register(results, select.POLLIN)
        for results, _ in ready.poll(None if timeout_s is None else timeout_s * 1000):
            worker = waiting[results]
            data = os.read(results, READ_BYTES)
            if data:
                worker.buffer += data
                self._unpack(worker)
            else:
                self._ended(worker)

    def _unpack(self, worker: _Worker) -> None:
        while len(worker.buffer) >= HEADER.size:
            ticket, size = HEADER.unpack_from(worker.buffer)
            if len(worker.buffer) < HEADER.size + size:
                return
            good, value = pickle.loads(bytes(memoryview(worker.buffer)[HEADER.size : HEADER.size + size]))  # noqa: S301 - from our own child
            del worker.buffer[: HEADER.size + size]
            if not good:
                raise value
            self.done[ticket] = value

    def _ended(self, worker: _Worker) -> None:
        os.close(worker.results)
        worker.results = -1
        _, status = os.waitpid(worker.pid, 0)
        worker.pid = 0
        if status:
            raise RefusedError("a worker process was ended from outside", hint="make room in memory, or build with --jobs 1")

    def results(self) -> Iterator[Any]:
        """The results in the order of the items; this process works on them too."""
        wanted = 0
        while wanted < len(self.chunks):
            while wanted in self.done:
                yield from self.done.pop(wanted)
                wanted += 1
            ticket = self._ticket()
            if ticket is None:
                if wanted < len(self.chunks) and wanted not in self.done:
                    self._receive(None)
                continue
            own = []
            for n in self.chunks[ticket]:
                own.append(self.step(self.items[n]))
                self._receive(0)
            self.done[ticket] = own

    def close(self) -> None:
        """Ends every process that is still at work; a second time it does nothing."""
        if self.tickets < 0:
            return
        os.close(self.tickets)
        self.tickets = -1
        for worker in self.workers:
            if worker.results >= 0:
                os.close(worker.results)
            if worker.pid:
                os.kill(worker.pid, signal.SIGKILL)
                os.waitpid(worker.pid, 0)


class _Results(Iterator[Result]):
    """The results of a share; however it is left, nobody works on."""

    def __init__(self, share: _Share[Any, Result]) -> None:
        self._share = share
        self._results = share.results()

    def __next__(self) -> Result:
        try:
            result: Result = next(self._results)
        except BaseException:
            self._share.close()
            raise
        return result

    def __del__(self) -> None:
        self._share.close()


def _portable(error: Exception) -> Exception:
    """The error, if it can be made again from its bytes; else one that says the same."""
    try:
        if type(pickle.loads(packed(error))) is type(error):  # noqa: S301 - packed here
            return error
    except Exception:  # noqa: BLE001, S110 - its own code may do anything
        pass
    return RuntimeError("".join(traceback.format_exception(error)))


class Workers:
    """So many processes at once, this one among them; where the system cannot fork, this one alone."""

    def __init__(self, processes: int, *, fewest: int = WORTH_A_PROCESS) -> None:
        """`processes` is at least 1; fewer items than `fewest` are left to this process alone."""
        self.processes = processes if CAN_FORK else 1
        self.fewest = fewest

    def map(self, step: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The result of each item in their order; the other processes are at work when this returns.

        Raises what the step raises, RefusedError when a process is killed.
        """
        wanted = list(items)
        if self.processes == 1 or len(wanted) < self.fewest:
            return map(step, wanted)
        return _Results(_Share(step, wanted, self.processes))
