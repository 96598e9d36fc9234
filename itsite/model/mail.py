"""What a site says of its mails: who sends them, through which server, and how one comes and goes."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from itsite.model.config import SiteConfig
from itsite.model.mailboxes import address_of
from itsite.model.meta import Written
from itsite.model.values import LocalText, MailAddress, OutsideAddress, mistake

SECTION = "mail"
PORTS = {"starttls": 587, "tls": 465, "none": 25}
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
# An address of numbers may have colons, and brackets around it.
HOST = re.compile(r"[A-Za-z0-9._-]+|\[?[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]?")
RECIPIENT = "{address}"


def _one_click(value: str) -> str:
    if not value.startswith("https://") or RECIPIENT not in value or not value.isascii() or not value.isprintable() or " " in value:
        hint = f"write https://…, and {RECIPIENT} where the address of the recipient goes"
        raise mistake("url", f'"{value}" cannot unsubscribe a recipient by one click', hint)
    return value


def _host(value: str) -> str:
    if not HOST.fullmatch(value):
        raise mistake("mail", "that is not the name of a server", "write the name alone, such as smtp.example.org; port: and user: have lines of their own")
    return value


def _user(value: str) -> str:
    if ":" in value:
        raise mistake("mail", "a user has no colon", "write the name alone; the password belongs into ITSITE_SMTP_PASSWORD")
    return value


def _mailbox(value: str) -> str:
    found = address_of(value)
    if not found:
        raise mistake("mail", f'"{value}" is no address that servers take', "write it as in newsletter@example.org, with letters of ASCII before the @")
    return found


Mailbox = Annotated[MailAddress, AfterValidator(_mailbox)]


class MailServer(Written):
    """The server that takes mails. Its password is in ITSITE_SMTP_PASSWORD or in the keyring, never here."""

    host: Annotated[str, AfterValidator(_host)] = Field(description="Name of the server, such as `smtp.example.org`.")
    port: int | None = Field(None, ge=1, le=65535, description="Port; else 587 for `starttls`, 465 for `tls`, 25 for `none`.")
    security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="`starttls`: encrypted after a greeting; `tls`: from the first byte; `none`: only to this machine itself."
    )
    user: Annotated[str, AfterValidator(_user)] = Field("", description="Name to log in with; empty: without a login.")
    timeout: int = Field(60, ge=1, le=600, description="Seconds after which a silent server counts as gone.")

    @model_validator(mode="after")
    def _is_safe(self) -> "MailServer":
        if self.security == "none" and self.host not in HERE:
            message = f"mails to {self.host} would travel unencrypted"
            raise mistake("mail", message, "write security: starttls or tls; none is for localhost")
        return self

    @property
    def number(self) -> int:
        """The port to connect to."""
        return self.port or PORTS[self.security]


class MailOptions(Written):
    """The newsletter as a mail: who sends it, through which server, and how one gets rid of it."""

    sender: Mailbox | None = Field(None, description="Mail address that newsletters come from; also the domain of their identities.")
    name: LocalText = Field(LocalText(""), description="Name beside it; else `name` of the site.")
    reply_to: Mailbox | None = Field(None, description="Address that answers go to; else the sender's.")
    unsubscribe: Mailbox | None = Field(None, description="Address for those who want no more; else where answers go.")
    subscribe: OutsideAddress | None = Field(None, description="Where one asks for the newsletter: `mailto:it@example.org`, or the `https:` address of a form.")
    one_click: Annotated[str, AfterValidator(_one_click)] | None = Field(
        None, description="`https://` address that unsubscribes by one POST (RFC 8058), with `{address}` in the place of the recipient's address."
    )
    pictures: Literal["linked", "embedded"] = Field("linked", description="`linked`: pictures are fetched from the site; `embedded`: they come with the mail.")
    rate: int = Field(120, ge=1, le=60_000, description="Messages a minute, at most.")
    server: MailServer | None = Field(None, description="The server that takes the mails.")

    @property
    def goodbye(self) -> str:
        """Whom to write to for no more mails."""
        return self.unsubscribe or self.reply_to or self.sender or ""


def mail_options(config: SiteConfig) -> MailOptions:
    """The section of a site.yaml. It is there when the channel of mails is."""
    found: MailOptions = getattr(config, SECTION, None) or MailOptions()
    return found
