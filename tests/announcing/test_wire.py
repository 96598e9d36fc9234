"""Encrypted servers, and the proxies in front of them."""

import datetime as dt
import ssl
import subprocess

import pytest

from itsite.announcing.addresses import address_of
from itsite.announcing.answers import Answer
from itsite.announcing.wire import Wire
from itsite.channels.announce import AnnounceTarget
from tests.announcing.chat import DRIP, DRIP_TEXT, Chat, serving, tunnelling
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


def posted(address, silent_after=20.0):
    return Wire(address_of("staff", TARGET, {"ITSITE_WEBHOOK_STAFF": address}), silent_after=silent_after).post({"title": "One"}, "one", NOW)


@pytest.fixture
def proxied(monkeypatch):
    """The environment names a proxy from now on."""

    def named(proxy):
        for name in ("HTTPS_PROXY", "https_proxy"):
            monkeypatch.setenv(name, proxy)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.setenv(name, "")

    return named


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


def test_a_proxy_sees_where_to_and_nothing_else(certificate, monkeypatch, proxied):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    chat = Chat()
    with serving(chat, certificate[1]) as far, tunnelling(far) as (near, asked):
        proxied(f"http://anna:w%40rd@127.0.0.1:{near}")
        assert posted("https://chat.test/hook").answer is Answer.TAKEN
    assert asked == [("chat.test:443", "Basic YW5uYTp3QHJk")]
    assert chat.taken["/hook"] == [{"title": "One"}]


def test_a_proxy_that_says_what_it_heard_betrays_nobody(proxied):
    with tunnelling(None) as (near, asked):
        proxied(f"http://anna:c%40nary4711@127.0.0.1:{near}")
        reply = posted("https://chat-canary.test/hook")
    assert asked == [("chat-canary.test:443", "Basic YW5uYTpjQG5hcnk0NzEx")]
    assert (reply.answer, reply.is_uncertain) == (Answer.LATER, False)
    assert reply.said == "it cannot be reached: Tunnel connection failed: 407 I do not know Basic (secret) for (secret)"


UNFIT_PROXIES = {
    "http://anna:canary@[::1": "HTTPS_PROXY holds no address",
    "http://anna:canary@127.0.0.1:port": "HTTPS_PROXY holds no address",
    "socks5://anna:canary@127.0.0.1:1080": "HTTPS_PROXY holds no address that begins with http://",
    f"http://{'canary' * 20}:8080": "its name, or that of the proxy, is none that a computer can have",
}


@pytest.mark.parametrize("proxy", UNFIT_PROXIES)
def test_a_proxy_that_is_none_is_told_without_its_password(proxied, proxy):
    proxied(proxy)
    reply = posted("https://chat.test/hook")
    assert (reply.answer, reply.said) == (Answer.GIVEN_UP, UNFIT_PROXIES[proxy])


@pytest.mark.parametrize("host", ["a..canary", "canary" * 20])
def test_a_name_that_can_be_none_is_told_without_it(host):
    reply = posted(f"https://{host}/hook")
    assert (reply.answer, reply.said) == (Answer.GIVEN_UP, "its name, or that of the proxy, is none that a computer can have")


@pytest.mark.parametrize("how", [DRIP, DRIP_TEXT])
def test_an_answer_that_drips_is_not_waited_for_to_its_end(how):
    chat = Chat()
    chat.answers["/hook"] = [how]
    with serving(chat) as port:
        reply = posted(f"http://127.0.0.1:{port}/hook", silent_after=0.5)
    assert (reply.answer, reply.is_uncertain, chat.is_drained) == (Answer.LATER, False, False)


def test_nor_is_a_proxy_that_drips(proxied):
    chat = Chat()
    with tunnelling(DRIP, chat) as (near, asked):
        proxied(f"http://127.0.0.1:{near}")
        reply = posted("https://chat.test/hook", silent_after=0.5)
    assert (reply.answer, reply.is_uncertain, len(asked), chat.is_drained) == (Answer.LATER, False, 1, False)


def test_a_name_that_nobody_knows_is_not_shown():
    reply = posted("https://canary.invalid/hook")
    assert (reply.answer, reply.is_uncertain, "canary" in reply.said) == (Answer.LATER, False, False)


def test_an_address_shows_itself_to_nobody():
    address = address_of("staff", TARGET, {"ITSITE_WEBHOOK_STAFF": "https://chat.test/canary"})
    assert "canary" not in repr(address) + str(address) + f"{[address]}"
