"""What `itsite mail send` does once it knows the issue: a test, a rehearsal, or the real thing."""

import sys
from collections.abc import Mapping
from pathlib import Path

from itsite.cli.mail_asked import Asked
from itsite.cli.mail_data import intention_data, result_data
from itsite.cli.reporting import remark
from itsite.cli.sending import Screen
from itsite.cli.sending_words import counted, intention, result
from itsite.delivery.journal import Journal, journal_of
from itsite.delivery.secrets import secret
from itsite.mailing.message import Envelope, envelope, message_for
from itsite.mailing.orders import Delivered, known_deliveries, parcels, shared_out
from itsite.mailing.prepared import Ready, identity
from itsite.mailing.recipients import Recipient, RecipientList, read_list
from itsite.mailing.sending import Sending
from itsite.mailing.server import PASSWORD, Answer, Connection, LostError
from itsite.model.problem import Location, Problem, RefusedError
from itsite.model.site import Entry

REFUSED = 3


def lacking(ready: Ready, *, really: bool) -> tuple[Problem, ...]:
    """What site.yaml does not say and sending needs."""
    sources, options = ready.prepared.sources, ready.options
    at = sources.file.at("mail") if sources else Location("site.yaml", 1, 1)
    found = [] if options.sender else [Problem(at, "ML005", "nobody is named who sends the newsletter", "write mail: sender: newsletter@example.org")]
    if really and options.server is None:
        found.append(Problem(at, "ML005", "no server is named that takes mails", "write mail: server: host: smtp.example.org"))
    return tuple(found)


def envelopes(asked: Asked, ready: Ready, entries: Mapping[str, Entry], langs: tuple[str, ...]) -> dict[str, Envelope]:
    """The issue in some of its languages, ready to be sent. Raises Stopped."""
    name = identity(ready, dict(entries))
    return {lang: envelope(ready, asked.issue(ready, entries[lang]), name) for lang in langs}


def _connection(ready: Ready) -> Connection:
    server = ready.options.server
    assert server is not None  # noqa: S101 - lacking() has said so
    return Connection(server, secret(PASSWORD) if server.user else None)


def send_test(asked: Asked, ready: Ready, written: Envelope, address: str, *, really: bool) -> int:
    """One message to look at; no journal knows of it. Raises RefusedError."""
    if not really:
        asked.done((f"Nothing is sent: this is a rehearsal. With --send, one message goes to {address}.",), {"sent": False, "test": address})
        return 0
    connection = _connection(ready)
    try:
        connection.open()
        reply = connection.send(written.sender, address, message_for(written, Recipient(address), is_test=True))
    except LostError as error:
        raise RefusedError(str(error), hint="try it again in a while") from None
    finally:
        connection.close()
    if reply.answer is not Answer.TAKEN:
        raise RefusedError(f"{connection.name} does not take it for {address}: {reply.said}", hint="look at the address and at site.yaml")
    asked.done((f"Sent to {address}, with [Test] before the subject.",), {"sent": True, "test": address})
    return 0


def meant(asked: Asked, ready: Ready, entries: Mapping[str, Entry], file: Path) -> tuple[RecipientList, Delivered]:
    """The list, and who of it gets the issue in which language. Raises Stopped, RefusedError."""
    found = read_list(file, str(file), ready.site.config)
    asked.told(found.problems, "Nothing is sent before the list is mended.")
    delivered = shared_out(found.recipients, entries)
    if not delivered.count:
        hint = "look at audiences: of the issue, and at the column of the list"
        raise RefusedError("nobody on the list is to get this issue", path=str(file), hint=hint)
    return found, delivered


def rehearse(asked: Asked, written: Mapping[str, Envelope], delivered: Delivered, doubles: int) -> int:
    """Says what would be sent to whom. Raises RefusedError."""
    known = known_deliveries(asked.root, next(iter(written.values())).identity)
    lines = ("Nothing is sent: this is a rehearsal. With --send:", *intention(written, delivered, known, doubles))
    asked.done(lines, intention_data(written, delivered, known, doubles))
    return 0


def send_all(asked: Asked, ready: Ready, written: Mapping[str, Envelope], delivered: Delivered) -> int:
    """Everybody who has not got it yet. Raises RefusedError."""
    first = next(iter(written.values()))
    with Journal(journal_of(asked.root)) as journal:
        found = parcels(delivered, written)
        screen = Screen(len(found))
        sending, is_over = Sending(journal, _connection(ready), screen), False
        try:
            outcome = sending.send(first.sender, first.identity, found, ready.options.rate)
            is_over = True
        finally:
            screen.close()
            if not is_over:
                remark(sys.stderr, f"Stopped: sent to {counted(sending.outcome.sent, 'recipient')}. The same command goes on with the others.")
    asked.done(result(outcome), result_data(outcome), outcome.why)
    return REFUSED if outcome.left or outcome.refused or outcome.why else 0
