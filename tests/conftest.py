"""Whole sites in a string, built by the real program in this process or in its own."""

import datetime as dt
import hashlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from PIL import Image

from itsite.model.meta import Classification
from itsite.model.report import Report
from itsite.pipeline import Request, build, check

# How long an example takes depends on who else is using the machine.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
NOW = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)
FILE = re.compile(r"^-- (.+?) --\n", re.MULTILINE)
PICTURES = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}
SITE_YAML = "name: IT Test\nurl: https://it.test.example/\n"


def pixels(text: str, ending: str) -> bytes:
    """A small real picture of the kind that the ending of a name says; another one for another text."""
    picture = Image.new("RGB", (8, 6), tuple(hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()[:3]))
    stream = io.BytesIO()
    picture.save(stream, PICTURES[ending])
    return stream.getvalue()


def unpacked(archive: str, folder: Path) -> Path:
    """Writes the files of an archive (`-- path --` before each) below `folder`; a site.yaml is added when there is none.

    Whatever text stands there for a picture of pixels, a real one is written.
    """
    parts = FILE.split(archive.lstrip("\n"))[1:]
    files = dict(zip(parts[::2], parts[1::2], strict=True))
    files.setdefault("site.yaml", SITE_YAML)
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        ending = path.rpartition(".")[2].lower()
        target.write_bytes(pixels(text, ending) if ending in PICTURES else text.encode("utf-8", "surrogateescape"))
    (folder / "content").mkdir(exist_ok=True)
    return folder


@dataclass(frozen=True)
class Built:
    """A site in its folder after a build: the report, and the files of build/."""

    root: Path
    report: Report

    @property
    def out(self) -> Path:
        return self.root / "build"

    def text(self, path: str) -> str:
        return (self.out / path).read_text(encoding="utf-8")

    def exists(self, path: str) -> bool:
        return (self.out / path).exists()

    @property
    def paths(self) -> set[str]:
        return {file.relative_to(self.out).as_posix() for file in self.out.rglob("*") if file.is_file()}

    @property
    def problems(self) -> list[str]:
        """`path:line:column code message (hint)`, one a problem."""
        return [f"{p.at.path}:{p.at.line}:{p.at.column} {p.code} {p.message} ({p.hint})" for p in self.report.problems]

    @property
    def codes(self) -> list[str]:
        return [p.code for p in self.report.problems]


Builder = Callable[..., Built]


@pytest.fixture
def site(tmp_path: Path) -> Builder:
    """Builds an archive; `at`, `drafts`, `classification`, `url`, `strict` as on the command line."""

    def built(
        archive: str = "",
        *,
        at: dt.datetime = NOW,
        drafts: bool = False,
        classification: str = "internal",
        url: str | None = None,
        strict: bool = False,
        root: Path | None = None,
    ) -> Built:
        folder = unpacked(archive, root or tmp_path / "site") if archive or root is None else root
        request = Request(folder, at, drafts, Classification(classification), url, strict)
        return Built(folder, build(request, folder / "build"))

    return built


@pytest.fixture
def checked(tmp_path: Path) -> Builder:
    """Like `site`, by `itsite check`."""

    def ran(archive: str, *, at: dt.datetime = NOW) -> Built:
        folder = unpacked(archive, tmp_path / "site")
        return Built(folder, check(Request(folder, at)))

    return ran


def heedful() -> None:
    """In a child before it starts: signals that the caller ignores (nohup, a job in the background) count again."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)


@dataclass(frozen=True)
class Ran:
    """What a run of the program in its own process left: exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.out)
        return found


def run_itsite(*arguments: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None, input_text: str = "") -> Ran:
    """`python -m itsite` with arguments, as a user starts it; no terminal."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), **(env or {})}
    done = subprocess.run(
        [sys.executable, "-m", "itsite", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        input=input_text,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def itsite() -> Callable[..., Ran]:
    """Runs the program in its own process."""
    return run_itsite


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The example site, built once as of 2026-11-21."""
    root = Path(__file__).parent.parent
    out = tmp_path_factory.mktemp("example") / "build"
    report = build(Request(root, NOW), out)
    return Built(out.parent, report)


def borrowed(variable: str, place: str) -> Path:
    """A folder of texts that are not ours to keep: where a variable says, else where make test has put it. Skips the test when it is not there."""
    folder = Path(os.environ.get(variable) or Path(__file__).parent.parent / ".cache" / place)
    if not folder.is_dir():
        pytest.skip(f"{variable} names no folder, and .cache/{place} is not there")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests of a process."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def browser(chromium):
    """The same browser by its plain name."""
    return chromium
