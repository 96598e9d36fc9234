"""A finished tree in place of the old one, in one step: whatever happens, readers see the old or the new one whole."""

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from itsite.engine.lock import lock
from itsite.engine.rename import exchange, flush
from itsite.engine.signals import undisturbed
from itsite.model.problem import RefusedError

PIECE_BYTES = 1024 * 1024
ASIDE = "stage-old"
CURES = {
    errno.ENOSPC: "make room on the disk and build again",
    errno.EDQUOT: "make room within your quota and build again",
    errno.EACCES: "give yourself the right to write there, or choose another --out",
    errno.EPERM: "give yourself the right to write there, or choose another --out",
    errno.EROFS: "choose an --out that is not read-only",
    errno.EXDEV: "choose an --out that is not a mount point of its own",
    errno.EBUSY: "choose an --out that is not a mount point of its own",
    errno.ENAMETOOLONG: "choose an --out with a shorter name",
}


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the outputs: how many were written anew, how many were kept as they were."""

    new: int
    kept: int


def refusal(error: OSError, path: Path, doing: str) -> RefusedError:
    """An OSError as a refusal that names the path and the cure."""
    where = str(error.filename or path)
    cure = CURES.get(error.errno or 0, "build again; the site that stood there is untouched")
    return RefusedError(f"{doing}: {error.strerror or error}", path=where, hint=cure)


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
        with undisturbed():
            if not self.out.exists():
                self.stage.rename(self.out)
            elif not exchange(self.stage, self.out):
                self._two_renames()
            # The new site stands and is whole: an error from here on is no reason to say that it does not.
            with contextlib.suppress(OSError):
                flush(self.out.parent)
            shutil.rmtree(self.stage, ignore_errors=True)
        return Written(self.new, self.kept)

    def _two_renames(self) -> None:
        aside = self.stage.with_name(ASIDE)
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


def _check(out: Path, is_ours: Callable[[Path], bool]) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise RefusedError(f"{out.name} is not a folder", path=str(out), hint="delete it, or choose another --out")
    if out.is_dir() and not is_ours(out):
        raise RefusedError("the folder was not made by itsite and is left alone", path=str(out), hint="empty it yourself, or choose another --out")


def _recover(work: Path, out: Path) -> None:
    """Brings back what a killed build set aside between two renames, and clears what it left."""
    aside = work / ASIDE
    if aside.is_dir() and not out.exists():
        aside.rename(out)
    for left in work.glob("stage*"):
        shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def staging(out: Path, work: Path, is_ours: Callable[[Path], bool]) -> Iterator[Staging]:
    """An empty tree to fill and commit. `work` is a folder for it, on the file system of `out`; it is removed when it is empty.

    Raises RefusedError when another build is at work, when `out` is not ours, or when the machine refuses.
    """
    try:
        _check(out, is_ours)
        if work.is_symlink() or (work.exists() and not work.is_dir()):
            raise RefusedError(f"{work.name} is not a folder", path=str(work), hint="delete it; itsite makes it anew")
        with lock(work / "lock", f"{out.name}/"):
            _recover(work, out)
            _check(out, is_ours)
            # With a name of its own: somebody may delete `work` and its lock, and start a second build.
            stage = work / f"stage-{secrets.token_hex(8)}"
            try:
                stage.mkdir()
                yield Staging(stage, out)
            finally:
                with undisturbed():
                    shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        raise refusal(error, out, "the site cannot be written") from None
