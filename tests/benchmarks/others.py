"""The bare loop and the peers, as the bench folder drives them."""

import importlib.util
import os
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from contender import Contender, Item
from measure import environment


@dataclass
class Bare(Contender):
    """The bare loop of the bench folder, in the Python and with the libraries of itsite."""

    builds_again: bool = False
    bench: Path = Path()
    processes: int = 1

    def version(self) -> str:
        """The libraries of the loop."""
        return ", ".join(f"{name} {version(name)}" for name in ("markdown", "jinja2", "pyyaml", "pygments"))

    def prepare(self) -> None:
        """It reads the corpus as it is."""
        self.work.mkdir(parents=True, exist_ok=True)

    def command(self, mode: str) -> list[str]:  # noqa: ARG002
        """The loop over the corpus."""
        return [sys.executable, str(self.bench / "floor.py"), "full", str(self.corpus), str(self.output()), "--procs", str(self.processes)]


@dataclass
class Peer(Contender):
    """A generator as the bench folder drives it."""

    adapter: Any = None

    def missing(self) -> str:
        """Whether the set-up script has been here."""
        return "" if self.adapter.available() else "not installed; run tests/benchmarks/setup"

    def version(self) -> str:
        """As the adapter says."""
        return str(self.adapter.version())

    def prepare(self) -> None:
        """As the adapter does it."""
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.parent.mkdir(parents=True, exist_ok=True)
        self.adapter.prepare(str(self.corpus), str(self.work))

    def clean(self) -> None:
        """As the adapter does it."""
        self.adapter.clean(str(self.work))

    def command(self, mode: str) -> list[str]:
        """As the adapter says."""
        return list(self.adapter.build(str(self.work), mode))

    def server(self, port: int) -> list[str]:
        """As the adapter says."""
        return list(self.adapter.serve(str(self.work), port))

    def source(self, item: Item) -> Path:
        """As the adapter says."""
        return Path(self.adapter.source(str(self.work), item))

    def built(self, item: Item) -> Path:
        """As the adapter says."""
        return Path(self.adapter.out(str(self.work), item))

    def output(self) -> Path:
        """As the adapter says."""
        return self.work / str(self.adapter.outdir)

    def env(self) -> dict[str, str]:
        """With what the adapter adds."""
        return environment(self.adapter.env)


def adapters(bench: Path, scratch: Path) -> ModuleType:
    """The adapters of the bench folder, which look for the peers in `scratch`."""
    os.environ["BENCH_SCRATCH"] = str(scratch)
    spec = importlib.util.spec_from_file_location("bench_peers", bench / "peers.py")
    if spec is None or spec.loader is None:
        raise SystemExit("The adapters of the bench folder can't be read.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
