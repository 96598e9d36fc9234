"""Sending to a real server: everybody once, whatever happens."""

import base64
import os
import random
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from itsite.cli.sending import Screen
from itsite.delivery.journal import Journal, State, journal_of
from itsite.delivery.pauses import Pauses
from itsite.mailing.orders import parcels, shared_out
from itsite.mailing.prepared import editions, identity
from itsite.mailing.recipients import Recipient
from itsite.mailing.sending import OUTLET, Sending
from itsite.mailing.server import Connection
from tests.conftest import heedful, unpacked
from tests.mailing.conftest import Mails, read, with_port
from tests.mailing.smtp import Mailbox, serving

ROOT = Path(__file__).parent.parent.parent
NAMES = [f"r{number:04}@example.org" for number in range(1000)]


class Clock(Screen):
    """The real clock, but that it waits for nothing; remembers what it was to wait for."""

    def __init__(self) -> None:
        super().__init__(0)
        self.waits = []

    def wait(self, seconds, why):
        self.waits.append((seconds, why))


@pytest.fixture
def sender(tmp_path):
    """A site with its server, and a sending to a number of recipients in this process."""

    class Sender:
        def __init__(self) -> None:
            self.mailbox = Mailbox()
            self.clock = Clock()

        def __call__(self, names, *, silent_after=5, password=None):  # noqa: ANN204
            with serving(self.mailbox) as port:
                mails = Mails(unpacked(with_port(port).replace("timeout: 5", f"timeout: {silent_after}"), tmp_path / "site"))
                entries = editions(mails.ready, "2026-11")
                shared = shared_out([Recipient(name) for name in names], entries)
                envelopes = {lang: mails.envelope(lang=lang) for lang in shared.by_lang}
                with Journal(journal_of(tmp_path / "site")) as journal:
                    sending = Sending(journal, Connection(mails.ready.options.server, password), self.clock, Pauses(tries=4))
                    outcome = sending.send("news@test.example", identity(mails.ready, entries), parcels(shared, envelopes), 60_000)
                    self.journal = dict(journal.deliveries(OUTLET, identity(mails.ready, entries)))
            return outcome

    return Sender()


def test_everybody_gets_one_message_of_their_own(sender):
    outcome = sender(NAMES[:200])
    assert (outcome.sent, outcome.left, outcome.refused) == (200, [], [])
    assert sorted(sender.mailbox.addresses) == NAMES[:200]
    for address, data in sender.mailbox.taken:
        assert read(data)["To"] == address
        assert {name for name in NAMES[:200] if name.encode() in data} == {address}


def test_a_second_sending_sends_nothing(sender):
    sender(NAMES[:20])
    outcome = sender(NAMES[:20])
    assert (outcome.sent, outcome.before) == (0, 20)
    assert len(sender.mailbox.taken) == 20


def test_who_is_new_on_the_list_gets_it_too(sender):
    sender(NAMES[:20])
    assert sender(NAMES[:25]).sent == 5
    assert sorted(sender.mailbox.addresses) == NAMES[:25]


def test_who_is_written_otherwise_on_another_list_has_got_it(sender):
    sender(["Anna@Example.org"])
    assert (sender(["anna@example.org"]).sent, sender.mailbox.addresses) == (0, ["Anna@Example.org"])


FAULTS = {
    "451 at RCPT": ("RCPT", ["451 later", "451 later"]),
    "421 at RCPT": ("RCPT", ["421 too busy"]),
    "451 after DATA": ("DATA", ["451 later"]),
    "cut at RCPT": ("RCPT", ["cut"]),
    "cut after DATA": ("DATA", ["cut"]),
    "silence at RCPT": ("RCPT", ["silence"]),
    "silence after DATA": ("DATA", ["silence"]),
    "everything": ("RCPT", ["cut", "451 later", "421 too busy"]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_passes_is_tried_again_until_everybody_has_it_once(sender, fault):
    where, answers = FAULTS[fault]
    sender.mailbox.answers[NAMES[3], where] = list(answers)
    outcome = sender(NAMES[:10], silent_after=1)
    assert (outcome.sent, outcome.left, outcome.refused) == (10, [], [])
    assert sorted(sender.mailbox.addresses) == NAMES[:10]
    assert sender.mailbox.tried[NAMES[3]] == len(answers) + 1
    assert outcome.uncertain == ([NAMES[3]] if where == "DATA" and not answers[0].startswith("4") else [])
    assert sender.journal[NAMES[3]].attempts == len(answers) + 1


def test_a_secret_that_the_server_repeats_is_shown_and_kept_nowhere(sender):
    canary = "kanarienvogel-4711"
    hidden = [canary, base64.b64encode(canary.encode()).decode(), base64.b64encode(f"\0\0{canary}".encode()).decode()]
    sender.mailbox.answers[NAMES[0], "RCPT"] = [f"421 {canary}", f"451 {hidden[1]}", f"450 {hidden[2]}", f"452 {canary}"]
    sender.mailbox.answers[NAMES[1], "DATA"] = [f"554 {canary}"]
    outcome = sender(NAMES[:3], password=canary)
    assert (outcome.left, outcome.refused) == ([(NAMES[0], "452 (secret)")], [(NAMES[1], "554 (secret)")])
    said = repr((outcome, sender.journal, sender.clock.waits))
    assert "421 (secret)" in said
    assert not [one for one in hidden if one in said]


def test_pauses_grow(sender):
    sender.mailbox.answers[NAMES[0], "RCPT"] = ["451 later"] * 3
    sender(NAMES[:2])
    assert [seconds for seconds, why in sender.clock.waits if why] == [2.0, 6.0, 18.0]


def test_an_address_that_is_refused_is_named_and_not_tried_again(sender):
    sender.mailbox.answers[NAMES[3], "RCPT"] = ["550 no such person"]
    sender.mailbox.answers[NAMES[4], "DATA"] = ["554 I do not like it"]
    outcome = sender(NAMES[:10])
    assert (outcome.sent, outcome.refused) == (8, [(NAMES[3], "550 no such person"), (NAMES[4], "554 I do not like it")])
    again = sender(NAMES[:10])
    assert (again.sent, again.before, again.refused) == (0, 8, [])
    assert again.refused_before == [(NAMES[3], "550 no such person"), (NAMES[4], "554 I do not like it")]
    assert (sender.mailbox.tried[NAMES[3]], sender.mailbox.tried[NAMES[4]]) == (1, 1)


def test_what_never_passes_is_left_for_a_later_sending(sender):
    sender.mailbox.answers[NAMES[3], "RCPT"] = ["451 later"] * 4
    outcome = sender(NAMES[:10])
    assert (outcome.sent, outcome.left) == (9, [(NAMES[3], "451 later")])
    again = sender(NAMES[:10])
    assert (again.sent, again.before, again.left) == (1, 9, [])
    assert sorted(sender.mailbox.addresses) == NAMES[:10]


def test_a_server_that_cuts_every_connection_ends_the_sending(sender):
    for name in NAMES[:10]:
        sender.mailbox.answers[name, "RCPT"] = ["cut"] * 9
    outcome = sender(NAMES[:10])
    assert (outcome.sent, len(outcome.left)) == (0, 10)
    assert sum(sender.mailbox.tried.values()) == 4
    assert "has cut the connection" in outcome.left[9][1]


def test_the_rate_is_kept(tmp_path, sender):
    with serving(sender.mailbox) as port:
        mails = Mails(unpacked(with_port(port), tmp_path / "slow"))
        shared = shared_out([Recipient(name) for name in NAMES[:5]], editions(mails.ready, "2026-11"))
        with Journal(tmp_path / "j.sqlite") as journal:
            Sending(journal, Connection(mails.ready.options.server, None), sender.clock).send(
                "n@test.example", "m", parcels(shared, {"en": mails.envelope()}), 6
            )
    waits = [seconds for seconds, _ in sender.clock.waits]
    assert len(waits) == 4
    assert all(10 * n < last <= 10 * (n + 1) for n, last in enumerate(waits))


class Killer:
    """Kills the program that sends at moments that nobody has chosen: after an order, before an answer, after it."""

    def __init__(self, mailbox, seed) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
        self.next = self.chance.randrange(40, 900)
        self.process = None
        self.kills = 0
        self.started = threading.Event()
        mailbox.at_moment = self.look

    def look(self, number, _moment, _address):
        if number >= self.next and self.started.is_set():
            self.started.clear()
            self.next = number + self.chance.randrange(1, 900)
            self.kills += 1
            os.kill(self.process.pid, signal.SIGKILL)


def sending(root, file):
    command = [sys.executable, "-m", "itsite", "mail", "send", "2026-11", "--to", file, "--send", "--site", root]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heedful)  # noqa: PLW1509


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_random_moments_a_sending_goes_on_until_everybody_has_it_once(tmp_path, seed):
    mailbox = Mailbox()
    killer = Killer(mailbox, seed)
    file = tmp_path / "list.csv"
    file.write_text("email,lang\n" + "".join(f"{name},{'de' if n % 3 else 'en'}\n" for n, name in enumerate(NAMES)))
    named = set()
    with serving(mailbox) as port:
        root = unpacked(with_port(port), tmp_path / "site")
        while True:
            with sending(root, file) as process:
                killer.process = process
                killer.started.set()
                out, err = process.communicate(timeout=240)
                killer.started.clear()
            named |= {line.strip() for line in out.splitlines() if line.startswith("  r")}
            if process.returncode != -signal.SIGKILL:
                break
            with Journal(journal_of(root)) as journal:
                (message,) = {one.message for one in journal.sendings()}
                begun = [one.recipient for one in journal.deliveries(OUTLET, message).values() if one.state is State.BEGUN]
            assert len(begun) <= 1
            named |= set(begun)
    assert process.returncode == 0, err
    assert killer.kills >= 3
    twice = {name for name in NAMES if mailbox.addresses.count(name) > 1}
    assert set(mailbox.addresses) == set(NAMES)
    assert twice <= {line.strip() for line in out.splitlines() if line.startswith("  r")}
    assert len(named) <= killer.kills
    assert len(mailbox.taken) <= len(NAMES) + killer.kills
    identities = {read(data)["Message-ID"] for _, data in mailbox.taken}
    assert len(identities) == len(NAMES)


def test_the_one_in_flight_at_a_kill_is_named_by_the_next_sending(tmp_path):
    mailbox = Mailbox()
    file = tmp_path / "list.csv"
    file.write_text("email\n" + "\n".join(NAMES[:10]))
    with serving(mailbox) as port:
        root = unpacked(with_port(port), tmp_path / "site")
        with sending(root, file) as process:
            mailbox.at_moment = lambda _number, moment, address: os.kill(process.pid, signal.SIGKILL) if (moment, address) == ("taken", NAMES[4]) else None
            process.communicate(timeout=120)
        mailbox.at_moment = lambda *_: None
        with sending(root, file) as process:
            out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "1 recipient may have got it twice, since a sending was cut off just then:\n  " + NAMES[4] in out
    assert "Sent to 6 recipients, 4 had it already." in out
    assert sorted(mailbox.addresses) == sorted([*NAMES[:10], NAMES[4]])


def test_all_who_were_in_flight_are_named_however_often_a_sending_was_killed(tmp_path):
    mailbox = Mailbox()
    file = tmp_path / "list.csv"
    file.write_text("email\n" + "\n".join(NAMES[:10]))
    fatal = [NAMES[2], NAMES[4], NAMES[4], NAMES[7]]
    with serving(mailbox) as port:
        root = unpacked(with_port(port), tmp_path / "site")
        for name in fatal:
            with sending(root, file) as process:
                mailbox.at_moment = lambda _number, moment, address, name=name, process=process: (
                    os.kill(process.pid, signal.SIGKILL) if (moment, address) == ("taken", name) else None
                )
                process.communicate(timeout=120)
            assert process.returncode == -signal.SIGKILL
        mailbox.at_moment = lambda *_: None
        with sending(root, file) as process:
            out, _ = process.communicate(timeout=120)
        with sending(root, file) as process:
            again, _ = process.communicate(timeout=120)
    assert "3 recipients may have got it twice" in out
    assert [line.strip() for line in out.splitlines() if line.startswith("  r")] == sorted(set(fatal))
    assert again.startswith("Sent to 0 recipients, 10 had it already.\n3 recipients may have got it twice")
    assert sorted(mailbox.addresses) == sorted([*NAMES[:10], *fatal])


def test_who_stops_a_sending_is_told_how_it_goes_on(tmp_path):
    mailbox = Mailbox()
    file = tmp_path / "list.csv"
    file.write_text("email\n" + "\n".join(NAMES[:200]))
    with serving(mailbox) as port:
        root = unpacked(with_port(port), tmp_path / "site")
        with sending(root, file) as process:
            mailbox.at_moment = lambda _number, moment, address: process.send_signal(signal.SIGINT) if (moment, address) == ("RCPT", NAMES[4]) else None
            _, err = process.communicate(timeout=120)
        assert process.returncode == 130
        assert re.search(r"Stopped: sent to \d+ recipients\. The same command goes on with the others\.", err)
        mailbox.at_moment = lambda *_: None
        with sending(root, file) as process:
            process.communicate(timeout=120)
    assert process.returncode == 0
    assert set(mailbox.addresses) == set(NAMES[:200])
    assert len(mailbox.addresses) <= 201
