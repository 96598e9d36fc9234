"""A preview in its own process on a free port of this machine, asked as browsers and others would."""

import contextlib
import http.client
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import heedful

ROOT = Path(__file__).parent.parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
ENVIRONMENT.pop("ITSITE_EDITOR", None)
SHOWN = re.compile(r"^\d\d:\d\d:\d\d (.+): shown in \d+ ms, (\d+) problems?$")
PATIENCE_S = 15.0
# Within this time after a refresh, a second one for the same save would have been heard of.
QUIET_S = 0.7


@dataclass
class Lines:
    """What a process prints, line by line, as it comes."""

    found: list[str] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def read(self, stream: Any) -> None:
        for line in stream:
            with self.changed:
                self.found.append(line.rstrip("\n"))
                self.changed.notify_all()
        stream.close()
        with self.changed:
            self.found.append("(end)")
            self.changed.notify_all()

    def wait(self, wanted: Callable[[str], Any], timeout: float = PATIENCE_S) -> str:
        """The first line that is wanted."""
        with self.changed:
            known = self.changed.wait_for(lambda: any(map(wanted, self.found)) or "(end)" in self.found, timeout)
            line = next((line for line in self.found if wanted(line)), None)
        assert known, f"no such line within {timeout} s: {self.found}"
        assert line is not None, f"no such line: {self.found}"
        return line

    @property
    def refreshes(self) -> list[str]:
        """What changed, for each refresh."""
        return [match[1] for line in self.found if (match := SHOWN.match(line))]


class Stream:
    """An open stream of events, as a browser holds it."""

    def __init__(self, port: int, **headers: str) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.socket.sendall(f"GET /_itsite/events HTTP/1.1\r\nHost: localhost:{port}\r\n{more}\r\n".encode())
        self.data = b""
        self.seen = -1

    def next(self, timeout: float = PATIENCE_S) -> int | None:
        """The next generation; None when none comes within `timeout`, or the stream ends."""
        deadline = time.monotonic() + timeout
        while True:
            match = re.search(rb'data: (\{.*?"generation": (\d+)\})\n\n', self.data)
            if match:
                self.data = self.data[match.end() :]
                self.seen = int(match[2])
                return self.seen
            if not select.select([self.socket], [], [], max(0.0, deadline - time.monotonic()))[0]:
                return None
            piece = self.socket.recv(65536)
            if not piece:
                return None
            self.data += piece

    def after(self, generation: int, timeout: float = PATIENCE_S) -> int:
        """The first generation after one."""
        while (found := self.next(timeout)) is not None:
            if found > generation:
                return found
        raise AssertionError(f"nothing newer than {generation}")

    def is_ended(self, timeout: float = PATIENCE_S) -> bool:
        """True when the server closes the stream."""
        self.socket.settimeout(timeout)
        with contextlib.suppress(ConnectionResetError), self.socket:
            while self.socket.recv(65536):
                continue
        return True

    def close(self) -> None:
        self.socket.close()


@dataclass(frozen=True)
class Reply:
    """An answer: status, headers by lower-case name, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Served:
    """A running preview of the site in `root`."""

    root: Path
    process: "subprocess.Popen[str]"
    out: Lines
    err: Lines
    port: int = 0
    base: str = "/"

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Reply:
        """One request; names of headers with `_` for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        sent = {"Host": f"localhost:{self.port}", **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        reply = Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return reply

    def raw(self, data: bytes, timeout: float = PATIENCE_S, *, whole: bool = True) -> bytes:
        """What comes back for these bytes until the server closes the connection; else the first piece of it, if any."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as connection:
            found = b""
            with contextlib.suppress(OSError):
                connection.sendall(data)
                if not whole and not data.endswith(b"\r\n\r\n"):
                    connection.shutdown(socket.SHUT_WR)
                while piece := connection.recv(65536):
                    found += piece
                    if not whole:
                        break
            return found

    def stream(self, **headers: str) -> Stream:
        return Stream(self.port, **headers)

    def page(self, path: str) -> str:
        """The text of a page, whatever its status."""
        return self.ask(self.base + path).text

    def live(self, path: str) -> dict[str, Any]:
        """What the script of a page is told."""
        return self.ask(f"/_itsite/page?path={self.base}{path}").json

    @property
    def token(self) -> str:
        match = re.search(r'name="token" value="([^"]+)"', self.ask("/_itsite/").text)
        assert match
        return match[1]

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    @property
    def memory_kb(self) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])  # type: ignore[index]

    @property
    def cpu_s(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self, number: int = signal.SIGINT) -> int:
        """Ends the preview and returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(PATIENCE_S)


def started(root: Path, *options: str, wrapped: tuple[str, ...] = (), env: dict[str, str] | None = None) -> Served:
    """Starts a preview and waits until it has shown its first state."""
    command = [*wrapped, sys.executable, "-m", "itsite", "serve", "--site", str(root), "--port", "0", *options]
    process = subprocess.Popen(
        command, env={**ENVIRONMENT, **(env or {})}, cwd=root.parent, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=heedful,  # noqa: PLW1509 - the child runs a program at once
    )  # fmt: skip
    served = Served(root, process, Lines(), Lines())
    for lines, stream in ((served.out, process.stdout), (served.err, process.stderr)):
        threading.Thread(target=lines.read, args=(stream,), daemon=True).start()
    line = served.out.wait(lambda line: "http://" in line)
    match = re.search(r"http://[^/]+:(\d+)(/\S*)", line)
    assert match, line
    served.port, served.base = int(match[1]), match[2]
    served.out.wait(lambda line: "shown in" in line)
    return served


@contextlib.contextmanager
def serving(root: Path, *options: str, wrapped: tuple[str, ...] = (), env: dict[str, str] | None = None) -> Iterator[Served]:
    """A preview that is ended with the block."""
    served = started(root, *options, wrapped=wrapped, env=env)
    try:
        yield served
    finally:
        served.end()
