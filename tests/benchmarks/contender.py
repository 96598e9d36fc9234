"""What a compared program is: files made ready, commands, where a page ends up."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measure import Program, environment

Item = dict[str, Any]


@dataclass
class Contender:
    """A generator with its files for one corpus in `work`, and a folder for what its processes complain about."""

    name: str
    title: str
    corpus: Path
    work: Path
    logs: Path
    builds_again: bool = True  # whether a second build differs from a cold one
    serves: bool = False

    def missing(self) -> str:
        """Why it can't take part; empty if it can."""
        return ""

    def cannot_serve(self) -> str:
        """Why its preview can't take part; empty if it can."""
        return ""

    def version(self) -> str:
        """Its name and version."""
        return ""

    def prepare(self) -> None:
        """Makes its files ready."""

    def clean(self) -> None:
        """Takes away all that builds have left."""
        shutil.rmtree(self.work / "public", ignore_errors=True)

    def command(self, mode: str) -> list[str]:
        """One build; `mode` is cold, noop or edit."""
        raise NotImplementedError

    def server(self, port: int) -> list[str]:
        """Its preview."""
        raise NotImplementedError

    def source(self, item: Item) -> Path:
        """The file of a page."""
        return self.work / "content" / item["path"]

    def built(self, item: Item) -> Path:
        """What becomes of it."""
        return self.output() / item["url"].strip("/") / "index.html"

    def made(self) -> int | None:
        """How many outputs one build works on, also those that come out as before; None if it does not say."""
        return None

    def output(self) -> Path:
        """The folder it builds into."""
        return self.work / "public"

    def env(self) -> dict[str, str]:
        """What its processes see."""
        return environment()

    def program(self, mode: str) -> Program:
        """One build, ready to run."""
        return Program(self.command(mode), self.work, self.env(), self.logs / f"{self.name}-{mode}.log")

    def preview(self, port: int) -> Program:
        """Its preview, ready to run."""
        return Program(self.server(port), self.work, self.env(), self.logs / f"{self.name}-serve.log")
