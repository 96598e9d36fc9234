"""The journal of deliveries: what is written stays, whatever happens to the program."""

import os
import signal
import sqlite3
import subprocess
import sys

import pytest

from itsite.delivery.journal import Journal, Key, State
from itsite.model.problem import RefusedError

ANNA = Key("mail", "https://it.example/newsletters/2026-11/", "anna@example.org")
BERND = Key("mail", "https://it.example/newsletters/2026-11/", "bernd@example.org")


@pytest.fixture
def file(tmp_path):
    return tmp_path / ".sent" / "journal.sqlite"


def test_what_was_settled_is_known_to_the_next_program(file):
    with Journal(file) as journal:
        for key in (ANNA, BERND):
            journal.begin(key, "2026-11-22T09:00:00Z")
        journal.settle(ANNA, State.SENT, "2026-11-22T09:00:01Z", "250 OK")
    with Journal(file) as journal:
        anna, bernd = journal.deliveries("mail", ANNA.message).values()
        assert (anna.state, anna.attempts, anna.detail) == (State.SENT, 1, "250 OK")
        assert (bernd.state, bernd.attempts) == (State.BEGUN, 1)
        journal.begin(BERND, "2026-11-22T09:05:00Z")
        assert journal.deliveries("mail", ANNA.message)["bernd@example.org"].attempts == 2
        (found,) = journal.sendings()
        assert (found.outlet, found.message, found.sent, found.refused, found.unsettled) == ("mail", ANNA.message, 1, 0, 1)
        assert not journal.deliveries("mail", "another")


def test_two_programs_cannot_send_at_once(file):
    with Journal(file), pytest.raises(RefusedError, match="another program is sending"):
        Journal(file)
    with Journal(file) as journal:
        assert not journal.sendings()


def test_a_killed_program_lets_it_go_and_has_written_what_it_began(file):
    program = f"""
from pathlib import Path
from itsite.delivery.journal import Journal, Key
journal = Journal(Path({str(file)!r}))
journal.begin(Key("mail", "m", "a@example.org"), "2026-11-22T09:00:00Z")
print("begun", flush=True)
input()
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stdin=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"begun\n"
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    with Journal(file) as journal:
        assert journal.deliveries("mail", "m")["a@example.org"].state is State.BEGUN


def test_it_is_not_for_others_and_not_for_git(file):
    with Journal(file):
        assert file.stat().st_mode & 0o077 == 0
    assert (file.parent / ".gitignore").read_text().endswith("*\n")


@pytest.mark.parametrize("damage", [b"x", b"SQLite format 3\0", b"rubbish" * 1000, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_one_is_refused_and_left_as_it_is(file, damage):
    file.parent.mkdir()
    file.write_bytes(damage)
    with pytest.raises(RefusedError, match="cannot be used") as refused:
        Journal(file)
    assert "who has been sent what" in refused.value.hint
    assert file.read_bytes() == damage


def test_one_of_a_newer_program_is_refused(file):
    with Journal(file):
        pass
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    with pytest.raises(RefusedError, match="newer itsite"):
        Journal(file)


def counted(one):
    return one.outlet, one.message, one.target, one.sent, one.refused, one.unsettled, one.last.isoformat()


def test_it_counts_what_became_of_each_message_and_names_nobody(file):
    with Journal(file) as journal:
        assert journal.sendings() == ()
        for number, state in enumerate((State.SENT, State.SENT, State.REFUSED, State.DEFERRED, None)):
            key = Key("mail", "one", f"reader{number}@test.example")
            journal.begin(key, f"2026-09-15T10:0{number}:00+00:00")
            if state:
                journal.settle(key, state, f"2026-09-15T10:0{number}:30+00:00")
        for target in ("staff", "managers"):
            journal.begin(Key("announce", "one", target), "2026-09-14T10:00:00+00:00")
        found, apart = journal.sendings(), journal.sendings(apart=["announce"])
    mail = ("mail", "one", "", 2, 1, 2, "2026-09-15T10:04:00+00:00")
    began = (1, "2026-09-14T10:00:00+00:00")
    assert [counted(one) for one in found] == [("announce", "one", "", 0, 0, 2, began[1]), mail]
    assert [counted(one) for one in apart] == [("announce", "one", "managers", 0, 0, *began), ("announce", "one", "staff", 0, 0, *began), mail]
    assert "reader" not in repr(found)


def test_what_is_known_was_never_begun(tmp_path):
    with Journal(tmp_path / "j.sqlite") as journal:
        journal.note(Key("announce", "old", "staff"), State.KNOWN, "2026-11-21T12:00:00+00:00", "why")
        journal.begin(Key("announce", "new", "staff"), "2026-11-21T12:00:01+00:00")
        journal.note(Key("announce", "old", "staff"), State.KNOWN, "2026-11-21T12:00:02+00:00", "again")
        journal.begin(Key("announce", "old", "others"), "2026-11-21T12:00:03+00:00")
        found = journal.received("announce", "staff")
        counts = journal.sendings(apart=["announce"])
    assert [(one.message, one.target, one.sent, one.unsettled) for one in counts] == [("new", "staff", 0, 1), ("old", "others", 0, 1)]
    assert {name: (one.state, one.attempts, one.detail) for name, one in found.items()} == {"new": (State.BEGUN, 1, ""), "old": (State.KNOWN, 0, "again")}
