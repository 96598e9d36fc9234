"""What is asked for, as far as it needs no terminal: the files of a preview, and who gets what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from itsite.delivery.journal import Delivery, Journal, journal_of
from itsite.mailing.issue import Issue
from itsite.mailing.message import Envelope, message_for
from itsite.mailing.recipients import Recipient, edition_for, is_meant
from itsite.mailing.sending import OUTLET, SETTLED, Parcel
from itsite.model.problem import RefusedError
from itsite.model.site import Entry


def preview_folder(root: Path, entry: Entry) -> Path:
    """Where the preview of an issue lies: outside of build/, and of no use to anybody else."""
    return root / ".itsite" / "mail" / PurePosixPath(entry.page.key).name


def write_file(file: Path, data: bytes) -> None:
    """A file with the folders above it. Raises RefusedError."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError as error:
        raise RefusedError(f"the mail cannot be written: {error.strerror}", path=str(file), hint="name another file with --out") from None


def write_preview(root: Path, issue: Issue) -> Path:
    """Writes both texts of an issue and its pictures; gives the page to look at. Raises RefusedError."""
    folder = preview_folder(root, issue.entry)
    page = folder / f"{issue.entry.lang}.html"
    write_file(page, issue.html.encode())
    write_file(page.with_suffix(".txt"), issue.text.encode())
    for picture in issue.attached:
        write_file(folder / picture.name, picture.data)
    return page


@dataclass(frozen=True)
class Delivered:
    """Who gets an issue in which language, in the order of the list, and whom it does not concern."""

    by_lang: Mapping[str, tuple[Recipient, ...]]
    others: tuple[Recipient, ...]

    @property
    def count(self) -> int:
        """How many get it."""
        return sum(map(len, self.by_lang.values()))


def shared_out(recipients: Iterable[Recipient], entries: Mapping[str, Entry]) -> Delivered:
    """The recipients by the language that they get the issue in."""
    found: dict[str, list[Recipient]] = {lang: [] for lang in entries}
    others: list[Recipient] = []
    for recipient in recipients:
        lang = edition_for(recipient, entries)
        (found[lang] if is_meant(recipient, entries[lang]) else others).append(recipient)
    return Delivered({lang: tuple(those) for lang, those in found.items() if those}, tuple(others))


def still_to_go(delivered: Delivered, known: Mapping[str, Delivery]) -> tuple[Recipient, ...]:
    """Those who have neither got it nor been refused for good."""
    settled = {name for name, one in known.items() if one.state in SETTLED}
    return tuple(one for those in delivered.by_lang.values() for one in those if one.identity not in settled)


def parcels(delivered: Delivered, envelopes: Mapping[str, Envelope]) -> tuple[Parcel, ...]:
    """The messages, each to be made when it is its turn."""
    return tuple(
        Parcel(recipient.address, recipient.identity, partial(message_for, envelopes[lang], recipient))
        for lang, those in delivered.by_lang.items()
        for recipient in those
    )


def known_deliveries(root: Path, message: str) -> Mapping[str, Delivery]:
    """What the journal knows of an issue; looking begins none. Raises RefusedError."""
    file = journal_of(root)
    if not file.exists():
        return {}
    with Journal(file) as journal:
        return journal.deliveries(OUTLET, message)
