"""Lists of recipients: CSV as people write it, or as Excel does."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from itsite.model.config import LANGUAGE, SiteConfig
from itsite.model.mailboxes import address_of
from itsite.model.problem import Location, Problem, RefusedError
from itsite.model.site import Entry
from itsite.read.validation import nearest

# By what Outlook, Excel and people call them, in English and in German.
COLUMNS = {
    **dict.fromkeys(("email", "mail", "emailaddress", "mailaddress", "address", "emailadresse", "mailadresse", "adresse"), "email"),
    **dict.fromkeys(("name", "fullname", "displayname", "anzeigename"), "name"),
    **dict.fromkeys(("lang", "language", "sprache"), "lang"),
    **dict.fromkeys(("audiences", "audience", "zielgruppe", "zielgruppen"), "audiences"),
}
SEPARATORS = ";,\t"
BETWEEN = re.compile(r"[\s,;|]+")
UTF8 = "save it as “CSV UTF-8”"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody on a list; empty `lang` and `audiences` where the list says nothing."""

    address: str
    name: str = ""
    lang: str = ""
    audiences: frozenset[str] = frozenset()

    @property
    def identity(self) -> str:
        """By whom they are known, however a list writes their address."""
        return self.address.casefold()


@dataclass(frozen=True)
class RecipientList:
    """Everybody on a list once, in its order, how many lines named somebody again, and what is wrong with it."""

    recipients: tuple[Recipient, ...]
    doubles: int
    problems: tuple[Problem, ...]


def _text(data: bytes, at: Location) -> tuple[str, tuple[Problem, ...]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", (Problem(Location(at.path, line), "ML002", "the list is not UTF-8", f"in Excel, {UTF8}"),)
    if "\0" in text:
        return "", (Problem(at, "ML002", "the list is no text", f"in Excel, {UTF8}"),)
    return text, ()


class _BrokenError(Exception):
    """A row that is no CSV, and the line that it begins at."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it begins at. Raises _BrokenError."""
    lines = text.splitlines()
    skipped = 1 if lines and lines[0].lower().startswith("sep=") else 0
    head = lines[skipped] if len(lines) > skipped else ""
    separator = max(SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO("\n".join(lines[skipped:])), delimiter=separator, strict=True)
    before = 0
    try:
        for row in reader:
            yield before + skipped + 1, [cell.strip() for cell in row]
            before = reader.line_num
    except csv.Error as error:
        raise _BrokenError(str(error), before + skipped + 1) from None


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]", "", name.casefold())


class _Reader:
    """Reads the rows of one list."""

    def __init__(self, path: str, config: SiteConfig) -> None:
        self.path, self.config = path, config
        self.columns: list[str] = []
        self.problems: list[Problem] = []

    def note(self, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(Location(self.path, line), "ML002", message, hint))

    def head(self, line: int, row: Sequence[str]) -> bool:
        """The first row: what the columns are. False when none of them has addresses."""
        self.columns = [COLUMNS.get(_plain(name), "") for name in row]
        if "email" in self.columns:
            return True
        hint = (
            "write the names of the columns into the first line: email, name, lang, audiences"
            if any("@" in cell for cell in row)
            else "call the column of the addresses email"
        )
        self.note(line, "the list has no column email", hint)
        return False

    def recipient(self, line: int, row: Sequence[str]) -> Recipient | None:
        """A row as a recipient; None, with what is wrong, when it is none."""
        if len(row) > len(self.columns):
            self.note(line, f"{len(row)} fields where the first line names {len(self.columns)}", "put text with commas or semicolons in quotes")
            return None
        cells = {name: cell for name, cell in zip(self.columns, row, strict=False) if name}
        found = len(self.problems)
        address = address_of(cells.get("email", ""))
        if not address:
            said = f'"{cells.get("email", "")}" is no mail address' if cells.get("email") else "there is no address"
            self.note(line, said, "write it as in anna@example.org")
        name, lang = cells.get("name", ""), cells.get("lang", "")
        if not name.isprintable():
            self.note(line, "the name holds a line break or a control character", "write it in one line")
        if lang and not LANGUAGE.fullmatch(lang.lower()):
            self.note(line, f'"{lang}" is no language', "write en or de")
        audiences = frozenset(part for part in BETWEEN.split(cells.get("audiences", "")) if part)
        for one in sorted(audiences - self.config.audiences.keys()):
            self.note(line, f'there is no audience "{one}"', nearest(one, self.config.audiences) or "name those of site.yaml")
        return Recipient(address, name, lang.lower(), audiences) if len(self.problems) == found else None


def read_list(file: Path, shown: str, config: SiteConfig) -> RecipientList:
    """The recipients in a file, called `shown` in problems; all of these at once. Raises RefusedError when it cannot be read."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise RefusedError(f"the list cannot be read: {error.strerror}", path=str(file), hint="name a CSV file with --to") from None
    text, problems = _text(data, Location(shown, 1))
    if problems:
        return RecipientList((), 0, problems)
    reader = _Reader(shown, config)
    found: dict[str, Recipient] = {}
    doubles = 0
    try:
        for line, row in _rows(text):
            if not any(row):
                continue
            if not reader.columns:
                if not reader.head(line, row):
                    break
                continue
            recipient = reader.recipient(line, row)
            if recipient:
                doubles += recipient.identity in found
                found.setdefault(recipient.identity, recipient)
    except _BrokenError as error:
        reader.note(error.line, f"the list is no CSV from here on: {error}", "look at the quotation marks")
    if not found and not reader.problems:
        reader.note(1, "the list is empty", "write a line email, and below it an address a line")
    return RecipientList(tuple(found.values()), doubles, tuple(reader.problems))


def edition_for(recipient: Recipient, entries: Mapping[str, Entry]) -> str:
    """The language in which a recipient gets an issue: their own, else the first that it has."""
    wanted = recipient.lang
    by_lower = {lang.lower(): lang for lang in entries}
    return by_lower.get(wanted) or by_lower.get(wanted.partition("-")[0]) or next(iter(entries))


def is_meant(recipient: Recipient, entry: Entry) -> bool:
    """True when an issue is for everybody, or for an audience of the recipient; who names none gets everything."""
    audiences = frozenset(entry.page.meta.audiences)
    return not audiences or not recipient.audiences or bool(audiences & recipient.audiences)
