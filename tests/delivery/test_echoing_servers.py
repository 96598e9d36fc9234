"""Servers that repeat what they heard, in whatever spelling: nothing secret of it is said or kept."""

import base64
import contextlib
import datetime as dt
import re
import socketserver
import threading

import pytest

from itsite.announcing.addresses import address_of
from itsite.announcing.answers import Answer
from itsite.announcing.wire import Wire
from itsite.channels.announce import AnnounceTarget
from tests.announcing.chat import Chat, serving
from tests.announcing.test_command import AT, ONE
from tests.conftest import tree, unpacked
from tests.delivery.test_spellings import WAYS
from tests.mailing.conftest import with_port

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
CODE, SIGNATURE, TOKEN = "Kanari+envogel4711", "Zeisig/4712=x", "Stieglitz4713"
PATH = "/workflows/Kanari%2Benvogel4711/run?sig=Zeisig%2F4712%3Dx&v=1"
BIRDS = re.compile(r"(?i)kanari|zeisig|stieglitz")


def spelled(way, text):
    return WAYS[way](text)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("what", [PATH, CODE, SIGNATURE, TOKEN, f"Bearer {TOKEN}"])
def test_a_chat_that_repeats_it(way, what):
    chat = Chat()
    chat.answers[PATH] = [400]
    chat.echo = f"unknown: {spelled(way, what)}"
    with serving(chat) as port:
        address = address_of("staff", AnnounceTarget(kind="json"), {"ITSITE_WEBHOOK_STAFF": f"http://127.0.0.1:{port}{PATH}", "ITSITE_TOKEN_STAFF": TOKEN})
        reply = Wire(address).post({"title": "One"}, "one", NOW)
    assert (reply.answer, chat.headers[0][1]["Authorization"]) == (Answer.NEVER, f"Bearer {TOKEN}")
    assert reply.said.startswith("400 Bad Request: unknown: ")
    assert "(secret)" in reply.said
    assert not BIRDS.search(reply.said)
    for bird in (CODE, SIGNATURE, TOKEN):
        assert base64.b64encode(bird.encode()).decode()[:-4] not in reply.said
        assert bird.encode().hex() not in reply.said


def test_an_answer_that_is_cut_leaves_no_half_of_it():
    chat = Chat()
    chat.answers[PATH] = [400]
    chat.echo = " " * 4090 + CODE
    with serving(chat) as port:
        address = address_of("staff", AnnounceTarget(kind="json"), {"ITSITE_WEBHOOK_STAFF": f"http://127.0.0.1:{port}{PATH}"})
        assert Wire(address).post({"title": "One"}, "one", NOW).said == "400 Bad Request"


class _Parrot(socketserver.StreamRequestHandler):
    """A server for mails that knows nobody, and says what it heard."""

    def handle(self):
        self.wfile.write(b"220 parrot\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"EHLO":
                self.wfile.write(b"250-parrot\r\n250 AUTH PLAIN LOGIN\r\n")
                continue
            heard = line.strip()
            decoded = b""
            with contextlib.suppress(ValueError):
                decoded = base64.b64decode(heard.rpartition(b" ")[2]).replace(b"\0", b" ")
            self.wfile.write(b"535 I do not know " + heard + b" which is " + decoded + b"\r\n")


def test_a_mail_server_that_repeats_it(itsite, tmp_path):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Parrot) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        port = server.server_address[1]
        root = unpacked(with_port(port).replace("security: none", "security: none, user: anna"), tmp_path / "site")
        (root / "list.csv").write_text("email\nbob@example.org\n", encoding="utf-8")
        env = {"ITSITE_SMTP_PASSWORD": TOKEN}
        done = itsite("mail", "send", "2026-11", "--site", root, "--to", root / "list.csv", "--send", env=env)
        server.shutdown()
        thread.join()
    assert (done.code, "refuses the login of anna: 535 I do not know" in done.err) == (3, True), done
    pair = base64.b64encode(f"\0anna\0{TOKEN}".encode()).decode()
    for data in [(done.out + done.err).encode(), *tree(root).values()]:
        assert not BIRDS.search(data.decode("utf-8", "replace"))
        assert base64.b64encode(TOKEN.encode()).rstrip(b"=") not in data
        assert pair[12:-4].encode() not in data


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_chat_that_repeats_it_to_the_whole_program(itsite, tmp_path, form):
    root = unpacked(ONE, tmp_path / "site")
    chat = Chat()
    chat.answers[PATH] = [400, 404]
    chat.echo = f"{PATH} {TOKEN.upper()} {base64.b64encode(f'x:{TOKEN}'.encode()).decode()} {{token}}"
    with serving(chat) as port:
        env = {"ITSITE_WEBHOOK_STAFF": f"http://127.0.0.1:{port}{PATH}", "ITSITE_TOKEN_STAFF": TOKEN}
        sent = itsite("announce", "--site", root, *AT, "--send", "--target", "staff", "--format", form, env=env)
        runs = [itsite(*command, "--site", root, "--at", NOW.isoformat(), env=env) for command in (["build"], ["check"], ["plan"], ["announce"])]
        runs.append(itsite("why", "index.html", "--site", root, env=env))
    assert sent.code == 3
    assert "400 Bad Request: (secret)" in sent.out
    for said in ("".join(run.out + run.err for run in (sent, *runs)), *(data.decode("utf-8", "replace") for data in tree(root).values())):
        assert not BIRDS.search(said)
        assert base64.b64encode(TOKEN.encode()).decode()[:-4] not in said
