"""A connection to the server that takes mails: what it answers, sorted by what is to be done."""

import base64
import contextlib
import enum
import smtplib
import socket
import ssl
from dataclasses import dataclass

from itsite.delivery.secrets import told_line
from itsite.model.mail import MailServer
from itsite.model.problem import RefusedError

PASSWORD = "ITSITE_SMTP_PASSWORD"  # noqa: S105 - the name of the variable
TRY_LATER, CLOSING, FINAL = 400, 421, 500
LONGEST_ANSWER = 300


class LostError(Exception):
    """The connection is gone, or the server is silent or busy: a matter of time. The text says why."""

    def __init__(self, why: str, *, is_uncertain: bool = False) -> None:
        """`is_uncertain`: the message may have arrived all the same."""
        super().__init__(why)
        self.is_uncertain = is_uncertain


class Answer(enum.Enum):
    """What became of a message: taken, to be tried again, refused for this address."""

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server said to a message, without secrets."""

    answer: Answer
    said: str


class Connection:
    """One connection at a time; opened when there is something to send."""

    def __init__(self, server: MailServer, password: str | None) -> None:
        """`password` is shown nowhere, whatever the server says."""
        self.server, self._password = server, password
        pair = f"\0{server.user}\0{password or ''}"
        self._hidden = (password, *(base64.b64encode(text.encode()).decode() for text in (password or "", pair) if password))
        self._smtp: smtplib.SMTP | None = None

    @property
    def name(self) -> str:
        """The server with its port."""
        return f"{self.server.host}:{self.server.number}"

    @property
    def is_open(self) -> bool:
        """True when a connection stands, as far as is known."""
        return self._smtp is not None

    def plain(self, error: object) -> str:
        """What was said, in one short line without secrets."""
        return told_line(error, self._hidden, LONGEST_ANSWER)

    def _refused(self, message: str, hint: str) -> RefusedError:
        return RefusedError(f"{self.name} {message}", hint=hint)

    def open(self) -> None:
        """Connects, encrypts, logs in. Raises LostError when that may go better later, RefusedError when not."""
        self.close()
        try:
            self._smtp = self._greeted()
            self._smtp.ehlo_or_helo_if_needed()
            if self.server.user:
                self._login(self._smtp)
        except BaseException:
            self.close()
            raise

    def _greeted(self) -> smtplib.SMTP:
        server = self.server
        context = None if server.security == "none" else ssl.create_default_context()
        smtp: smtplib.SMTP | None = None
        try:
            if server.security == "tls":
                return smtplib.SMTP_SSL(server.host, server.number, timeout=server.timeout, context=context)
            smtp = smtplib.SMTP(server.host, server.number, timeout=server.timeout)
            if server.security == "starttls":
                smtp.ehlo_or_helo_if_needed()
                smtp.starttls(context=context)
                smtp.ehlo_or_helo_if_needed()
        except (ssl.SSLError, smtplib.SMTPNotSupportedError) as error:
            _gone(smtp)
            why = getattr(error, "verify_message", "") or getattr(error, "reason", "") or "it offers none"
            cure = "is security: in site.yaml that of the server? A certificate of your own authority is named by SSL_CERT_FILE"
            raise self._refused(f"cannot be spoken to encrypted: {self.plain(why)}", cure) from None
        except smtplib.SMTPResponseException as error:
            _gone(smtp)
            if isinstance(error, smtplib.SMTPConnectError) and error.smtp_code < FINAL:
                raise LostError(self.plain(f"{error.smtp_code} {self.plain(error.smtp_error)}")) from None
            doing = "refuses us" if isinstance(error, smtplib.SMTPConnectError) else "refuses encryption"
            raise self._refused(f"{doing}: {error.smtp_code} {self.plain(error.smtp_error)}", "ask those who run it") from None
        except socket.gaierror:
            raise self._refused("is not known under this name", "correct host: in site.yaml, or see whether you are in the company network") from None
        except (OSError, smtplib.SMTPException) as error:
            _gone(smtp)
            raise LostError(self._why(error)) from None
        return smtp

    def _login(self, smtp: smtplib.SMTP) -> None:
        user = self.server.user
        if self._password is None:
            raise self._refused(f"wants a password for {user}, and there is none", f"set {PASSWORD}, or keep it in the keyring: keyring set itsite {PASSWORD}")
        if not self._password.isascii() or not user.isascii():
            raise self._refused(f"cannot take the password of {user}: it has other letters than ASCII", "choose another one")
        try:
            smtp.login(user, self._password)
        except smtplib.SMTPAuthenticationError as error:
            said = f"{error.smtp_code} {self.plain(error.smtp_error)}"
            if error.smtp_code < FINAL:
                raise LostError(said) from None
            raise self._refused(f"refuses the login of {user}: {said}", f"look at user: in site.yaml and at {PASSWORD}") from None
        except smtplib.SMTPNotSupportedError:
            raise self._refused("takes no login", "take user: out of site.yaml, or look at security:") from None
        except (OSError, smtplib.SMTPException) as error:
            raise LostError(self._why(error)) from None

    def _why(self, error: Exception) -> str:
        if isinstance(error, TimeoutError):
            return f"{self.name} has been silent for {self.server.timeout} s"
        if isinstance(error, smtplib.SMTPServerDisconnected):
            return f"{self.name} has cut the connection"
        said = error.strerror if isinstance(error, OSError) else None
        return f"{self.name}: {self.plain(said or error)}"

    def send(self, sender: str, address: str, message: bytes) -> Reply:
        """Gives one message to the server. Raises LostError; RefusedError when nothing from this sender would be taken."""
        if self._smtp is None:
            self.open()
        smtp, is_uncertain = self._smtp, False
        assert smtp is not None  # noqa: S101 - open() raises otherwise
        try:
            code, said = smtp.mail(sender)
            if code >= FINAL:
                raise self._refused(f"takes nothing from {sender}: {code} {self.plain(said)}", "correct sender: in site.yaml, or ask those who run it")
            if code < TRY_LATER:
                code, said = smtp.rcpt(address)
            if code < TRY_LATER:
                is_uncertain = True
                code, said = smtp.data(message)
        except smtplib.SMTPDataError as error:
            code, said = error.smtp_code, error.smtp_error if isinstance(error.smtp_error, bytes) else str(error.smtp_error).encode()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise LostError(self._why(error), is_uncertain=is_uncertain) from None
        return self._sorted(code, said)

    def _sorted(self, code: int, said: bytes) -> Reply:
        text = f"{code} {self.plain(said)}"
        if code == CLOSING:
            self.close()
            raise LostError(f"{self.name}: {text}")
        if code < TRY_LATER:
            return Reply(Answer.TAKEN, text)
        with contextlib.suppress(OSError, smtplib.SMTPException):
            if self._smtp:
                self._smtp.rset()
        return Reply(Answer.LATER if code < FINAL else Answer.NEVER, text)

    def close(self) -> None:
        """Says goodbye, if anybody listens."""
        smtp, self._smtp = self._smtp, None
        _gone(smtp)


def _gone(smtp: smtplib.SMTP | None) -> None:
    if smtp is None:
        return
    with contextlib.suppress(OSError, smtplib.SMTPException, ValueError):
        if smtp.sock is not None:
            # A server that is silent would be waited for once more.
            smtp.sock.settimeout(1)
            smtp.quit()
    with contextlib.suppress(OSError):
        smtp.close()
