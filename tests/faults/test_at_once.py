"""Several builds for one folder, and readers while it is replaced (B9, B21)."""

import shutil
import signal
import subprocess
import sys
import threading

import pytest

from itsite.engine.lock import lock
from itsite.engine.publish import staging
from itsite.model.problem import RefusedError
from tests.conftest import tree
from tests.faults.machine import ENVIRONMENT, Case, ended, run

HOLD = "import sys; from pathlib import Path; from itsite.engine.lock import lock\nwith lock(Path(sys.argv[1]), 'build/'): print('held', flush=True); sys.stdin.read()"


def _holder(case: Case) -> subprocess.Popen[str]:
    """A process that holds the lock of the case until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(case.root / ".itsite" / "lock")], env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_build_is_refused_and_names_the_first(case):
    with _holder(case) as holder:
        done = run(case.command())
        holder.communicate("")
    assert done.code == 3
    assert f"build/ is locked by another build (process {holder.pid})" in done.err
    assert "wait until it has ended" in done.err
    assert case.state() == "old"
    case.heals()


def test_a_lock_dies_with_its_holder(case):
    with _holder(case) as holder:
        holder.send_signal(signal.SIGKILL)
    assert (case.root / ".itsite" / "lock").exists()
    case.heals()


@pytest.mark.parametrize("text", ["", "1", "99999999", "no number", "2"])
def test_a_stale_lock_is_no_obstacle(case, text):
    (case.root / ".itsite").mkdir(exist_ok=True)
    (case.root / ".itsite" / "lock").write_text(text)
    (case.root / ".itsite" / "stage-1" / "x").mkdir(parents=True)
    case.heals()


def _at_once(case: Case, builds: int) -> list[int]:
    running = [
        subprocess.Popen(case.command(), env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(builds)
    ]
    codes = []
    for process in running:
        out, err = process.communicate()
        done = ended(subprocess.CompletedProcess([], process.returncode, out, err))
        assert done.is_clear, done.err
        assert done.code == 0 or (done.code == 3 and "is locked by another build (process " in done.err), done.err
        codes.append(done.code)
    assert 0 in codes
    assert case.state() == "new"
    assert case.leftovers() == []
    return codes


def test_of_three_builds_at_once_one_runs_and_the_others_run_or_are_refused(case):
    for _ in range(3):
        _at_once(case, 3)


@pytest.mark.soak
def test_of_three_builds_at_once_in_100_rounds_one_runs(case):
    assert {code for _ in range(100) for code in _at_once(case, 3)} == {0, 3}


def test_locks_taken_by_many_threads_are_never_held_twice(tmp_path):
    """The lock file and its folder vanish with each holder, and somebody else is always about to take them."""
    holders: list[int] = []
    wrong: list[object] = []

    def take(number: int) -> None:
        for _ in range(150):
            try:
                with lock(tmp_path / "work" / "lock", "it"):
                    holders.append(number)
                    if holders != [number]:
                        wrong.append(list(holders))
                    holders.remove(number)
            except RefusedError:
                continue
            except OSError as error:
                wrong.append(error)

    threads = [threading.Thread(target=take, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert not (tmp_path / "work").exists()


def _reads(out, stop: threading.Event, failures: list[object], counts: list[int]) -> None:
    while not stop.is_set():
        for name in ("index.html", "help/index.html", "robots.txt"):
            try:
                data = (out / name).read_bytes()
            except OSError as error:
                failures.append(error)
                continue
            if not data.startswith(b"<") and not data.endswith(b"whole\n"):
                failures.append(data)
            if len(set(data.split(b"|")[1:-1])) > 1:
                failures.append("half a page")
            counts[0] += 1


def _published_under_readers(folder, publishes: int) -> int:
    """Publishes trees one after the other while two readers read; returns how many reads there were, none of which failed."""
    out = folder / "build"
    stop, failures, counts = threading.Event(), [], [0]
    readers = [threading.Thread(target=_reads, args=(out, stop, failures, counts)) for _ in range(2)]
    for version in range(publishes):
        with staging(out, folder / ".work", lambda _: True) as stage:
            for name in ("index.html", "help/index.html", *(f"p{n}/index.html" for n in range(20))):
                stage.put(name, b"<" + f"|{version}".encode() * 2000 + b"|\n")
            stage.put("robots.txt", f"{version % 3} whole\n".encode())
            stage.commit()
        if version == 0:
            for reader in readers:
                reader.start()
    stop.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert len(tree(out)) == 23
    return counts[0]


def test_no_read_fails_and_no_page_is_half_during_100_publishes(tmp_path):
    assert _published_under_readers(tmp_path, 100) > 100


def test_a_work_folder_deleted_during_a_build_and_a_second_build_started_never_publish_half_a_site(tmp_path):
    out, work = tmp_path / "build", tmp_path / ".work"

    def builds_while_the_folder_is_deleted() -> None:
        with staging(out, work, lambda _: True) as first:
            first.put("a", b"first")
            shutil.rmtree(work)
            with staging(out, work, lambda _: True) as other:
                other.put("a", b"half of the other")
                first.commit()

    with pytest.raises(RefusedError, match="No such file"):
        builds_while_the_folder_is_deleted()
    assert not out.exists()
    with staging(out, work, lambda _: True) as second:
        second.put("a", b"second")
        second.commit()
    assert tree(out) == {"a": b"second"}
