"""What a person at a terminal sees of it."""

import contextlib
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from itsite.cli.announce_words import folded
from tests.announcing.chat import Chat, serving
from tests.announcing.test_command import AT, ONE
from tests.conftest import heedful, unpacked

ROOT = Path(__file__).parent.parent.parent


def seen(arguments, env, columns=80):
    """All that a command writes to a terminal of so many columns, and its exit code."""
    near, far = pty.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **env}
    environment.pop("COLUMNS", None)
    command = [sys.executable, "-m", "itsite", *map(str, arguments)]
    with subprocess.Popen(command, env=environment, stdin=far, stdout=far, stderr=far, preexec_fn=heedful) as process:  # noqa: PLW1509
        os.close(far)
        said = b""
        with contextlib.suppress(OSError):
            while data := os.read(near, 65536):
                said += data
    os.close(near)
    return said.decode(), process.returncode


@pytest.fixture
def root(tmp_path):
    return unpacked(ONE, tmp_path / "site")


def test_what_a_server_says_while_one_waits_steers_nothing(root):
    chat = Chat()
    chat.answers["/s"] = [503]
    chat.retry_after = "2"
    chat.echo = "[/x]\x1b]0;c\x07\x1b[2J"
    with serving(chat) as port:
        said, code = seen(("announce", "--site", root, *AT, "--send", "--target", "staff"), {"ITSITE_WEBHOOK_STAFF": f"http://127.0.0.1:{port}/s"}, 200)
    assert code == 0, said
    assert "(staff: 503 Service Unavailable: [/x]·]0;c" in said
    assert "staff: First" in said
    assert "\x1b]0;" not in said
    assert "\x1b[2J" not in said
    assert [body["title"] for body in chat.taken["/s"]] == ["First", "Second", "Third & <last>"]


def test_a_rehearsal_is_as_wide_as_the_terminal(root):
    news = root / "content" / "news" / "2026-11-17-first.md"
    news.write_text(news.read_text().replace("It comes first.", "Some words of a summary that is longer than a line is. " * 4), encoding="utf-8")
    said, code = seen(("announce", "--site", root, *AT, "--target", "staff"), {"ITSITE_WEBHOOK_STAFF": "https://chat.test/x"}, 60)
    assert code == 0, said
    # Before it, a bar may have told how far reading has come.
    lines = said.replace("\r", "").rpartition("Nothing is posted")[2].split("\n")
    assert max(map(len, lines)) <= 60
    assert " ".join(said.split()).count("Some words of a summary that is longer than a line is.") == 4
    assert len([line for line in lines if re.match(r" {14}\S", line)]) > 5


@pytest.mark.parametrize("width", [0, 60, 500])
def test_an_address_is_never_broken(width):
    address = f"              https://it.test.example/{'x' * 90}/"
    assert address.strip() in "\n".join(folded([address, "  2026-11-17  " + "word " * 40], width))
