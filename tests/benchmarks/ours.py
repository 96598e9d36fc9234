"""This tree as a contender."""

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from contender import Contender
from corpus_site import site_of
from measure import FailedError, Program, environment, run

ROOT = Path(__file__).parent.parent.parent


@dataclass
class Itsite(Contender):
    """This tree."""

    serves: bool = True
    jobs: int | None = None
    tree: Path = ROOT

    def version(self) -> str:
        """Version and revision."""
        printed = run(Program([sys.executable, "-m", "itsite", "--version"], self.tree, self.env(), self.logs / "itsite-version.log")).output
        return printed.strip()

    def prepare(self) -> None:
        """The corpus as a site of ours."""
        site_of(self.corpus, self.work)

    def clean(self) -> None:
        """Output, caches and what a broken build may have left."""
        for folder in (self.output(), self.work / ".itsite"):
            shutil.rmtree(folder, ignore_errors=True)

    def command(self, mode: str) -> list[str]:  # noqa: ARG002
        """The same command every time."""
        jobs = [] if self.jobs is None else ["--jobs", str(self.jobs)]
        return [sys.executable, "-m", "itsite", "build", "--site", str(self.work), "--out", str(self.output()), "--format", "json", *jobs]

    def server(self, port: int) -> list[str]:
        """The preview."""
        return [sys.executable, "-m", "itsite", "serve", "--site", str(self.work), "--port", str(port)]

    def cannot_serve(self) -> str:
        """Whether this tree has a preview."""
        try:
            run(Program([sys.executable, "-m", "itsite", "serve", "--help"], self.tree, self.env(), self.logs / "itsite-help.log"))
        except FailedError:
            return "this tree has no preview"
        return ""

    def made(self) -> int | None:
        """What the report of a build says of its work."""
        program = Program([sys.executable, "-c", COUNT, str(self.work)], self.tree, self.env(), self.logs / "itsite-made.log")
        return int(run(program).output)

    def output(self) -> Path:
        """The default folder, whose cache an ordinary build would use."""
        return self.work / "build"

    def env(self) -> dict[str, str]:
        """This tree, not an installed one."""
        return environment({"PYTHONPATH": str(self.tree)})


COUNT = """
import datetime, pathlib, sys
from itsite.engine.cache import with_cache
from itsite.pipeline import Request, build
from itsite.places import cache_folder, program_salt
root = pathlib.Path(sys.argv[1])
now = datetime.datetime.now(datetime.timezone.utc)
print(with_cache(cache_folder(root), program_salt(), lambda store: build(Request(root, now, store=store), root / "build"))[0].made)
"""


def rendered(output: str) -> int | None:
    """How many outputs a build of ours says it made."""
    try:
        return int(json.loads(output)["rendered"])
    except (ValueError, KeyError, TypeError):
        return None
