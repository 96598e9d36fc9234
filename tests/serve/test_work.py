"""Work that is handed over while the preview ends."""

import pytest

from itsite.serve.work import EndedError, WorkQueue


def test_who_still_waits_in_the_end_hears_of_it():
    work = WorkQueue()
    waiting, left = work.submit(int), work.submit(int)
    left.cancel()
    work.close()
    with pytest.raises(EndedError):
        waiting.result(0)
    with pytest.raises(EndedError):
        work.submit(int).result(0)


def test_work_ends_with_what_ended_the_server():
    work = WorkQueue()
    done = work.submit(lambda: work.stop(OSError("gone")))
    with pytest.raises(OSError, match="gone"):
        work.run()
    assert done.result(0) is None


def test_who_waits_for_a_call_in_which_the_preview_is_ended_hears_of_it():
    work = WorkQueue()

    def interrupted() -> None:
        raise KeyboardInterrupt

    waiting = work.submit(interrupted)
    with pytest.raises(KeyboardInterrupt):
        work.run()
    with pytest.raises(EndedError):
        waiting.result(0)


def test_what_a_call_raises_reaches_who_asked():
    work = WorkQueue()
    failed, after = work.submit(lambda: 1 / 0), work.submit(lambda: work.stop(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        work.run()
    with pytest.raises(ZeroDivisionError):
        failed.result(0)
    assert after.done()
