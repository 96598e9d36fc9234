"""Work shared out among processes: what comes back, and what is left when it goes wrong."""

import io
import os
import select
import signal
import sys
from pathlib import Path

import pytest

from itsite.cli.progress import Progress
from itsite.engine.workers import Workers
from itsite.model.problem import RefusedError
from tests.faults.machine import REPOSITORY, needs, run

PATIENCE_S = 60
# A user that has no other process, not even one of the same tests elsewhere.
NOBODY_ELSE = 100_000 + os.getpid()

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")


def children() -> set[int]:
    """The processes that this one has started and not yet buried."""
    return {int(pid) for listed in Path("/proc/self/task").glob("*/children") for pid in listed.read_text(encoding="ascii").split()}


@pytest.fixture(autouse=True)
def orphans():
    """Nothing that was started in a test outlives it."""
    before = children()
    yield
    assert children() <= before


def square(number):
    return number * number


class OnlyElsewhere:
    """A step that does `what` in other processes; in this one it waits until another process has begun."""

    def __init__(self, what) -> None:
        self.what, self.home = what, os.getpid()
        self.begun, self.begin = os.pipe()

    def __call__(self, item: int) -> object:
        if os.getpid() == self.home:
            assert select.select([self.begun], [], [], PATIENCE_S)[0], "no other process has begun"
            return item
        os.write(self.begin, b"x")
        return self.what(item)


def test_no_more_processes_start_than_there_is_work_for():
    before = children()
    results = Workers(200).map(square, range(30))
    started = children() - before
    assert len(started) == 29
    assert list(results) == [n * n for n in range(30)]
    assert children() == before


@pytest.mark.parametrize(("processes", "items"), [(2, 24), (3, 1000), (7, 5000)])
def test_results_come_in_the_order_of_the_items(processes, items):
    assert list(Workers(processes).map(square, range(items))) == [n * n for n in range(items)]


@pytest.mark.parametrize("taken", [0, 1, 99])
def test_results_that_nobody_wants_any_more_leave_no_process(taken):
    before = children()
    results = Workers(4).map(square, range(100))
    assert len(children() - before) == 3
    assert [next(results) for _ in range(taken)] == [n * n for n in range(taken)]
    del results
    assert children() == before


class NeedsTwoError(Exception):
    """Is packed well and cannot be unpacked."""

    def __init__(self, one, two) -> None:
        super().__init__(f"{one} and {two}")


def _fails_oddly(item):
    raise NeedsTwoError(item, "more")


def _fails_locally(item):
    class LocalError(Exception):
        """Cannot be packed: nobody finds its class."""

    raise LocalError(f"item {item}")


@pytest.mark.parametrize("failing", [_fails_oddly, _fails_locally])
def test_an_error_that_cannot_travel_comes_as_its_text(failing):
    before = children()
    with pytest.raises(RuntimeError) as caught:
        list(Workers(3).map(OnlyElsewhere(failing), range(40)))
    said = str(caught.value)
    assert said.startswith("Traceback (most recent call last):")
    assert f"in {failing.__name__}" in said
    assert "NeedsTwoError: " in said or "LocalError: item " in said
    assert children() == before


def test_an_error_that_can_travel_comes_as_it_is():
    with pytest.raises(ValueError, match="invalid literal for int"):
        list(Workers(3).map(OnlyElsewhere(lambda item: int(f"no {item}")), range(40)))


def test_a_process_that_is_killed_is_a_refusal():
    before = children()
    with pytest.raises(RefusedError, match="ended from outside"):
        list(Workers(3).map(OnlyElsewhere(lambda _: os.kill(os.getpid(), signal.SIGKILL)), range(40)))
    assert children() == before


FEW_PROCESSES = """
import resource, sys
from pathlib import Path
from itsite.engine.workers import Workers

limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_NPROC, (limit, limit))
open_before = len(list(Path("/proc/self/fd").iterdir()))
results = Workers(6).map(str, range(100))
print(len(Path("/proc/thread-self/children").read_text().split()))
print(list(results) == list(map(str, range(100))))
print(len(list(Path("/proc/self/fd").iterdir())) - open_before)
"""


@needs("setpriv", root=True)
@pytest.mark.parametrize("others", [0, 2])
def test_where_the_machine_gives_fewer_processes_all_is_done_by_these(others):
    """The limit counts the first process too, and does not bind root."""
    as_other = ["setpriv", f"--reuid={NOBODY_ELSE}", f"--regid={NOBODY_ELSE}", "--clear-groups", sys.executable]
    if run([*as_other, "-c", "import itsite.engine.workers"], cwd=REPOSITORY).code:
        pytest.skip("another user cannot read this checkout")
    done = run([*as_other, "-c", FEW_PROCESSES, str(1 + others)], cwd=REPOSITORY)
    assert (done.code, done.out.split()) == (0, [str(others), "True", "0"]), done.err


def test_who_shows_progress_lets_the_work_begin_at_once():
    before = children()
    results = Progress(Workers(4), io.StringIO()).map(square, range(100))
    assert len(children() - before) == 3
    assert list(results) == list(Workers(4).map(square, range(100)))


def test_progress_that_nobody_wants_any_more_leaves_no_process():
    before = children()
    results = Progress(Workers(4), io.StringIO()).map(square, range(100))
    assert len(children() - before) == 3
    del results
    assert children() == before
