"""Signals, closed and full streams: the program ends as a shell expects, without a traceback and without leftovers (B20)."""

import signal
import subprocess
import sys

import pytest

from tests.conftest import heedful
from tests.faults.machine import ENVIRONMENT, TRACEBACK, Case, calls, copied, ended, injected, needs, run, sampled

ENDS = {"INT": 130, "TERM": 143, "HUP": 129}


def _sent_after(case: Case, name: str, seconds: float):
    process = subprocess.Popen(
        case.command(),
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heedful,  # noqa: PLW1509 - no threads run here
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(getattr(signal, f"SIG{name}"))
    out, err = process.communicate()
    return ended(subprocess.CompletedProcess([], process.returncode, out, err))


def _signals(case: Case, points: int) -> set[int]:
    seen = set()
    for name, code in ENDS.items():
        for n in range(points):
            # An interrupt may meet Python itself while it starts, before a line of itsite has run: then it says so in its own way.
            (case.root / ".itsite" / "cache.sqlite").unlink(missing_ok=True)
            done = _sent_after(case, name, 0.15 + 0.9 * n / points)
            assert done.code in {0, code}, (name, done)
            assert not TRACEBACK.search(done.err) or "itsite/cli" not in done.err, done.err
            assert case.state() in {"old", "new"}
            assert case.leftovers() == []
            seen.add(done.code)
    return seen


def test_a_signal_at_any_moment_ends_the_build_in_order(case):
    assert _signals(case, 5) >= set(ENDS.values())


@pytest.mark.soak
def test_a_signal_at_100_moments_ends_the_build_in_order(case):
    assert _signals(case, 100) >= {0, *ENDS.values()}


def _signals_at_calls(case: Case, folder, count: int) -> int:
    names = ["link", "linkat", "mkdir", "renameat2", "syncfs", "unlink", "unlinkat", "rmdir", "flock"]
    found = calls(copied(case, folder / "traced"), names, folder / "log")
    tried = 0
    for name, code in ENDS.items():
        for when in sampled(range(1, len(found) + 1), count):
            mine = copied(case, folder / f"{name}-{when}")
            done = injected(mine, names, f"signal={name}:when={when}")
            assert done.code in {0, code}, (name, when, done)
            assert not TRACEBACK.search(done.err), done.err
            assert mine.state() in {"old", "new"}
            assert mine.leftovers() == [], (name, when)
            tried += 1
    return tried


@needs("strace")
def test_a_signal_at_a_step_of_publishing_leaves_nothing_behind(case, tmp_path):
    assert _signals_at_calls(case, tmp_path, 4) == 12


@pytest.mark.soak
@needs("strace")
def test_a_signal_at_every_step_of_publishing_leaves_nothing_behind(case, tmp_path):
    assert _signals_at_calls(case, tmp_path, 10_000) > 300


@pytest.mark.parametrize("name", ["INT", "HUP"])
def test_a_signal_that_the_caller_has_it_ignore_stays_ignored(case, name):
    """`nohup itsite build &` in a script."""
    done = run(["sh", "-c", f'trap "" {name}; "$@" & sleep 0.5; kill -{name} $!; wait $!', "sh", *case.command()])
    assert (done.code, case.state()) == (0, "new"), done.err


def _shell(case: Case, line: str, *more: str):
    return run(["bash", "-o", "pipefail", "-c", line, "bash", *case.command(*more)])


@pytest.mark.parametrize(
    "line",
    ['"$@" | true', '"$@" | head -c1', '"$@" >&-', '"$@" 2>&-', '"$@" <&-', '"$@" >&- 2>&- <&-', '"$@" >/dev/full', '"$@" 2>/dev/full', '"$@" 2>&1 | true'],
)
def test_a_build_is_done_whoever_reads_its_last_line(case, line):
    done = _shell(case, line)
    assert done.code == 0, done
    assert not TRACEBACK.search(done.err)
    assert case.state() == "new"
    assert case.leftovers() == []


@pytest.mark.parametrize("line", ['"$@" | true', '"$@" 2>&1 | true', '"$@" 2>/dev/full', '"$@" 2>&-', '"$@" >&- 2>&- <&-'])
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_problems_are_an_exit_code_even_when_nobody_reads_them(case, line, form):
    (case.root / "content" / "broken.md").write_text("---\ntitel: x\n---\n" * 1, encoding="utf-8")
    done = _shell(case, line, "--format", form)
    assert done.code == 1, done
    assert not TRACEBACK.search(done.err)
    assert case.state() == "old"


def test_a_document_that_does_not_fit_is_an_error(case):
    done = _shell(case, '"$@" >/dev/full', "--format", "json")
    assert done.code == 3
    assert done.err == "standard output: error[IO001] the result cannot be written: No space left on device (make room where it goes)\n"


@pytest.mark.parametrize("command", [["schema"], ["--help"], ["--version"], ["build", "--help"]])
@pytest.mark.parametrize("line", ['"$@" | true', '"$@" >/dev/full', '"$@" >&-'])
def test_other_commands_end_quietly_too(command, line):
    done = run(["bash", "-c", line, "bash", sys.executable, "-m", "itsite", *command])
    assert done.code in {0, 3}
    assert done.is_clear, done.err


def test_output_in_a_narrow_encoding_is_no_obstacle(case):
    out = case.root / "büild-🙂"
    done = run(case.command(out=out), env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert done.code == 0, done.err
    assert case.state(out) == "new"
