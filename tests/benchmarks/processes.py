"""What /proc says about a tree of processes and about the machine: memory, processor time, foreign load."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGESIZE")
CORES = len(os.sched_getaffinity(0))


def tree(root: int) -> Iterator[int]:
    """The numbers of a process and of all below it that live now."""
    todo = [root]
    while todo:
        pid = todo.pop()
        yield pid
        try:
            tasks = os.listdir(f"/proc/{pid}/task")  # noqa: PTH208 - 50 times a second, beside what is measured
        except OSError:
            continue
        for task in tasks:
            try:
                todo += map(int, (PROC / str(pid) / "task" / task / "children").read_text().split())
            except OSError:
                continue


def rss_mb(pids: list[int]) -> float:
    """Sum of the resident memory; what several processes share counts several times."""
    total = 0
    for pid in pids:
        try:
            total += int((PROC / str(pid) / "statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
    return total * PAGE_BYTES / 1e6


def pss_mb(pids: list[int]) -> float:
    """Sum of the proportional memory: what several processes share counts once."""
    total = 0
    for pid in pids:
        try:
            lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total * 1024 / 1e6


def cpu_s(pids: list[int]) -> float:
    """Processor time that these living processes have had so far, with that of their finished children."""
    total = 0
    for pid in pids:
        try:
            fields = (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue
        total += sum(map(int, fields[11:15]))
    return total / TICKS_PER_S


def _busy_s() -> float:
    """Processor time of everything on the machine, with what the host took away."""
    user, nice, system, _idle, _wait, *rest = map(int, (PROC / "stat").read_text().split("\n", 1)[0].split()[1:9])
    return (user + nice + system + sum(rest)) / TICKS_PER_S


def _waited_s(resource: str) -> float:
    """How long any task on the machine waited for a core (cpu) or a disk (io) so far; 0 where the kernel does not say."""
    try:
        return int((PROC / "pressure" / resource).read_text().split("\n", 1)[0].rsplit("=", 1)[1]) / 1e6
    except (OSError, ValueError, IndexError):
        return 0.0


@dataclass
class Load:
    """The load between the making of this object and a question to it."""

    started: float = field(default_factory=time.perf_counter)
    busy: float = field(default_factory=_busy_s)
    waited: dict[str, float] = field(default_factory=lambda: {resource: _waited_s(resource) for resource in ("cpu", "io")})
    own: float = field(default_factory=time.process_time)

    def seconds(self) -> float:
        """Wall clock."""
        return time.perf_counter() - self.started

    def pressure(self, resource: str) -> float:
        """Share of the time in which some task waited for it, those that are measured too."""
        return (_waited_s(resource) - self.waited[resource]) / self.seconds()

    def foreign(self, measured_cpu_s: float) -> float:
        """Share of all cores that went to neither what was measured nor to the measuring."""
        others = _busy_s() - self.busy - measured_cpu_s - (time.process_time() - self.own)
        return max(0.0, others / (self.seconds() * CORES))
