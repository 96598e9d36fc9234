"""Encrypted servers, and the proxies in front of them."""

import datetime as dt
import ssl
import subprocess

import pytest

from itsite.announcing.addresses import address_of
from itsite.announcing.wire import Answer, Wire
from itsite.channels.announce import AnnounceTarget
from tests.announcing.chat import Chat, serving, tunnelling
from tests.parsing import program

TARGET = AnnounceTarget(kind="json")
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """The files of a key and of a certificate for chat.test and this machine."""
    folder = tmp_path_factory.mktemp("certificate")
    key, found = folder / "key.pem", folder / "certificate.pem"
    command = [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", found, "-days", "2"]
    subprocess.run([*command, "-subj", "/CN=chat.test", "-addext", "subjectAltName=DNS:chat.test,IP:127.0.0.1"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(found, key)
    return found, context


def posted(address):
    return Wire(address_of("staff", TARGET, {"ITSITE_WEBHOOK_STAFF": address}), silent_after=20).post({"title": "One"}, "one", NOW)


def test_a_certificate_that_is_not_trusted_ends_it_before_anything_was_said(certificate):
    chat = Chat()
    with serving(chat, certificate[1]) as port:
        reply = posted(f"https://127.0.0.1:{port}/hook-canary")
    assert (reply.answer, reply.is_uncertain, chat.count) == (Answer.GIVEN_UP, False, 0)
    assert reply.said == "its certificate is not trusted: self-signed certificate"


def test_one_that_is_trusted_is_posted_to(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    chat = Chat()
    with serving(chat, certificate[1]) as port:
        assert posted(f"https://127.0.0.1:{port}/hook").answer is Answer.TAKEN
    assert chat.taken["/hook"] == [{"title": "One"}]


def test_a_proxy_sees_where_to_and_nothing_else(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    chat = Chat()
    with serving(chat, certificate[1]) as far, tunnelling(far) as (near, asked):
        monkeypatch.setenv("HTTPS_PROXY", f"http://anna:w%40rd@127.0.0.1:{near}")
        monkeypatch.setenv("https_proxy", f"http://anna:w%40rd@127.0.0.1:{near}")
        monkeypatch.setenv("NO_PROXY", "")
        monkeypatch.setenv("no_proxy", "")
        assert posted("https://chat.test/hook").answer is Answer.TAKEN
    assert asked == [("chat.test:443", "Basic YW5uYTp3QHJk")]
    assert chat.taken["/hook"] == [{"title": "One"}]


def test_a_name_that_nobody_knows_is_not_shown():
    reply = posted("https://canary.invalid/hook")
    assert (reply.answer, reply.is_uncertain, "canary" in reply.said) == (Answer.LATER, False, False)


def test_an_address_shows_itself_to_nobody():
    address = address_of("staff", TARGET, {"ITSITE_WEBHOOK_STAFF": "https://chat.test/canary"})
    assert "canary" not in repr(address) + str(address) + f"{[address]}"
