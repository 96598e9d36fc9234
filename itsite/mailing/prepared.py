"""The site that issues are taken from, and the issue that is meant."""

import urllib.parse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from itsite.link.targets import hidden_words
from itsite.model.edition import hidden_in
from itsite.model.mail import MailOptions
from itsite.model.meta import Classification, Collecting
from itsite.model.page import Page
from itsite.model.site import Entry, Site
from itsite.pipeline import Prepared
from itsite.read.validation import nearest
from itsite.theme.theme import Theme

# By what is in the reason for which an issue is hidden: how to see it all the same.
SHOWN_BY: Mapping[str, str] = {"draft": "--drafts shows it", "before": "--at shows it sooner", "edition": "--classification {level} shows it"}


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
        return self.options.sender.rpartition("@")[2] if self.options.sender else self.host

    @property
    def host(self) -> str:
        """The name of the site's server, as identities may end with it."""
        host = urllib.parse.urlsplit(self.site.config.url).hostname or ""
        return f"[IPv6:{host}]" if ":" in host else host


def _names(page: Page, url: str = "") -> Iterator[str]:
    """What an issue may be called: its file, its address, the last part of either, its number."""
    yield from (page.key, f"{page.key}.md", page.path, f"content/{page.path}", PurePosixPath(page.key).name, PurePosixPath(page.path).name)
    if url:
        yield from (url, PurePosixPath(url).name)
    number = getattr(page.meta, "issue", None)
    if number:
        yield str(number)


class NoIssueError(Exception):
    """There is no such issue; the text says what is known."""


def _lacking(ready: Ready, name: str, wanted: str, keys: Iterable[str]) -> NoIssueError:
    """Why there is no issue of that name: it is hidden, or none is called so."""
    default = ready.site.config.classification
    for page in ready.prepared.pages:
        if isinstance(page.meta, Collecting) and wanted in set(_names(page)) and (hidden := hidden_in(ready.site.edition, page, default)):
            cure = next((words for reason, words in SHOWN_BY.items() if reason in hidden.reason), "").format(level=page.classified(default))
            return NoIssueError(f'the issue "{name}" {hidden_words(hidden)}' + (f"; {cure}" if cure else ""))
    known = sorted({PurePosixPath(key).name for key in keys}, reverse=True)
    said = nearest(wanted, known) or (f"known are: {', '.join(known[:6])}" if known else "there are none yet")
    return NoIssueError(f'there is no issue "{name}"; {said}')


def editions(ready: Ready, name: str) -> dict[str, Entry]:
    """The issue of that name in each language that has it, the site's first language first. Raises NoIssueError."""
    issues = [entry for entry in ready.site.entries if entry.original is None and isinstance(entry.page.meta, Collecting)]
    wanted = name.strip().removeprefix(ready.site.config.url).strip("/").replace("\\", "/").removeprefix("./")
    keys = {entry.page.key for entry in issues if wanted in set(_names(entry.page, entry.url.rstrip("/")))}
    if not keys:
        raise _lacking(ready, name, wanted, (entry.page.key for entry in issues))
    if len(keys) > 1:
        message = f'"{name}" names several issues: {", ".join(sorted(keys))}'
        raise NoIssueError(message)
    key = keys.pop()
    found = {entry.lang: entry for entry in issues if entry.page.key == key}
    return {lang: found[lang] for lang in ready.site.config.languages if lang in found}


def identity(ready: Ready, entries: dict[str, Entry]) -> str:
    """What the journal calls an issue: the same for all its languages, and whatever its title and address become."""
    return ready.site.guids.get(next(iter(entries.values())).url) or next(iter(entries.values())).page.key


def level_of(ready: Ready, entry: Entry) -> Classification:
    """Who may see the issue."""
    return entry.page.classified(ready.site.config.classification)
