"""A real SMTP server on this machine that keeps what it takes, and answers as a test wants."""

import contextlib
import socket
import ssl
from collections import Counter

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Mailbox:
    """Takes every message; `answers` gives another answer for an address, as often as it says."""

    def __init__(self) -> None:
        self.taken = []
        self.tried = Counter()
        self.answers = {}
        self.moments = 0
        self.at_moment = lambda *_: None

    @property
    def addresses(self):
        return [address for address, _ in self.taken]

    def _moment(self, moment, address=""):
        self.moments += 1
        self.at_moment(self.moments, moment, address)

    async def handle_MAIL(self, _server, _session, envelope, address, _options):  # noqa: N802
        self._moment("MAIL")
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, _session, envelope, address, _options):  # noqa: N802
        self._moment("RCPT", address)
        self.tried[address] += 1
        answers = self.answers.get((address, "RCPT"), [])
        if answers and (answer := answers.pop(0)):
            return await self._answered(server, answer)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        (address,) = envelope.rcpt_tos
        answers = self.answers.get((address, "DATA"), [])
        if answers and (answer := answers.pop(0)):
            return await self._answered(server, answer)
        self._moment("DATA", address)
        self.taken.append((address, envelope.content))
        self._moment("taken", address)
        return "250 taken"

    async def _answered(self, server, answer):
        if answer == "cut":
            server.transport.abort()
            return "250 never heard"
        if answer == "silence":
            await server.loop.create_future()
        if answer.startswith("421"):
            await server.push(answer)
            server.transport.close()
        return answer


class _Controller(Controller):
    def factory(self):
        return SMTP(self.handler, hostname="mail.test.example", **self.SMTP_kwargs)


@contextlib.contextmanager
def serving(mailbox, **options):  # noqa: ANN003
    """The port of a server for a mailbox."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = _Controller(mailbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def login(password):
    """Options for a server that lets in one user with a password."""

    def authenticator(_server, _session, _envelope, _mechanism, data):
        right = isinstance(data, LoginPassword) and data.password == password.encode()
        return AuthResult(success=right, handled=right)

    return {"authenticator": authenticator, "auth_required": True, "auth_require_tls": False}


def certifying(folder, openssl):
    """The command that makes a certificate for this machine, and the files of its key and of the certificate."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2"]
    return [*command, "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"], key, certificate


def context_of(key, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
