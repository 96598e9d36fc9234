"""Ways to make the machine fail for real while one version of a site takes the place of another."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from itsite.engine.file_store import FileStore
from itsite.places import program_salt
from tests.conftest import heedful, run_itsite, tree

REPOSITORY = Path(__file__).parent.parent.parent
AT = "2026-11-21T12:00+00:00"
PAGES = 24
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}
TRACEBACK = re.compile(r"Traceback|BUG01|Exception ignored")


def needs(*tools: str, root: bool = False) -> pytest.MarkDecorator:
    """Skips a test where a tool is missing, or the right to use it."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if root and (not hasattr(os, "geteuid") or os.geteuid() != 0):
        missing.append("root")
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}")


@dataclass(frozen=True)
class Ended:
    """A process that has ended: exit code as a shell says it, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def is_clear(self) -> bool:
        """True when a person can make something of the end: no traceback, and a line of error if it failed."""
        return not TRACEBACK.search(self.err + self.out) and (self.code != 3 or "error[IO001]" in self.err)


def ended(done: subprocess.CompletedProcess[str]) -> Ended:
    return Ended(128 - done.returncode if done.returncode < 0 else done.returncode, done.stdout or "", done.stderr or "")


def run(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, timeout: float = 300, cwd: Path | None = None) -> Ended:
    """Any program, with itsite in reach; no terminal and no input."""
    done = subprocess.run(
        list(map(str, command)),
        env={**ENVIRONMENT, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
        cwd=cwd,
        preexec_fn=heedful,
    )
    return ended(done)


def _write(root: Path, version: str) -> None:
    shutil.rmtree(root / "content", ignore_errors=True)
    for n in range(PAGES):
        page = root / "content" / "help" / f"page-{n}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        changed = version if n % 2 else "same"
        page.write_text(f"---\ntitle: Page {n} {changed}\ntags: [t{n % 3}]\n---\n{changed} text. " + "word " * 200 + "\n", encoding="utf-8")
    (root / "content" / "index.md").write_text(f"# Home {version}\n[file](file.bin)\n", encoding="utf-8")
    (root / "content" / "file.bin").write_bytes(version.encode() * 40_000)
    gone = root / "content" / "help" / f"only-{version}.md"
    gone.write_text(f"# Only in {version}\n", encoding="utf-8")
    news = root / "content" / "news" / "2026-11-03-news.md"
    news.parent.mkdir(exist_ok=True)
    news.write_text(f"---\ntitle: News {version}\n---\nText {version}.\n", encoding="utf-8")


@dataclass(frozen=True)
class Case:
    """A site whose sources are the new version and whose build/ is the old one."""

    root: Path
    old: dict[str, bytes]
    new: dict[str, bytes]

    @property
    def out(self) -> Path:
        return self.root / "build"

    def command(self, *more: str | Path, out: Path | None = None) -> list[str]:
        return [sys.executable, "-m", "itsite", "build", "--site", str(self.root), "--at", AT, "--out", str(out or self.out), *map(str, more)]

    def state(self, out: Path | None = None) -> str:
        """ "old", "new", or what is wrong with the site that stands."""
        found = tree(out or self.out)
        if found == self.old:
            return "old"
        if found == self.new:
            return "new"
        return (
            f"MIXED: {len(found)} files, {sum(self.old.get(k) == v for k, v in found.items())} old, {sum(self.new.get(k) == v for k, v in found.items())} new"
        )

    def leftovers(self) -> list[str]:
        """What a build left in the site folder that neither a writer nor a reader wants."""
        known = {"content", "site.yaml", "build", ".itsite", ".itsite/cache.sqlite", ".itsite/cache.born"}
        found = (*self.root.iterdir(), *self.root.glob(".itsite/*"))
        return sorted(name for p in found if (name := p.relative_to(self.root).as_posix()) not in known)

    def heals(self) -> None:
        """The next build succeeds and leaves nothing but the new site."""
        done = run(self.command())
        assert (done.code, done.err) == (0, "")
        assert self.state() == "new"
        assert self.leftovers() == []

    def all_or_nothing(self, done: Ended) -> None:
        """A failed build left the old site, a successful one the new; both ended in a way that a person understands."""
        assert done.is_clear, done.err
        assert (done.code, self.state()) in {(0, "new"), (3, "old")}, done.err


def made(folder: Path) -> Case:
    """A case in `folder`."""
    root = folder / "site"
    root.mkdir(parents=True)
    (root / "site.yaml").write_text("name: IT Test\nurl: https://it.test.example/\n", encoding="utf-8")
    trees = {}
    for version, out in (("new", "other"), ("old", "build")):
        _write(root, version)
        done = run_itsite("build", "--site", root, "--at", AT, "--out", root / out)
        assert done.code == 0, done.err
        trees[version] = tree(root / out)
    shutil.rmtree(root / "other")
    _write(root, "new")
    return Case(root, trees["old"], trees["new"])


def copied(case: Case, folder: Path) -> Case:
    """The same case in a folder of its own, with its cache."""
    shutil.copytree(case.root, folder / "site", symlinks=True)
    for file in (folder / "site").glob(".itsite/cache.sqlite"):
        adopt(file)
    return Case(folder / "site", case.old, case.new)


def adopt(file: Path) -> None:
    """Makes a copied store pass for one that was made where it lies."""
    copy = file.with_name("copy")
    file.rename(copy)
    FileStore(file, program_salt()).close()
    with sqlite3.connect(file) as connection:
        sealed = connection.execute("SELECT data FROM kept WHERE section = 'about'").fetchone()[0]
    connection.close()
    copy.replace(file)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE kept SET data = ? WHERE section = 'about'", (sealed,))
    connection.close()


CALL = re.compile(r"^(?:\d+ +)?(\w+)\(")


def calls(case: Case, names: Sequence[str], log: Path, *more: str) -> list[str]:
    """The system calls of one whole build, in order, as strace writes them."""
    done = run(["strace", "-f", "-qq", "-s", "400", "-o", log, "-e", "trace=" + ",".join("?" + name for name in names), *case.command(*more)])
    assert done.code == 0, done.err
    return [line for line in log.read_text(errors="replace").splitlines() if CALL.match(line)]


def injected(case: Case, names: Sequence[str], what: str, *more: str) -> Ended:
    """A build with one fault injected into one of the named system calls, such as `error=EIO:when=1`."""
    listed = ",".join("?" + name for name in names)
    return run(["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + listed, "-e", f"inject={listed}:{what}", *case.command(*more)])


def sampled(items: Sequence[int], count: int) -> Iterator[int]:
    """At most `count` of the items, spread over all of them, the first and the last among them."""
    if len(items) <= count:
        yield from items
        return
    yield from sorted({items[round(n * (len(items) - 1) / (count - 1))] for n in range(count)})


KILLED = 128 + signal.SIGKILL
