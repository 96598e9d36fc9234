"""One run of a program, measured."""

import os
import resource
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from processes import Load, pss_mb, rss_mb, tree

SAMPLE_S, PSS_SAMPLE_S = 0.02, 0.1


class FailedError(Exception):
    """A contender did not do its work."""


@dataclass(frozen=True)
class Run:
    """A whole process from its start to its end; `output` is what it printed."""

    wall_s: float
    cpu_s: float
    largest_mb: float
    pressure: float
    disk_pressure: float
    foreign: float
    output: str = ""


@dataclass(frozen=True)
class Peak:
    """The most memory that all processes together had at any sample."""

    rss_mb: float
    pss_mb: float
    processes: int


def environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """As a user has it: Python keeps compiled modules, buffers its output, and takes none from elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | (extra or {})


@dataclass(frozen=True)
class Program:
    """A program, where it runs and where its complaints go."""

    arguments: list[str]
    folder: Path
    env: dict[str, str]
    log: Path
    timeout_s: float = 900

    def start(self) -> subprocess.Popen[bytes]:
        """Starts it as the head of a group of its own."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log, self.log.with_suffix(".out").open("wb") as out:
            return subprocess.Popen(self.arguments, cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL, stdout=out, stderr=log, start_new_session=True)

    def printed(self) -> str:
        """What it has printed so far."""
        return self.log.with_suffix(".out").read_text(encoding="utf-8", errors="replace")


def _ended(descriptor: int, seconds: float) -> bool:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


@contextmanager
def _started(program: Program) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A running program and the descriptor of its end; whatever happens, nothing of it is left behind."""
    process = program.start()
    descriptor = os.pidfd_open(process.pid)
    try:
        yield process, descriptor
    finally:
        os.close(descriptor)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _reap(program: Program, process: subprocess.Popen[bytes], *, in_time: bool) -> resource.struct_rusage:
    """Waits for a process that ended, or kills it with its group."""
    if not in_time:
        os.killpg(process.pid, signal.SIGKILL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        why = f"ended with {process.returncode}" if in_time else f"took more than {program.timeout_s:.0f} s"
        raise FailedError(f"{why}; see {program.log.name}")
    return usage


def run(program: Program) -> Run:
    """Runs a program to its end; nothing samples it meanwhile."""
    load = Load()
    with _started(program) as (process, descriptor):
        in_time = _ended(descriptor, program.timeout_s)
        wall = load.seconds()
        usage = _reap(program, process, in_time=in_time)
    cpu = usage.ru_utime + usage.ru_stime
    return Run(wall, cpu, usage.ru_maxrss * 1024 / 1e6, load.pressure("cpu"), load.pressure("io"), load.foreign(cpu), program.printed())


def peak(program: Program) -> Peak:
    """Runs a program to its end and samples the memory of all its processes; its time is worth nothing."""
    rss = pss = 0.0
    most = 1
    end, next_pss = time.perf_counter() + program.timeout_s, 0.0
    with _started(program) as (process, descriptor):
        while not (ended := _ended(descriptor, SAMPLE_S)) and time.perf_counter() < end:
            pids = list(tree(process.pid))
            most = max(most, len(pids))
            rss = max(rss, rss_mb(pids))
            if time.perf_counter() >= next_pss:
                pss = max(pss, pss_mb(pids))
                next_pss = time.perf_counter() + PSS_SAMPLE_S
        _reap(program, process, in_time=ended)
    return Peak(rss, pss, most)
