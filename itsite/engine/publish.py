"""A finished tree in place of the old one, in one step: whatever happens, readers see the old or the new one whole."""

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from itsite.engine.lock import lock
from itsite.engine.rename import exchange, flush
from itsite.engine.signals import undisturbed
from itsite.engine.standing import Standing, standing_of
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


class Put(NamedTuple):
    """A file that was put into the stage: how it stands, and whether it differs from the old one."""

    standing: Standing
    is_new: bool


def refusal(error: OSError, path: Path, doing: str) -> RefusedError:
    """An OSError as a refusal that names the path and the cure."""
    where = str(error.filename or path)
    cure = CURES.get(error.errno or 0, "build again; the site that stood there is untouched")
    return RefusedError(f"{doing}: {error.strerror or error}", path=where, hint=cure)


class Staging:
    """A tree beside the old one that is being filled, by several processes at once if need be; lives for one build."""

    def __init__(self, stage: Path, out: Path) -> None:
        """`stage` is an empty folder on the file system of `out`."""
        self.stage, self.out = str(stage), str(out)
        self.is_first = not out.exists()
        self._folders: set[str] = set()

    def _target(self, path: str) -> str:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            Path(self.stage, folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self.stage}/{path}"

    def put(self, path: str, data: bytes | Path) -> Put:
        """Writes one output, or links the old file when it has the same bytes. Raises OSError."""
        target, old = self._target(path), f"{self.out}/{path}"
        if not self.is_first and _same(old, data) and _linked(old, target):
            return Put(standing_of(os.lstat(target)), is_new=False)
        if isinstance(data, Path):
            shutil.copyfile(data, target)
            return Put(standing_of(os.lstat(target)), is_new=True)
        with open(target, "xb", buffering=0) as stream:  # noqa: PTH123 - a Path for each file takes as long as writing it
            stream.write(data)
            return Put(standing_of(os.fstat(stream.fileno())), is_new=True)

    def discard(self, path: str) -> None:
        """Takes an output out of the stage again; nothing happens where there is none."""
        Path(self.stage, path).unlink(missing_ok=True)

    def is_same(self, path: str, data: bytes) -> bool:
        """True when the old file has these bytes."""
        return _same(f"{self.out}/{path}", data)

    def keep(self, path: str) -> bool:
        """Takes the old file over as it is; False where the file system does not let it."""
        return _linked(f"{self.out}/{path}", self._target(path))

    def commit(self) -> None:
        """Puts the new tree in the old one's place and deletes the old one. Raises OSError before anything has changed."""
        stage, out = Path(self.stage), Path(self.out)
        flush(stage)
        with undisturbed():
            if not out.exists():
                stage.rename(out)
            elif not exchange(stage, out):
                _two_renames(stage, out)
            # The new site stands and is whole: an error from here on is no reason to say that it does not.
            with contextlib.suppress(OSError):
                flush(out.parent)
            shutil.rmtree(stage, ignore_errors=True)

    def replace(self, path: str, data: bytes) -> Standing:
        """Puts one file in place of the old one in the tree that stands, in one step. Raises OSError before anything has changed."""
        new = f"{self.stage}/new"
        with Path(new).open("xb", buffering=0) as stream:
            stream.write(data)
            os.fsync(stream.fileno())
            standing = standing_of(os.fstat(stream.fileno()))
        Path(new).replace(f"{self.out}/{path}")
        return standing


def _same(old: str, data: bytes | Path) -> bool:
    try:
        status = os.lstat(old)
        if not stat.S_ISREG(status.st_mode):
            return False
        if isinstance(data, bytes):
            return status.st_size == len(data) and Path(old).read_bytes() == data
        return status.st_size == data.stat().st_size and _same_bytes(Path(old), data)
    except OSError:
        return False


def _linked(old: str, target: str) -> bool:
    try:
        os.link(old, target, follow_symlinks=False)
    except OSError:
        return False
    return True


def _two_renames(stage: Path, out: Path) -> None:
    aside = stage.with_name(ASIDE)
    out.rename(aside)
    try:
        stage.rename(out)
    except OSError:
        aside.rename(out)
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


def refuse_foreign(out: Path, is_ours: Callable[[Path], bool]) -> None:
    """Raises RefusedError for what is no folder, or one that somebody else has filled."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise RefusedError(f"{out.name} is not a folder", path=str(out), hint="delete it, or choose another --out")
    above = next((folder for folder in out.parents if folder.exists()), out.parent)
    if not above.is_dir():
        raise RefusedError(f"{above.name} above it is not a folder", path=str(out), hint="choose another --out")
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
        refuse_foreign(out, is_ours)
        if work.is_symlink() or (work.exists() and not work.is_dir()):
            raise RefusedError(f"{work.name} is not a folder", path=str(work), hint="delete it; itsite makes it anew")
        with lock(work / "lock", f"{out.name}/"):
            _recover(work, out)
            refuse_foreign(out, is_ours)
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
