"""What `itsite mail send` says before and after."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from itsite.delivery.journal import Delivery
from itsite.mailing.message import Envelope
from itsite.mailing.orders import Delivered, still_to_go
from itsite.mailing.sending import Outcome
from itsite.model.mail import MailOptions
from itsite.read.locales import language_name

MOST_NAMED = 50


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _minutes(messages: int, rate: int) -> str:
    return counted(max(1, round(messages / rate)), "minute")


def _server(options: MailOptions) -> str:
    server = options.server
    if server is None:
        return "no server yet (mail: server: in site.yaml)"
    how = {"starttls": "STARTTLS", "tls": "TLS", "none": "unencrypted, on this machine"}[server.security]
    return f"{server.host}:{server.number} ({how}{f', as {server.user}' if server.user else ''})"


def about_list(doubles: int, delivered: Delivered) -> Iterator[str]:
    """Who of a list is left out, and who stood in it again."""
    if delivered.others:
        yield f"  {counted(len(delivered.others), 'recipient')} of the list are left out: the issue is for other audiences"
    if doubles:
        yield f"  {counted(doubles, 'line')} of the list named somebody again, who gets it once"


def intention(envelopes: Mapping[str, Envelope], delivered: Delivered, known: Mapping[str, Delivery], doubles: int) -> Iterator[str]:
    """What would be sent to whom, a line each."""
    first = next(iter(envelopes.values()))
    missing = still_to_go(delivered, known)
    for lang, those in delivered.by_lang.items():
        envelope = envelopes[lang]
        kilobytes = max(1, round(len(envelope.body) / 1000))
        said = f"“{envelope.issue.view.title}”, {kilobytes} kB"
        yield f"  {counted(len(those), 'recipient')} in {language_name(lang, 'en')}: {said}"
    yield f"  from {first.name} <{first.sender}> through {_server(first.options)}"
    yield from about_list(doubles, delivered)
    if len(missing) < delivered.count:
        yield f"  {counted(delivered.count - len(missing), 'recipient')} are settled already; {len(missing):,} to go"
    if missing:
        yield f"  at {first.options.rate:,} a minute: about {_minutes(len(missing), first.options.rate)}"


def _named(addresses: Sequence[str]) -> Iterator[str]:
    yield from (f"  {address}" for address in addresses[:MOST_NAMED])
    if len(addresses) > MOST_NAMED:
        yield f"  and {len(addresses) - MOST_NAMED:,} more"


def _with_reasons(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Addresses below what was said to them."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for address, said in pairs:
        by_reason[said].append(address)
    for said, addresses in by_reason.items():
        if said:
            yield f"  {said}:"
        yield from (f"  {line}" for line in _named(addresses)) if said else _named(addresses)


def result(outcome: Outcome) -> Iterator[str]:
    """What became of a sending, a line each; all addresses that a person should know."""
    before = f", {outcome.before:,} had it already" if outcome.before else ""
    yield f"Sent to {counted(outcome.sent, 'recipient')}{before}."
    if outcome.uncertain:
        yield f"{counted(len(outcome.uncertain), 'recipient')} may have got it twice, since a sending was cut off just then:"
        yield from _named(outcome.uncertain)
    if outcome.refused:
        yield f"{counted(len(outcome.refused), 'address', 'addresses')} refused for good:"
        yield from _with_reasons(outcome.refused)
    if outcome.refused_before:
        yield f"{counted(len(outcome.refused_before), 'address', 'addresses')} refused in an earlier sending, and not tried again:"
        yield from _with_reasons(outcome.refused_before)
    if outcome.left:
        yield f"{counted(len(outcome.left), 'recipient')} left out for now; the same command goes on with them:"
        yield from _with_reasons(outcome.left)
