"""Words in the head of a mail, read back by the standard library."""

import email.header
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsite.mailing.words import is_unfit, mailbox_header, words_header
from tests.mailing.conftest import read

HOSTILE = [
    "=?utf-8?q?A=0D=0ABcc=3A_x@example.org?=",
    "A =?utf-8?b?QQ0KQmNjOiB4QGV4YW1wbGUub3Jn?= B",
    "Anna <x@example.org>, Bob",
    '"unbalanced \\',
    "(a comment",
    "a" * 300,
    "two  blanks  " + "x " * 200,
    "💡" * 80,
    "مرحبا بالعالم " * 20,
    "𝔘𝔫𝔦" * 40,
]
WORDS = st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: not is_unfit(text))


def lines(header):
    assert header.isascii()
    assert all(len(line) <= 76 for line in header.split("\r\n"))
    assert not re.search(r"\r\n(?! |$)", header)
    assert all(len(word) <= 75 for word in re.findall(r"=\?[^ ]+\?=", header))
    return (header + "\r\n").encode()


def joined(header):
    """What mail programs show of the words of a header, whatever it holds (RFC 2047: blanks between encoded words are none)."""
    return "".join(part if isinstance(part, str) else part.decode(charset or "ascii") for part, charset in email.header.decode_header(header))


@given(WORDS)
def test_a_subject_comes_back_as_it_was(text):
    message = read(lines(words_header("Subject", text)))
    assert message["Subject"] == text
    assert message.keys() == ["Subject"]
    assert not message["Subject"].defects


@given(WORDS)
def test_a_name_never_becomes_an_address(text):
    message = read(lines(mailbox_header("To", text, "anna@example.org")))
    assert [one.addr_spec for one in message["To"].addresses] == ["anna@example.org"]
    assert message.keys() == ["To"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_a_header_is_words(text):
    assert read(lines(words_header("Subject", text)))["Subject"] == text
    message = read(lines(mailbox_header("To", text, "anna@example.org")))
    assert message.keys() == ["To"]
    assert [one.addr_spec for one in message["To"].addresses] == ["anna@example.org"]


def test_a_long_name_comes_back_whole():
    name = "Übermäßig lange Abteilung für alles, was sonst niemand macht 💡"
    header = lines(mailbox_header("To", name, "anna@example.org")).decode()
    assert joined(header.removeprefix("To: ").replace("\r\n ", " ").strip()) == f"{name} <anna@example.org>"


@pytest.mark.parametrize("text", ["Anna\r\nBcc: x@example.org", "Anna\nBcc", "Anna\0", "Anna\u2028Bcc"])
def test_a_line_break_is_no_word(text):
    with pytest.raises(ValueError, match="cannot stand in the head"):
        words_header("Subject", text)
    with pytest.raises(ValueError, match="cannot stand in the head"):
        mailbox_header("To", text, "anna@example.org")


def test_plain_words_stay_plain():
    assert words_header("Subject", "Four seconds") == "Subject: Four seconds\r\n"
    assert mailbox_header("To", "O'Neill, Anna", "anna@example.org") == 'To: "O\'Neill, Anna" <anna@example.org>\r\n'
    assert mailbox_header("To", "", "anna@example.org") == "To: anna@example.org\r\n"
