"""An issue as a message: the same bytes for the same issue and recipient, in 7 bits and short lines."""

import email.message
import email.policy
import email.utils
import hashlib
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass

from itsite.mailing.issue import Issue
from itsite.mailing.prepared import Ready
from itsite.mailing.recipients import Recipient
from itsite.mailing.words import LONGEST, is_unfit, mailbox_header, words_header
from itsite.model.mail import RECIPIENT, MailOptions
from itsite.model.problem import Location, Problem
from itsite.views.addresses import local

POLICY = email.policy.SMTP.clone(cte_type="7bit", max_line_length=LONGEST)
TEST = "[Test] "
MAILTO = "@!$'*+-./=_~"


@dataclass(frozen=True)
class Envelope:
    """What all messages of an issue in one language share: who sends it, its identity, and the finished body."""

    options: MailOptions
    issue: Issue
    identity: str
    domain: str
    host: str
    sender: str
    name: str
    date: str
    goodbye_subject: str
    body: bytes


def _unfit(at: Location, what: str, text: str) -> Iterator[Problem]:
    if is_unfit(text):
        yield Problem(at, "ML004", f"{what} holds a line break or a control character, and would change the head of the mail", "write it in one line")


def unfit_words(ready: Ready, issue: Issue) -> tuple[Problem, ...]:
    """What of an issue cannot stand in the head of a mail."""
    page, name, sources = issue.entry.page, sender_name(ready, issue.entry.lang), ready.prepared.sources
    # A page shows such a title in one line; here somebody may have tried something.
    title = (page.meta.title or page.title).strip()
    at = sources.file.at("mail", "name") if sources else Location("site.yaml", 1, 1)
    return (*_unfit(page.at("title"), "the title", title), *_unfit(at, "the name of the sender", name))


def sender_name(ready: Ready, lang: str) -> str:
    """The name beside the sender's address."""
    default = ready.site.default_lang
    return ready.options.name.text(lang, default) or ready.site.config.name.text(lang, default)


def _body(issue: Issue) -> bytes:
    """The text, the HTML and its pictures, with the headers that belong to them."""
    message = email.message.EmailMessage(POLICY)
    message.set_content(issue.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(issue.html, subtype="html", charset="utf-8", cte="quoted-printable")
    page = message.get_payload(1)
    for picture in issue.attached:
        file = f"{picture.name.partition('@')[0]}.{picture.subtype}"
        page.add_related(picture.data, "image", picture.subtype, cid=f"<{picture.name}>", disposition="inline", filename=file)  # type: ignore[union-attr]
    digest = hashlib.sha256(b"\0".join((issue.text.encode(), issue.html.encode(), *(one.data for one in issue.attached)))).hexdigest()[:24]
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            # Quoted-printable and base64 have no line that begins like this.
            part.set_boundary(f"=_{number}_{digest}")
    return message.as_bytes()


def envelope(ready: Ready, issue: Issue, identity: str) -> Envelope:
    """The envelope of an issue. The site has to say who sends it."""
    options = ready.options
    when = local(ready.site, issue.entry.page.date) or ready.site.edition.at
    subject = ready.theme.words(issue.entry.lang)["mail_unsubscribe_subject"]
    sender, name = options.sender or "", sender_name(ready, issue.entry.lang)
    # An address of numbers with colons is no name that a list can have.
    host = ready.domain if ":" in ready.host else ready.host
    return Envelope(options, issue, identity, ready.domain, host, sender, name, email.utils.format_datetime(when), subject, _body(issue))


def message_id(envelope: Envelope, address: str, *, is_test: bool = False) -> str:
    """The identity of an issue for one recipient: two copies of one message can be told to be one."""
    seed = "\0".join((envelope.identity, address.casefold(), "test" if is_test else ""))
    return f"<{hashlib.sha256(seed.encode()).hexdigest()[:32]}@{envelope.domain}>"


def _line(name: str, value: str) -> str:
    """A header of ASCII as it is; a long one begins in a line of its own."""
    first = value.partition("\r\n")[0]
    return f"{name}:\r\n {value}\r\n" if len(name) + len(first) + 2 > LONGEST else f"{name}: {value}\r\n"


def _goodbyes(envelope: Envelope, recipient: Recipient | None) -> Iterator[tuple[str, str]]:
    """How one gets no more mails (RFC 2369, RFC 8058)."""
    options = envelope.options
    ways = []
    if options.goodbye:
        ways.append(f"<mailto:{urllib.parse.quote(options.goodbye, safe=MAILTO)}?subject={urllib.parse.quote(envelope.goodbye_subject)}>")
    if options.one_click and recipient:
        ways.insert(0, f"<{options.one_click.replace(RECIPIENT, urllib.parse.quote(recipient.address, safe=''))}>")
    if ways:
        # Short lines: an address is never divided, and an encoded one would be none.
        yield "List-Unsubscribe", ",\r\n ".join(ways)
    if options.one_click and recipient:
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"


def _head(envelope: Envelope, recipient: Recipient | None, *, is_test: bool) -> bytes:
    issue, options = envelope.issue, envelope.options
    address = recipient.address if recipient else ""
    plain = [
        ("Date", envelope.date),
        ("Message-ID", message_id(envelope, address, is_test=is_test)),
        ("Content-Language", issue.entry.lang),
        ("List-Id", f"<newsletter.{envelope.host}>"),
        ("List-Archive", f"<{issue.view.archive}>"),
        *_goodbyes(envelope, recipient),
        ("Auto-Submitted", "auto-generated"),
        ("Precedence", "bulk"),
        # Exchange would answer with notes of absence.
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),
    ]
    lines = (
        mailbox_header("From", envelope.name, envelope.sender) if envelope.sender else "",
        mailbox_header("To", recipient.name, address) if recipient else "",
        mailbox_header("Reply-To", "", options.reply_to) if options.reply_to else "",
        words_header("Subject", (TEST if is_test else "") + issue.view.title),
        *(_line(name, value) for name, value in plain),
    )
    return "".join(lines).encode("ascii")


def message_for(envelope: Envelope, recipient: Recipient, *, is_test: bool = False) -> bytes:
    """The message to one recipient, whose address stands in nobody else's."""
    return _head(envelope, recipient, is_test=is_test) + envelope.body


def draft(envelope: Envelope) -> bytes:
    """A message to nobody yet, which mail programs open for writing."""
    return b"X-Unsent: 1\r\n" + _head(envelope, None, is_test=False) + envelope.body
