"""The signature that a mail server puts on our messages holds: nothing in them is rewritten on the way."""

import base64
import subprocess

import pytest

from tests.mailing.conftest import with_port
from tests.mailing.test_blocks import ARABIC
from tests.parsing import program

dkim = pytest.importorskip("dkim")
SIGNED = [b"from", b"to", b"subject", b"date", b"message-id", b"list-id", b"list-unsubscribe", b"list-unsubscribe-post"]


@pytest.fixture(scope="session")
def key(tmp_path_factory):
    """A private key, and what the domain says of it."""
    openssl, file = program("openssl"), tmp_path_factory.mktemp("dkim") / "key.pem"
    subprocess.run([openssl, "genrsa", "-traditional", "-out", file, "2048"], check=True, capture_output=True, timeout=60)
    public = subprocess.run([openssl, "rsa", "-in", file, "-pubout", "-outform", "DER"], check=True, capture_output=True, timeout=60).stdout
    return file.read_bytes(), b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


@pytest.mark.parametrize("way", [b"relaxed", b"simple"])
@pytest.mark.parametrize("lang", ["en", "de", "ar"])
def test_a_signature_holds_until_a_letter_is_changed(mails, key, lang, way):
    private, record = key
    data = mails(ARABIC).data("anna@example.org", "Anna Öztürk", lang)
    signed = dkim.sign(data, b"s1", b"test.example", private, canonicalize=(way, way), include_headers=SIGNED) + data

    def holds(message):
        return dkim.verify(message, dnsfunc=lambda *_args, **_options: record)

    assert holds(signed)
    assert not holds(signed.replace(b"test.example", b"text.example", 1))
    assert not holds(signed.replace(b"List-Unsubscribe-Post: List-Unsubscribe=One-Click", b"List-Unsubscribe-Post: List-Unsubscribe=Two-Clicks"))
    head, body = signed.split(b"\r\n\r\n", 1)
    assert not holds(head + b"\r\n\r\n" + body.replace(b"e", b"o", 1))


def test_every_line_ends_as_the_protocol_asks(mails):
    data = mails(with_port(25)).data()
    assert data.endswith(b"\r\n")
    assert data.replace(b"\r\n", b"").isascii()
    assert not set(data.replace(b"\r\n", b"")) & set(b"\r\n\0")
