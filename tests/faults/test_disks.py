"""Disks that are full, worn out or closed: the build says so with path and cure, and the old site stands (B3 to B8, B22)."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import tree
from tests.faults.machine import AT, Case, Ended, calls, copied, injected, needs, run, sampled

IN_A_MOUNT = 'mount -t tmpfs -o "$1" tmpfs "$2" && cp -a "$3" "$2/build" && shift 3 && { "$@"; code=$?; cp -a "$M/build" "$R/build"; ls -A "$M" > "$R/left"; exit $code; }'


def _in_a_small_disk(case: Case, folder: Path, options: str) -> tuple[Ended, Path, str]:
    """A build into a file system of its own: how it ended, what stands there, and what lies beside it."""
    mount, result = folder / "mount", folder / "result"
    mount.mkdir(parents=True)
    result.mkdir()
    command = case.command(out=mount / "build")
    done = run(["unshare", "-m", "sh", "-c", IN_A_MOUNT, "sh", options, mount, case.out, *command], env={"M": str(mount), "R": str(result)})
    return done, result / "build", (result / "left").read_text()


def _kilobytes(trees: dict[str, bytes]) -> int:
    folders = {path.rpartition("/")[0] for path in trees}
    return sum(-(-len(data) // 4096) * 4 for data in trees.values()) + 4 * len(folders)


def _full_disks(case: Case, folder: Path, sizes: int) -> list[int]:
    used = _kilobytes(case.old)
    codes = []
    for n in range(sizes):
        size = used + 24 + (used + 200) * n // (sizes - 1)
        done, out, left = _in_a_small_disk(case, folder / str(n), f"size={size}k")
        assert done.is_clear, done.err
        assert (done.code, case.state(out)) in {(0, "new"), (3, "old")}, done.err
        assert left.split() == ["build"]
        if done.code:
            assert "No space left on device" in done.err
            assert "make room on the disk" in done.err
            assert str(folder / str(n) / "mount") in done.err
        codes.append(done.code)
    return codes


@needs("unshare", root=True)
def test_a_full_disk_is_named_and_the_old_site_stands(case, tmp_path):
    codes = _full_disks(case, tmp_path, 5)
    assert codes[0] == 3
    assert codes[-1] == 0


@pytest.mark.soak
@needs("unshare", root=True)
def test_full_disks_of_20_sizes_leave_the_old_site(case, tmp_path):
    codes = _full_disks(case, tmp_path, 20)
    assert codes == sorted(codes, reverse=True)


@needs("unshare", root=True)
def test_a_disk_without_inodes_is_named_and_the_old_site_stands(case, tmp_path):
    files = len(case.old) + len({path.rpartition("/")[0] for path in case.old})
    for more in (3, files // 2):
        done, out, left = _in_a_small_disk(case, tmp_path / str(more), f"size=20m,nr_inodes={files + more + 4}")
        assert (done.code, case.state(out)) == (3, "old"), done.err
        assert done.is_clear
        assert "No space left on device" in done.err
        assert left.split() == ["build"]


@needs("unshare", "mkfs.ext4", root=True)
def test_a_full_ext4_disk_is_named_and_the_old_site_stands(case, tmp_path):
    """Delayed allocation: here a disk may turn out to be full only when it is flushed."""
    image, mount, result = tmp_path / "image", tmp_path / "mount", tmp_path / "result"
    mount.mkdir()
    result.mkdir()
    with image.open("wb") as stream:
        stream.truncate((_kilobytes(case.old) + 700) * 1024)
    assert run(["mkfs.ext4", "-q", "-F", "-O", "^has_journal", "-m", "0", image]).code == 0
    script = (
        'mount -o loop "$1" "$2" || exit 77; cp -a "$3" "$2/build"; dd if=/dev/zero of="$2/rest" bs=1k 2>/dev/null; '
        'shift 3; "$@"; code=$?; cp -a "$M/build" "$R/build"; umount "$M"; exit $code'
    )
    done = run(["unshare", "-m", "sh", "-c", script, "sh", image, mount, case.out, *case.command(out=mount / "build")], env={"M": str(mount), "R": str(result)})
    if done.code == 77:
        pytest.skip("needs a loop device")
    assert (done.code, case.state(result / "build")) == (3, "old"), done.err
    assert done.is_clear
    assert "make room" in done.err


def _write_errors(case: Case, rounds: int) -> set[int]:
    codes = set()
    for n in range(rounds):
        chance = (0.3, 0.1, 0.03, 0.01)[n % 4]
        done = run(["fiu-run", "-x", "-c", f"enable_random name=posix/io/rw/write,probability={chance}", *case.command()])
        assert not set(done.err.split()) & {"Traceback", "BUG01"}, done.err
        assert (done.code, case.state()) in {(0, "new"), (3, "old")}, done.err
        codes.add(done.code)
        if done.code == 0:
            _back_to_old(case)
    return codes


def _back_to_old(case: Case) -> None:
    shutil.rmtree(case.out)
    for path, data in case.old.items():
        (case.out / path).parent.mkdir(parents=True, exist_ok=True)
        (case.out / path).write_bytes(data)


@needs("fiu-run")
def test_random_write_errors_leave_the_old_or_the_new_site(case):
    assert _write_errors(case, 6)
    case.heals()


@pytest.mark.soak
@needs("fiu-run")
def test_200_rounds_of_random_write_errors_leave_the_old_or_the_new_site(case):
    assert _write_errors(case, 200) == {0, 3}
    case.heals()


@needs("strace")
@pytest.mark.parametrize(
    ("names", "fault", "code"),
    [
        (["renameat2"], "error=EIO:when=1", 3),
        (["renameat2"], "error=ENOSPC:when=1", 3),
        (["renameat2"], "error=EXDEV:when=1", 3),
        (["renameat2"], "error=EBUSY:when=1", 3),
        (["syncfs"], "error=EIO:when=1", 3),
        (["mkdir"], "error=EIO:when=2+", 3),
        # After the switch the new site stands: nothing that fails then makes the build a failure.
        (["syncfs"], "error=EIO:when=2", 0),
        (["rmdir", "unlink", "unlinkat"], "error=EIO", 0),
        # Not every file system can link or exchange.
        (["link", "linkat"], "error=EPERM", 0),
        (["renameat2"], "error=ENOSYS", 0),
        (["renameat2"], "error=EINVAL", 0),
        (["renameat2"], "error=EPERM", 0),
    ],
)
def test_an_error_of_a_system_call_leaves_the_old_or_the_new_site(case, names, fault, code):
    done = injected(case, names, fault)
    assert done.code == code, done.err
    case.all_or_nothing(done)
    if code:
        assert str(case.root) in done.err
        assert "(" in done.err
    case.heals()


@needs("strace")
def test_two_renames_bring_the_old_site_back_when_the_second_fails(case):
    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=rename,renameat2", "-e", "inject=renameat2:error=ENOSYS"]
    case.all_or_nothing(run([*strace, "-e", "inject=rename:error=EIO:when=2", *case.command()]))
    assert case.state() == "old"
    case.heals()


# Calls are counted in each process: with more than one the numbers would mean others from run to run.
ALONE = ("--jobs", "1")


def _open_errors(case: Case, folder: Path, count: int) -> int:
    found = calls(copied(case, folder / "traced"), ["openat"], folder / "log", *ALONE)
    ours = [n for n, line in enumerate(found, 1) if "/traced/site/" in line and "O_DIRECTORY" not in line and ".itsite" not in line]
    tried = 0
    for when in sampled(ours, count):
        mine = copied(case, folder / str(when))
        done = injected(mine, ["openat"], f"error=EIO:when={when}", *ALONE)
        mine.all_or_nothing(done)
        tried += done.code
        if done.code:
            assert str(mine.root) in done.err or "content/" in done.err, done.err
    return tried


@needs("strace")
def test_a_file_that_does_not_open_is_named(case, tmp_path):
    assert _open_errors(case, tmp_path, 8)


@pytest.mark.soak
@needs("strace")
def test_every_file_that_does_not_open_is_named(case, tmp_path):
    assert _open_errors(case, tmp_path, 10_000) > 100


@needs("strace")
def test_everything_is_flushed_before_the_switch(case, tmp_path):
    found = [line.split("(")[0].split()[-1] for line in calls(case, ["syncfs", "renameat2"], tmp_path / "log")]
    assert found == ["syncfs", "renameat2", "syncfs"]


@needs("unshare", root=True)
def test_a_read_only_output_folder_is_named(case):
    script = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
    done = run(["unshare", "-m", "sh", "-c", script, "sh", case.root, *case.command()])
    assert done.code == 3, done.err
    case.all_or_nothing(done)
    assert "Read-only file system" in done.err
    assert str(case.root) in done.err


@pytest.fixture
def nobodys(prepared: Case):
    """A case that belongs to the user nobody, in a folder that this user can reach."""
    folder = Path("/var/tmp") / f"itsite-test-{os.getpid()}"  # noqa: S108 - tmp_path is closed to other users
    folder.mkdir(mode=0o755)
    mine = copied(prepared, folder)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 65534, 65534)
    yield mine
    shutil.rmtree(folder)


def _as_nobody(case: Case, out: Path | None = None) -> Ended:
    program = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *case.command(out=out)]
    if run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-c", "import itsite.cli"]).code:
        pytest.skip("the user nobody cannot read this checkout")
    return run(program)


@needs("setpriv", root=True)
@pytest.mark.parametrize("mode", [0o500, 0o000])
@pytest.mark.parametrize("where", [".", "build", ".itsite", "content", "content/help"])
def test_a_folder_without_permission_is_named_and_nothing_is_lost(nobodys, where, mode):
    folder = nobodys.root / where
    folder.mkdir(exist_ok=True)
    os.chown(folder, 65534, 65534)
    folder.chmod(mode)
    try:
        done = _as_nobody(nobodys)
    finally:
        if folder.exists():
            folder.chmod(0o755)
    nobodys.all_or_nothing(done)
    if done.code:
        assert "Permission denied" in done.err
        assert "give yourself the right" in done.err
        assert where.strip(".") in done.err
    else:
        assert mode == 0o500


@needs("setpriv", root=True)
@pytest.mark.parametrize("path", ["content/index.md", "content/file.bin"])
def test_a_file_without_permission_is_named_and_nothing_is_lost(nobodys, path):
    (nobodys.root / path).chmod(0)
    done = _as_nobody(nobodys)
    assert done.code == 3, done.err
    nobodys.all_or_nothing(done)
    assert path in done.err
    assert "give yourself the right to read" in done.err


@needs("setpriv", root=True)
def test_a_lock_and_leftovers_of_another_user_are_named(nobodys):
    work = nobodys.root / ".itsite"
    work.mkdir(exist_ok=True)
    os.chown(work, 0, 0)
    (work / "lock").write_text("1")
    done = _as_nobody(nobodys)
    nobodys.all_or_nothing(done)
    assert done.code == 3
    assert ".itsite" in done.err


def test_a_failed_build_leaves_no_empty_file(case):
    (case.root / "content" / "broken.md").write_text("---\ntitel: x\n---\n", encoding="utf-8")
    done = run(case.command())
    assert done.code == 1
    assert tree(case.out) == case.old
    assert case.leftovers() == []
    assert AT in case.command()
