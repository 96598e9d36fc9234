"""A finished tree in place of the old one, in one step: whatever happens, readers see the old or the new one whole."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from itsite.engine.lock import lock
from itsite.engine.rename import exchange, flush
from itsite.model.problem import RefusedError

PIECE_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the outputs: how many were written anew, how many were kept as they were."""

    new: int
    kept: int


def refusal(error: OSError, path: Path, doing: str) -> RefusedError:
    """An OSError as a refusal that names the path and the cure."""
    cures = {
        28: "make room on the disk and build again",
        122: "make room within your quota and build again",
        13: "give yourself the right to write there, or choose another --out",
        1: "give yourself the right to write there, or choose another --out",
        30: "choose an --out that is not read-only",
        18: "choose an --out that is not a mount point of its own",
        16: "choose an --out that is not a mount point of its own",
    }
    where = str(error.filename or path)
    return RefusedError(
        f"{doing}: {error.strerror or error}", path=where, hint=cures.get(error.errno or 0, "build again; the site that stood there is untouched")
    )


class Staging:
    """A tree beside the old one that is being filled; lives for one build."""

    def __init__(self, stage: Path, out: Path) -> None:
        """`stage` is an empty folder on the file system of `out`."""
        self.stage, self.out = stage, out
        self.new = self.kept = 0
        self._folders: set[Path] = {stage}

    def put(self, path: str, data: bytes | Path) -> None:
        """Writes one output, or links the old file when it has the same bytes. Raises OSError."""
        target = self.stage / path
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        old = self.out / path
        if self._same(old, data) and self._linked(old, target):
            self.kept += 1
            return
        if isinstance(data, bytes):
            with target.open("xb") as stream:
                stream.write(data)
        else:
            shutil.copyfile(data, target)
        self.new += 1

    def _same(self, old: Path, data: bytes | Path) -> bool:
        try:
            if old.is_symlink() or not old.is_file():
                return False
            if isinstance(data, bytes):
                return old.stat().st_size == len(data) and old.read_bytes() == data
            return old.stat().st_size == data.stat().st_size and _same_bytes(old, data)
        except OSError:
            return False

    def _linked(self, old: Path, target: Path) -> bool:
        try:
            os.link(old, target)
        except OSError:
            return False
        return True

    def commit(self) -> Written:
        """Puts the new tree in the old one's place and deletes the old one. Raises OSError before anything has changed."""
        flush(self.stage)
        if not self.out.exists():
            self.stage.rename(self.out)
        elif not exchange(self.stage, self.out):
            self._two_renames()
        flush(self.out.parent)
        shutil.rmtree(self.stage, ignore_errors=True)
        return Written(self.new, self.kept)

    def _two_renames(self) -> None:
        aside = self.stage.with_name(self.stage.name + "-old")
        shutil.rmtree(aside, ignore_errors=True)
        self.out.rename(aside)
        try:
            self.stage.rename(self.out)
        except OSError:
            aside.rename(self.out)
            raise
        shutil.rmtree(aside, ignore_errors=True)


def _same_bytes(one: Path, other: Path) -> bool:
    with one.open("rb") as a, other.open("rb") as b:
        while True:
            pieces = a.read(PIECE_BYTES), b.read(PIECE_BYTES)
            if pieces[0] != pieces[1]:
                return False
            if not pieces[0]:
                return True


def _recover(work: Path, out: Path) -> None:
    """After a kill between two renames the old tree lies aside and nothing stands in its place."""
    aside = work / "stage-old"
    if aside.is_dir() and not out.exists():
        aside.rename(out)


@contextlib.contextmanager
def staging(out: Path, work: Path, is_ours: Callable[[Path], bool]) -> Iterator[Staging]:
    """An empty tree to fill and commit. `work` is a folder for it, on the file system of `out`; it is removed when it was made here.

    Raises RefusedError when another build is at work, when `out` is not ours, or when the machine refuses.
    """
    existed = work.is_dir()
    try:
        with lock(work / "lock", f"{out.name}/"):
            _recover(work, out)
            if out.is_symlink() or (out.exists() and not out.is_dir()):
                raise RefusedError(f"{out.name} is not a folder", path=str(out), hint="delete it, or choose another --out")
            if out.is_dir() and not is_ours(out):
                raise RefusedError("the folder was not made by itsite and is left alone", path=str(out), hint="empty it yourself, or choose another --out")
            stage = work / "stage"
            shutil.rmtree(work / "stage-old", ignore_errors=True)
            shutil.rmtree(stage, ignore_errors=True)
            stage.mkdir()
            try:
                yield Staging(stage, out)
            finally:
                shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        raise refusal(error, out, "the site cannot be written") from None
    finally:
        if not existed:
            with contextlib.suppress(OSError):
                work.rmdir()
