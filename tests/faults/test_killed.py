"""kill -9 at any moment leaves the old site or the new one whole, and the next build heals what is left (B1, B2)."""

import subprocess

import pytest

from tests.faults.machine import ENVIRONMENT, KILLED, Case, calls, copied, injected, needs, run, sampled

MOVES = ["rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "symlink", "symlinkat", "mkdir", "rmdir", "syncfs"]


def _seconds_of_a_build(case: Case, folder) -> float:
    done = run(["sh", "-c", 'start=$(date +%s%N); "$@" >/dev/null && echo $(($(date +%s%N) - start))', "sh", *copied(case, folder).command()])
    return int(done.out) / 1e9


def _killed_after(case: Case, seconds: float) -> None:
    with subprocess.Popen(case.command(), env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()


def _timed(case: Case, folder, points: int) -> None:
    whole = _seconds_of_a_build(case, folder / "measured")
    for n in range(points):
        # The last half of a build is where it writes: most of the points lie there.
        _killed_after(case, whole * (0.4 + 0.8 * n / points))
        assert case.state() in {"old", "new"}
    case.heals()


def _at_calls(case: Case, folder, *, sample: int | None) -> int:
    found = calls(copied(case, folder / "traced"), MOVES, folder / "log")
    tried = 0
    for name in MOVES:
        count = sum(f"{name}(" in line.split('"')[0] for line in found)
        for when in sampled(range(1, count + 1), sample or max(count, 1)):
            mine = copied(case, folder / f"{name}-{when}")
            done = injected(mine, [name], f"signal=KILL:when={when}")
            assert done.code in {0, KILLED}, (name, when, done.err)
            assert mine.state() in {"old", "new"}, (name, when)
            if tried % 8 == 0 or name == "renameat2":
                mine.heals()
            tried += 1
    return tried


def test_a_kill_at_any_moment_leaves_the_old_or_the_new_site(case, tmp_path):
    _timed(case, tmp_path, 10)


@needs("strace")
def test_a_kill_at_a_step_of_publishing_leaves_the_old_or_the_new_site(case, tmp_path):
    assert _at_calls(case, tmp_path, sample=2)


@pytest.mark.soak
def test_a_kill_at_100_moments_leaves_the_old_or_the_new_site(case, tmp_path):
    _timed(case, tmp_path, 100)


@pytest.mark.soak
@needs("strace")
def test_a_kill_at_every_step_of_publishing_leaves_the_old_or_the_new_site(case, tmp_path):
    assert _at_calls(case, tmp_path, sample=None) > 100


@needs("strace")
def test_a_kill_between_the_two_renames_of_a_system_without_exchange_is_healed_by_the_next_build(case):
    """The one gap: where two folders cannot be exchanged, nothing stands between the renames; the next build brings it back first."""
    without = ["-e", "inject=renameat2:error=ENOSYS"]
    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=rename,renameat2", *without, "-e", "inject=rename:signal=KILL:when=2"]
    assert run([*strace, *case.command()]).code == KILLED
    case.heals()
