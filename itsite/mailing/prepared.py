"""The site that issues are taken from, and the issue that is meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from itsite.model.mail import MailOptions
from itsite.model.meta import Classification, Collecting
from itsite.model.problem import RefusedError
from itsite.model.site import Entry, Site
from itsite.pipeline import Prepared
from itsite.read.validation import nearest
from itsite.theme.theme import Theme


@dataclass(frozen=True)
class Ready:
    """A site that could be linked, and its theme."""

    prepared: Prepared
    site: Site
    theme: Theme

    @property
    def options(self) -> MailOptions:
        """What site.yaml says of mails."""
        found: MailOptions = self.site.config.section("mail")
        return found

    @property
    def domain(self) -> str:
        """The domain of identities: the sender's, else the site's."""
        sender = self.options.sender
        return sender.rpartition("@")[2] if sender else self.site.config.url.split("://", 1)[1].split("/", 1)[0].partition(":")[0]


def _names(entry: Entry) -> Iterator[str]:
    """What an issue may be called: its file, its address, the last part of either, its number."""
    key, url = entry.page.key, entry.url.rstrip("/")
    yield from (key, f"{key}.md", entry.page.path, f"content/{entry.page.path}", url, PurePosixPath(key).name, PurePosixPath(url).name)
    yield PurePosixPath(entry.page.path).name
    number = getattr(entry.page.meta, "issue", None)
    if number:
        yield str(number)


class NoIssueError(Exception):
    """There is no such issue; the text says what is known."""


def editions(ready: Ready, name: str) -> dict[str, Entry]:
    """The issue of that name in each language that has it, the site's first language first. Raises NoIssueError."""
    issues = [entry for entry in ready.site.entries if entry.original is None and isinstance(entry.page.meta, Collecting)]
    wanted = name.strip().removeprefix(ready.site.config.url).strip("/").replace("\\", "/").removeprefix("./")
    keys = {entry.page.key for entry in issues if wanted in set(_names(entry))}
    if len(keys) != 1:
        known = sorted({PurePosixPath(entry.page.key).name for entry in issues}, reverse=True)
        said = nearest(wanted, known) or (f"known are: {', '.join(known[:6])}" if known else "there are none yet")
        raise NoIssueError(f'there is no published issue "{name}"; {said}' if not keys else f'"{name}" names several issues: {", ".join(sorted(keys))}')
    key = keys.pop()
    found = {entry.lang: entry for entry in issues if entry.page.key == key}
    return {lang: found[lang] for lang in ready.site.config.languages if lang in found}


def identity(ready: Ready, entries: dict[str, Entry]) -> str:
    """What the journal calls an issue: the same for all its languages, and whatever its title and address become."""
    return ready.site.guids.get(next(iter(entries.values())).url) or next(iter(entries.values())).page.key


def level_of(ready: Ready, entry: Entry) -> Classification:
    """Who may see the issue."""
    return entry.page.classified(ready.site.config.classification)


def refused(message: str, hint: str = "") -> RefusedError:
    """An order that cannot be carried out here."""
    return RefusedError(message, hint=hint)
