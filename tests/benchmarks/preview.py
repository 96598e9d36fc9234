"""Previews: from saving a file to the new HTML being served, the first page after a start, and what they take at rest."""

import html
import os
import random
import signal
import socket
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from builds import Field, edited, token
from contender import Contender, Item
from measure import FailedError, run
from processes import Load, cpu_s, pss_mb, rss_mb, tree

POLL_S = 0.005
PATIENCE_S = 120
QUIET_SHARE, QUIET_S = 0.05, 0.5
REST_S = 5.0
TICK_S = 0.5


def free_port() -> int:
    """A port that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetched(port: int, path: str) -> bytes:
    """The whole answer to one request on a connection of its own (HTTP/1.0: never in chunks); empty unless all is well."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        parts = []
        while part := connection.recv(1 << 16):
            parts.append(part)
        answer = b"".join(parts)
        return answer if answer.split(b" ", 2)[1:2] == [b"200"] else b""
    return b""


@dataclass
class Preview:
    """A running preview and the page that is looked at."""

    contender: Contender
    process: subprocess.Popen[bytes]
    port: int
    path: str
    first_page_s: float = 0.0

    def until(self, wanted: bytes, since: float) -> float:
        """Asks again and again until the answer holds what is wanted; the seconds since then."""
        while time.perf_counter() - since < PATIENCE_S:
            if wanted in fetched(self.port, self.path):
                return time.perf_counter() - since
            if self.process.poll() is not None:
                raise FailedError(f"the preview ended with {self.process.returncode}")
            time.sleep(POLL_S)
        raise FailedError(f"not served within {PATIENCE_S} s")

    def pids(self) -> list[int]:
        """All its processes."""
        return list(tree(self.process.pid))

    def settle(self) -> None:
        """Waits until it does next to nothing."""
        end = time.perf_counter() + PATIENCE_S
        while time.perf_counter() < end:
            before = cpu_s(self.pids())
            time.sleep(QUIET_S)
            if cpu_s(self.pids()) - before <= QUIET_SHARE * QUIET_S:
                return

    def rest(self) -> dict[str, float]:
        """Memory and processor time while nobody does anything."""
        self.settle()
        before = cpu_s(self.pids())
        time.sleep(REST_S)
        pids = self.pids()
        return {"rss_mb": rss_mb(pids), "pss_mb": pss_mb(pids), "cpu_share": (cpu_s(pids) - before) / REST_S}


@contextmanager
def served(contender: Contender, item: Item) -> Iterator[Preview]:
    """Starts a preview, waits for its first page, and ends it."""
    port = free_port()
    since = time.perf_counter()
    preview = Preview(contender, contender.preview(port).start(), port, item["url"])
    try:
        preview.first_page_s = preview.until(html.escape(item["title"]).encode(), since)
        yield preview
    finally:
        _end(preview.process)


def _end(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
            break
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _sample(open_: dict[str, Preview], originals: dict[str, bytes], item: Item, number: int, contender: Contender) -> float:
    """One edit: the seconds from before the save to the first answer that shows it."""
    preview, source, word = open_[contender.name], contender.source(item), token(number)
    text = edited(originals[contender.name], word)
    time.sleep(random.random() * TICK_S)  # noqa: S311 - else edits keep step with a watcher that looks every half second, as Hugo's does
    since = time.perf_counter()
    source.write_bytes(text)
    seconds = preview.until(word.encode(), since)
    preview.settle()
    return seconds


def previews(field: Field, item: Item, starts: int, samples: int) -> dict[str, Any]:
    """Starts in turn, then edits in turn with all previews running; who fails leaves."""
    originals = {contender.name: contender.source(item).read_bytes() for contender in field.contenders}
    firsts: dict[str, list[float]] = {name: [] for name in originals}

    def started(contender: Contender) -> float:
        with served(contender, item) as preview:
            preview.settle()
            return preview.first_page_s

    field.each("a build for the preview", lambda contender: run(contender.program("noop")))
    field.each("preview", started)  # fills what caches a preview has of its own
    for _ in range(starts):
        for name, seconds in field.each("preview", started).items():
            firsts[name].append(seconds)
    try:
        with ExitStack() as running:
            open_ = field.each("preview", lambda contender: running.enter_context(served(contender, item)))
            results = _edits(field, open_, originals, item, samples)
    finally:
        for contender in field.contenders:
            contender.source(item).write_bytes(originals[contender.name])
    for name, result in results["contenders"].items():
        result["first_page_s"] = firsts[name]
        print(f"  preview: {name} {statistics.median(result['latency_s']) * 1000:.0f} ms, first page {statistics.median(firsts[name]):.2f} s", flush=True)
    return results


def _edits(field: Field, open_: dict[str, Preview], originals: dict[str, bytes], item: Item, samples: int) -> dict[str, Any]:
    """The edits; every preview sees one before they count."""

    def spent() -> float:
        return sum(cpu_s(preview.pids()) for preview in open_.values())

    for preview in open_.values():
        preview.settle()
    latencies: dict[str, list[float]] = {name: [] for name in open_}
    load, before = Load(), spent()
    for number in range(samples + 1):
        step = partial(_sample, open_, originals, item, number)
        for name, seconds in field.each("edit in the preview", step).items():
            if number:
                latencies[name].append(seconds)
    pressure, foreign = load.pressure("cpu"), load.foreign(spent() - before)
    rest = field.each("rest", lambda contender: open_[contender.name].rest())
    return {"contenders": {name: {"latency_s": latencies[name], "rest": rest[name]} for name in rest}, "pressure": pressure, "foreign": foreign}
