"""Posting to a real server: each announcement once, in order, whatever happens."""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from itsite.announcing.waiting import OUTLET
from itsite.delivery.journal import Journal, State, journal_of
from tests.announcing.chat import CUT, CUT_AFTER, HANG, Chat, serving
from tests.announcing.conftest import SITE
from tests.conftest import heedful, unpacked

ROOT = Path(__file__).parent.parent.parent
ALL = ["First", "Second", "Third & <last>"]


def titles(posts):
    return [post.announcement.title for post in posts]


def test_each_is_posted_once_oldest_first(poster):
    outcome = poster()
    assert poster.taken == ALL
    assert (titles(outcome.posted), outcome.is_whole) == (ALL, True)
    assert poster().posted == []
    assert poster.taken == ALL


FAULTS = {
    "429": ([429, 429], [7.0, 7.0], False),
    "500": ([500], [2.0], False),
    "503 with Retry-After": ([503], [7.0], False),
    "cut": ([CUT], [2.0], True),
    "hang": ([HANG], [2.0], True),
    "everything": ([500, 429, CUT], [2.0, 7.0, 18.0], True),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_passes_is_tried_again_in_its_place(poster, fault):
    answers, waits, is_uncertain = FAULTS[fault]
    poster.silent_after = 0.5
    poster.chat.answers["/hook"] = [200, *answers]
    outcome = poster()
    assert (poster.taken, outcome.is_whole) == (ALL, True)
    assert [body["title"] for body in poster.chat.tried["/hook"]] == ["First", *["Second"] * len(answers), "Second", "Third & <last>"]
    assert [seconds for seconds, _ in poster.clock.waits] == waits
    assert titles(outcome.uncertain) == (["Second"] if is_uncertain else [])


def test_a_date_may_stand_in_retry_after(poster):
    poster.chat.retry_after = "Wed, 21 Oct 2015 07:28:00 GMT"
    poster.chat.answers["/hook"] = [429]
    assert poster().is_whole
    assert [seconds for seconds, _ in poster.clock.waits] == [2.0]


def test_what_does_not_pass_holds_up_what_is_newer(poster):
    poster.chat.answers["/hook"] = [200, 500, 500, 500, 500]
    outcome = poster()
    assert (poster.taken, titles(outcome.left), outcome.is_given_up) == (["First"], ALL[1:], False)
    assert outcome.why == "500 Internal Server Error: ok"
    assert [seconds for seconds, _ in poster.clock.waits] == [2.0, 6.0, 18.0]
    assert titles(poster().posted) == ALL[1:]
    assert poster.taken == ALL


def test_a_longer_pause_than_we_wait_is_left_for_later(poster):
    poster.chat.retry_after = "86400"
    poster.chat.answers["/hook"] = [429]
    outcome = poster()
    assert (titles(outcome.left), poster.clock.waits) == (ALL, [])
    assert outcome.why == "429 Too Many Requests: ok (it asks for a pause of 86,400 s)"


def test_a_target_does_not_keep_the_others_waiting_for_ever(poster):
    poster.chat.retry_after = "110"
    poster.chat.answers["/hook"] = [429, 200, 429, 429]
    outcome = poster()
    assert (poster.taken, titles(outcome.left)) == (["First"], ALL[1:])
    assert [seconds for seconds, _ in poster.clock.waits] == [110.0, 110.0]
    assert titles(poster().posted) == ALL[1:]


def test_a_gateway_that_does_not_know_leaves_it_open_whether_it_arrived(poster):
    poster.chat.answers["/hook"] = [504]
    outcome = poster()
    assert (titles(outcome.posted), titles(outcome.uncertain)) == (ALL, ["First"])


def test_what_is_refused_holds_up_nothing_and_is_not_tried_again_unless_asked(poster):
    poster.chat.answers["/hook"] = [200, 400]
    outcome = poster()
    assert (poster.taken, outcome.left) == (["First", "Third & <last>"], [])
    assert [(post.announcement.title, said) for post, said in outcome.refused] == [("Second", "400 Bad Request: ok")]
    assert poster().posted == []
    assert titles(poster(again=True).posted) == ["Second"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_target_that_refuses_us_is_given_up_and_loses_nothing(poster, status):
    poster.chat.answers["/hook"] = [status]
    outcome = poster()
    assert (outcome.is_given_up, titles(outcome.left), poster.chat.count) == (True, ALL, 1)
    assert str(status) in outcome.why
    assert titles(poster().posted) == ALL


@pytest.mark.parametrize(("status", "location"), [(307, "https://elsewhere.example/hook"), (301, "/other"), (302, "http://127.0.0.1:1/hook"), (308, "")])
def test_a_post_is_not_carried_elsewhere(poster, status, location):
    poster.chat.location = location
    poster.chat.answers["/hook"] = [status]
    outcome = poster()
    assert (outcome.is_given_up, poster.chat.count) == (True, 1)
    assert outcome.why == f"the address leads elsewhere ({status}), and is not followed there"


def test_on_the_same_host_it_is(poster):
    poster.chat.location = "/other"
    poster.chat.answers["/hook"] = [308, 308, 308]
    assert poster().is_whole
    assert [body["title"] for body in poster.chat.taken["/other"]] == ALL


def test_a_circle_is_left(poster):
    poster.chat.location = "/hook"
    poster.chat.answers["/hook"] = [307] * 9
    assert (poster().why, poster.chat.count) == ("it leads in circles", 4)


def test_the_same_post_says_so_at_each_try(poster):
    poster.chat.answers["/hook"] = [500, CUT_AFTER]
    poster()
    keys = [headers["Idempotency-Key"] for _, headers in poster.chat.headers]
    assert len(keys) == 5
    assert len(set(keys[:3])) == 1
    assert len(set(keys)) == 3


class Killer:
    """Kills the program that posts at moments that nobody has chosen: after a request, before an answer."""

    def __init__(self, chat, seed) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
        self.next = self.chance.randrange(2, 12)
        self.process, self.kills, self.started = None, 0, threading.Event()
        chat.at_moment = self.look

    def look(self, moment, count):
        if count >= self.next and self.started.is_set() and moment == self.chance.choice(["before", "taken"]):
            self.started.clear()
            self.next = count + self.chance.randrange(1, 20)
            self.kills += 1
            os.kill(self.process.pid, signal.SIGKILL)


def posting(root, port):
    command = [
        sys.executable,
        "-m",
        "itsite",
        "announce",
        "--send",
        "--site",
        root,
        "--target",
        "staff",
        "--since",
        "2026-11-01",
        "--at",
        "2026-11-21T12:00+00:00",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ITSITE_WEBHOOK_STAFF": f"http://127.0.0.1:{port}/hook"}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heedful)  # noqa: PLW1509


MANY = 40


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_random_moments_it_goes_on_until_each_is_there_once(tmp_path, seed):
    news = "".join(f"-- content/news/2026-11-{1 + n // 4:02}-n{n:02}.md --\n---\ntitle: N{n:02}\n---\nText.\n" for n in range(MANY))
    root = unpacked(SITE.partition("-- content/")[0] + news, tmp_path / "site")
    chat = Chat()
    killer = Killer(chat, seed)
    wanted, named = [f"N{n:02}" for n in range(MANY)], set()
    with serving(chat) as port:
        while True:
            with posting(root, port) as process:
                killer.process = process
                killer.started.set()
                out, err = process.communicate(timeout=240)
                killer.started.clear()
            uncertain = out.partition("may be there twice")[2].partition("\n")[2].splitlines()
            named |= {line.strip() for line in uncertain if line.startswith("    N")}
            if process.returncode != -signal.SIGKILL:
                break
            with Journal(journal_of(root)) as journal:
                begun = [one for one in journal.received(OUTLET, "staff").values() if one.state is State.BEGUN]
            assert len(begun) <= 1
    assert process.returncode == 0, err
    assert killer.kills >= 2
    taken = [body["title"] for body in chat.taken["/hook"]]
    twice = {title for title in taken if taken.count(title) > 1}
    assert list(dict.fromkeys(taken)) == wanted
    assert taken == sorted(taken)
    assert len(taken) <= MANY + killer.kills
    assert len(named) <= killer.kills
    assert twice <= named


def test_the_one_in_flight_at_a_kill_is_named_by_the_next(tmp_path):
    root = unpacked(SITE, tmp_path / "site")
    chat = Chat()
    with serving(chat) as port:
        with posting(root, port) as process:
            chat.at_moment = lambda moment, count: os.kill(process.pid, signal.SIGKILL) if (moment, count) == ("taken", 2) else None
            process.communicate(timeout=120)
        chat.at_moment = lambda *_: None
        with posting(root, port) as process:
            out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert "1 post may be there twice, since a posting was cut off just then:\n    Second\n" in out
    assert [body["title"] for body in chat.taken["/hook"]] == ["First", "Second", "Second", "Third & <last>"]
    ids = [body["id"] for body in chat.taken["/hook"]]
    assert ids[1] == ids[2]
    keys = [headers["Idempotency-Key"] for _, headers in chat.headers]
    assert keys[1] == keys[2]


def test_however_often_it_is_killed_a_later_report_names_the_one_in_flight_and_only_once(tmp_path):
    root = unpacked(SITE, tmp_path / "site")
    chat = Chat()
    reports = []
    with serving(chat) as port:
        # Killed while the second is in flight, then while the third is: by then, the second has arrived once more.
        for fatal in (2, 4, 0, 0):
            with posting(root, port) as process:
                chat.at_moment = lambda moment, count, fatal=fatal, at=process.pid: os.kill(at, signal.SIGKILL) if (moment, count) == ("taken", fatal) else None
                reports.append((process.communicate(timeout=120), process.returncode))
    assert [body["title"] for body in chat.taken["/hook"]] == ["First", "Second", "Second", "Third & <last>", "Third & <last>"]
    assert [code for _, code in reports] == [-signal.SIGKILL, -signal.SIGKILL, 0, 0], reports
    assert "2 posts may be there twice, since a posting was cut off just then:\n    Second\n    Urgent: Third & <last>\n" in reports[2][0][0]
    assert "twice" not in reports[3][0][0]


def test_what_was_put_off_in_doubt_stays_in_doubt(poster):
    poster.chat.answers["/hook"] = [504, 504, 504, 504]
    assert (titles(poster().left), titles(poster().uncertain)) == (ALL, ["First"])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_who_interrupts_it_hears_what_was_posted(tmp_path, number):
    root = unpacked(SITE, tmp_path / "site")
    chat = Chat()
    chat.answers["/hook"] = [200, HANG]
    with serving(chat) as port:
        with posting(root, port) as process:
            chat.at_moment = lambda moment, count: os.kill(process.pid, number) if (moment, count) == ("before", 2) else None
            out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (128 + number, "")
        first, _, rest = out.partition("  1 post may be there twice, since a posting was cut off just then:\n")
        assert first == "staff (plain JSON): posted 1\n    First\n"
        assert rest == (
            "    Second\n  stopped for now: it was interrupted\n  2 posts left; the same command goes on with them:\n    Second\n    Urgent: Third & <last>\n"
        )
        chat.at_moment = lambda *_: None
        with posting(root, port) as process:
            out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert "1 post may be there twice, since a posting was cut off just then:\n    Second\n" in out
    assert [body["title"] for body in chat.taken["/hook"]] == ALL


def test_two_at_once_post_nothing_twice(tmp_path):
    root = unpacked(SITE, tmp_path / "site")
    chat = Chat()
    others = []

    def another(moment, count):
        """While the first one waits for its answer, a second one is started and comes to its end."""
        if (moment, count) == ("taken", 2):
            with posting(root, port) as process:
                others.append((*process.communicate(timeout=120), process.returncode))

    chat.at_moment = another
    with serving(chat) as port, posting(root, port) as process:
        out, err = process.communicate(timeout=240)
    assert (process.returncode, err) == (0, "")
    ((other_out, other_err, code),) = others
    assert (code, other_out) == (3, "")
    assert "the journal of deliveries cannot be used: another program is sending (wait until it has ended)" in other_err
    assert [body["title"] for body in chat.taken["/hook"]] == ALL
    assert "twice" not in out
