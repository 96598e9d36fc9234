"""`itsite mail` as a person uses it."""

import json
import os
import pty
import subprocess
import sys

import pytest

from itsite.cli.sending import Screen
from tests.conftest import pixels, tree, unpacked
from tests.mailing.conftest import read, with_port
from tests.mailing.smtp import Mailbox, certifying, context_of, login, serving
from tests.parsing import program

CANARY = "kanarienvogel-4711"
LIST = "email,lang\nanna@example.org,de\nbob@example.org,en\n"
NOWHERE = 1
# The server of these tests lets in without encryption, since it is on this machine.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


@pytest.fixture
def root(tmp_path):
    def made(port=NOWHERE, **changes):  # noqa: ANN003
        site = with_port(port)
        for old, new in changes.items():
            site = site.replace(old, new)
        folder = unpacked(site, tmp_path / "site")
        (folder / "list.csv").write_text(LIST, encoding="utf-8")
        return folder

    return made


def send(itsite, folder, *options, env=None):  # noqa: ANN002
    return itsite("mail", "send", "2026-11", "--site", folder, "--to", folder / "list.csv", *options, env=env)


def test_without_send_nothing_is_sent_and_all_is_said(itsite, root):
    folder = root()
    done = send(itsite, folder)
    assert done.code == 0, done.err
    assert done.out.startswith("Nothing is sent: this is a rehearsal. With --send:\n")
    assert "1 recipient in German: “Vier Sekunden und größere Übel”" in done.out
    assert "1 recipient in English: “Four seconds”" in done.out
    assert "from IT Test <news@test.example> through 127.0.0.1:1 (unencrypted, on this machine)" in done.out
    assert not (folder / ".sent").exists()


def test_with_send_it_is_sent_and_a_pipe_sees_no_bar(itsite, root):
    mailbox = Mailbox()
    with serving(mailbox) as port:
        done = send(itsite, root(port), "--send")
    assert (done.code, done.out, done.err) == (0, "Sent to 2 recipients.\n", "")
    subjects = {address: read(data)["Subject"] for address, data in mailbox.taken}
    assert subjects == {"anna@example.org": "Vier Sekunden und größere Übel", "bob@example.org": "Four seconds"}


def test_a_rehearsal_knows_what_was_sent(itsite, root):
    with serving(Mailbox()) as port:
        folder = root(port)
        send(itsite, folder, "--send")
        assert "2 recipients are settled already; 0 to go" in send(itsite, folder).out


def test_a_test_goes_to_one_address_and_into_no_journal(itsite, root):
    mailbox = Mailbox()
    with serving(mailbox) as port:
        folder = root(port)
        rehearsal = itsite("mail", "send", "2026-11", "--site", folder, "--test", "me@example.org")
        assert "one message goes to me@example.org" in rehearsal.out
        assert not mailbox.taken
        done = itsite("mail", "send", "2026-11", "--site", folder, "--test", "me@example.org", "--lang", "de", "--send")
        assert done.code == 0, done.err
    assert [(address, read(data)["Subject"]) for address, data in mailbox.taken] == [("me@example.org", "[Test] Vier Sekunden und größere Übel")]
    assert not (folder / ".sent").exists()


def test_on_a_terminal_there_is_a_bar(root):
    mailbox = Mailbox()
    with serving(mailbox) as port:
        folder = root(port)
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "itsite", "mail", "send", "2026-11", "--site", folder, "--to", folder / "list.csv", "--send"]
        environment = {**os.environ, "PYTHONPATH": os.getcwd(), "TERM": "xterm", "COLUMNS": "100"}  # noqa: PTH109
        with subprocess.Popen(command, stderr=theirs, stdout=subprocess.PIPE, env=environment) as process:
            process.communicate(timeout=120)
        os.close(theirs)
        seen = os.read(ours, 100_000).decode()
        os.close(ours)
    assert "Sending" in seen
    assert "2/2" in seen


def test_what_a_server_says_cannot_steer_the_screen(monkeypatch):
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        screen = Screen(2)
        screen.wait(0.001, "421 [/bold] \x1b]0;owned\x07 [red]busy")
        screen.close()
        terminal.flush()
        seen = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "421 [/bold] ·]0;owned· [red]busy" in seen


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["mail", "send", "2026-11"], "say to whom"),
        (["mail", "send", "2026-11", "--test", "nobody"], "is no mail address"),
        (["mail", "send", "2027-99", "--test", "a@example.org"], "there is no issue"),
        (["mail", "send", "2026-11", "--test", "a@example.org", "--lang", "fr"], "it is in: en, de"),
        (["mail", "preview", "nothing"], "there is no issue"),
    ],
)
def test_wrong_usage_ends_with_2(itsite, root, options, said):
    done = itsite(*options, "--site", root())
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("draft: true", 'the issue "8" is a draft; --drafts shows it'),
        ("publish: 2030-01-01", "is not published before 2030-01-01; --at shows it sooner"),
        ("classification: confidential", "is confidential and not part of this internal edition; --classification confidential shows it"),
        ("expires: 2026-11-20", "expired on 2026-11-20"),
    ],
)
def test_why_an_issue_is_hidden_is_said(itsite, root, field, said):
    folder = root(**{"issue: 8": f"issue: 8\n{field}"})
    for command in (["eml", "8"], ["send", "8", "--to", folder / "list.csv", "--send"]):
        done = itsite("mail", *command, "--site", folder)
        assert done.code == 2
        assert said in done.err


def test_what_lies_ahead_is_rehearsed_and_not_sent(itsite, root):
    mailbox = Mailbox()
    with serving(mailbox) as port:
        folder = root(port, **{"issue: 8": "issue: 8\npublish: 2030-01-01"})
        assert send(itsite, folder, "--at", "2030-02-01").code == 0
        done = send(itsite, folder, "--at", "2030-02-01", "--send")
    assert done.code == 2
    assert "what is not published yet is sent to nobody" in done.err
    assert not mailbox.taken


def test_programs_get_one_document(itsite, root):
    def data(*command):  # noqa: ANN002
        return json.loads(itsite("mail", *command, "--format", "json").out)

    mailbox = Mailbox()
    mailbox.answers["bob@example.org", "RCPT"] = ["550 gone"]
    with serving(mailbox) as port:
        folder = root(port)
        to = ("2026-11", "--site", folder, "--to", folder / "list.csv")
        assert [file.rpartition("/")[2] for file in data("preview", "8", "--site", folder)["files"]] == ["en.html", "en.txt", "de.html", "de.txt"]
        assert data("eml", "8", "--site", folder)["files"] == [f"{folder}/.itsite/mail/2026-11.en.eml"]
        rehearsed = data("send", *to)
        assert ([one["recipients"] for one in rehearsed["editions"]], rehearsed["to_go"], rehearsed["sent"]) == ([1, 1], 2, False)
        assert data("send", "8", "--site", folder, "--test", "me@example.org", "--send") == {"problems": [], "sent": True, "test": "me@example.org"}
        done = data("send", *to, "--send")
    assert (done["recipients"], done["refused"], done["problems"]) == (1, [{"address": "bob@example.org", "said": "550 gone"}], [])
    gone = data("send", *to, "--send", "--site", root(NOWHERE, **{"news@test": "new@test"}))
    assert (gone["sent"], gone["recipients"], gone["left"]) == (True, 0, [])
    (folder / "list.csv").write_text("nothing\n", encoding="utf-8")
    assert [problem["code"] for problem in data("send", *to)["problems"]] == ["ML002"]


def test_mistakes_in_a_list_end_with_1_and_are_all_named(itsite, root):
    folder = root()
    (folder / "list.csv").write_text("email\nanna\nbob@example.org\n@\n", encoding="utf-8")
    done = send(itsite, folder, "--send")
    assert done.code == 1
    assert f'{folder}/list.csv:2:1: error[ML002] "anna" is no mail address' in done.err
    assert 'list.csv:4:1: error[ML002] "@" is no mail address' in done.err


def test_a_title_with_a_line_break_ends_with_1_and_names_the_page(itsite, root):
    done = send(itsite, root(**{"title: Four seconds": 'title: "Four\\nBcc: all@example.org"'}))
    assert done.code == 1
    assert "content/newsletters/2026-11.md:2:8: error[ML004]" in done.err


@pytest.mark.parametrize(("line", "said"), [("  sender: news@test.example\n", "nobody is named who sends"), ("  server: {host", "no server is named")])
def test_what_site_yaml_does_not_say_is_asked_for(itsite, root, line, said):
    folder = root()
    file = folder / "site.yaml"
    file.write_text("".join(one for one in file.read_text().splitlines(keepends=True) if not one.startswith(line)))
    done = send(itsite, folder, "--send")
    assert done.code == 1
    assert said in done.err
    assert "ML005" in done.err


def test_nobody_there_ends_with_3_and_names_those_left(itsite, root):
    mailbox = Mailbox()
    mailbox.answers["bob@example.org", "RCPT"] = ["550 gone"]
    with serving(mailbox) as port:
        done = send(itsite, root(port), "--send")
    assert done.code == 3
    assert "1 address refused for good:\n  550 gone:\n    bob@example.org" in done.out


def test_an_issue_for_others_is_sent_to_nobody(itsite, root):
    folder = root(**{"issue: 8": "issue: 8\naudiences: [office]"})
    (folder / "list.csv").write_text("email,audiences\na@example.org,production\n", encoding="utf-8")
    done = send(itsite, folder, "--send")
    assert done.code == 3
    assert "nobody on the list is to get this issue" in done.err


def test_a_draft_is_written_where_it_is_told(itsite, root, tmp_path):
    folder = root()
    done = itsite("mail", "eml", "2026-11", "--site", folder, "--lang", "de", "--out", tmp_path / "new" / "x.eml")
    assert done.code == 0, done.err
    assert read((tmp_path / "new" / "x.eml").read_bytes())["X-Unsent"] == "1"
    assert itsite("mail", "eml", "8", "--site", folder).code == 0
    assert (folder / ".itsite/mail/2026-11.en.eml").read_bytes().startswith(b"X-Unsent: 1\r\n")


def test_a_preview_lies_outside_of_the_site_with_its_pictures(itsite, root):
    folder = root(**{"issue: 8": "issue: 8\nimage: dot.png\nimage_alt: A dot"})
    (folder / "content/newsletters/dot.png").write_bytes(pixels("x", "png"))
    done = itsite("mail", "preview", "content/newsletters/2026-11.md", "--site", folder)
    assert done.code == 0, done.err
    where = folder / ".itsite/mail/2026-11"
    assert {"en.html", "en.txt", "de.html", "de.txt"} <= {file.name for file in where.iterdir()}
    assert list(where.glob("*.png"))
    assert str(where / "en.html") in done.out
    assert not (folder / "build").exists()


def test_drafts_can_be_seen_and_tested_but_not_sent(itsite, root):
    mailbox = Mailbox()
    with serving(mailbox) as port:
        folder = root(port, **{"issue: 8": "issue: 8\ndraft: true"})
        assert itsite("mail", "preview", "2026-11", "--site", folder).code == 0
        assert send(itsite, folder, "--send").code == 2
        assert send(itsite, folder, "--send", "--drafts").code == 2
        assert itsite("mail", "send", "2026-11", "--site", folder, "--test", "me@example.org", "--drafts", "--send").code == 0
    assert mailbox.addresses == ["me@example.org"]


def secured(root, port, security="none", host="127.0.0.1"):
    return root(port, **{"port: ": "user: news, port: ", "security: none": f"security: {security}", "127.0.0.1": host})


def everything(folder, *runs):  # noqa: ANN002
    said = "".join(run.out + run.err for run in runs).encode()
    return said + b"".join(tree(folder).values())


def test_with_the_right_password_it_is_sent_and_the_password_is_nowhere(itsite, root):
    mailbox = Mailbox()
    with serving(mailbox, **login(CANARY)) as port:
        folder = secured(root, port)
        done = send(itsite, folder, "--send", env={"ITSITE_SMTP_PASSWORD": CANARY})
        built = itsite("build", "--site", folder, env={"ITSITE_SMTP_PASSWORD": CANARY})
    assert done.code == 0, done.err
    assert len(mailbox.taken) == 2
    assert CANARY.encode() not in everything(folder, done, built) + b"".join(data for _, data in mailbox.taken)


@pytest.mark.parametrize("password", ["", CANARY + "-wrong", "ünfit-" + CANARY])
def test_a_refused_login_ends_with_3_and_shows_no_password(itsite, root, password):
    mailbox = Mailbox()
    with serving(mailbox, **login(CANARY)) as port:
        folder = secured(root, port)
        done = send(itsite, folder, "--send", env={"ITSITE_SMTP_PASSWORD": password})
    assert done.code == 3
    assert not mailbox.taken
    assert "ITSITE_SMTP_PASSWORD" in done.err or "choose another" in done.err
    assert CANARY.encode() not in everything(folder, done)
    assert len(done.err.strip().splitlines()) == 1


def test_a_server_that_repeats_the_password_is_not_quoted(itsite, root):
    mailbox = Mailbox()
    mailbox.answers["bob@example.org", "RCPT"] = [f"550 {CANARY} is no password for bob"]
    with serving(mailbox, **login(CANARY)) as port:
        folder = secured(root, port)
        done = send(itsite, folder, "--send", env={"ITSITE_SMTP_PASSWORD": CANARY})
    assert "(secret) is no password for bob" in done.out
    assert CANARY.encode() not in everything(folder, done)


def test_a_password_in_site_yaml_is_a_mistake_that_is_not_shown(itsite, root):
    folder = root(**{"server: {host": f"server: {{password: {CANARY}, host"})
    for command in (["build", "--site", folder], ["check", "--site", folder, "--format", "json"], ["mail", "preview", "2026-11", "--site", folder]):
        done = itsite(*command)
        assert done.code == 1
        assert "ITSITE_SMTP_PASSWORD" in done.out + done.err
        assert CANARY not in done.out + done.err


@pytest.fixture
def certified(tmp_path):
    command, key, certificate = certifying(tmp_path, program("openssl"))
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return context_of(key, certificate), {"SSL_CERT_FILE": str(certificate)}


def test_starttls_and_tls_encrypt(itsite, root, certified):
    context, env = certified
    mailbox = Mailbox()
    with serving(mailbox, tls_context=context, require_starttls=True) as port:
        done = send(itsite, root(port, **{"security: none": "security: starttls"}), "--send", env=env)
        assert done.code == 0, done.err
    with serving(mailbox, ssl_context=context) as port:
        folder = root(port, **{"security: none": "security: tls"})
        (folder / "list.csv").write_text("email\ncarla@example.org\n", encoding="utf-8")
        done = send(itsite, folder, "--send", env=env)
        assert done.code == 0, done.err
    assert sorted(mailbox.addresses) == ["anna@example.org", "bob@example.org", "carla@example.org"]


def test_a_server_without_encryption_or_with_a_foreign_certificate_is_refused(itsite, root, certified):
    mailbox = Mailbox()
    with serving(mailbox) as port:
        plain = send(itsite, root(port, **{"security: none": "security: starttls"}), "--send")
        never = send(itsite, root(port, **{"security: none": "security: tls"}), "--send")
    with serving(mailbox, tls_context=certified[0], require_starttls=True) as port:
        foreign = send(itsite, root(port, **{"security: none": "security: starttls"}), "--send")
    for done in (plain, never, foreign):
        assert done.code == 3
        assert "cannot be spoken to encrypted" in done.err
    assert not mailbox.taken


def test_mails_do_not_leave_the_machine_unencrypted(itsite, root):
    done = itsite("check", "--site", root(**{"host: 127.0.0.1": "host: mail.example.org"}))
    assert done.code == 1
    assert "mails to mail.example.org would travel unencrypted" in done.err


def test_two_sendings_at_once_are_refused(itsite, root):
    mailbox = Mailbox()
    with serving(mailbox) as port:
        folder = root(port)
        seen = []
        mailbox.at_moment = lambda _number, moment, _address: seen.append(send(itsite, folder, "--send")) if moment == "MAIL" and not seen else None
        done = send(itsite, folder, "--send")
    assert done.code == 0
    assert (seen[0].code, len(mailbox.taken)) == (3, 2)
    assert "another program is sending" in seen[0].err
