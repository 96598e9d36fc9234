"""What a target has not heard of yet, by its journal."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from itsite.announcing.announcements import Subject, announcement, changed_at, meant_for, subjects
from itsite.announcing.systems import Post, post_of
from itsite.channels.announce import SECTION, AnnounceOptions, AnnounceTarget
from itsite.delivery.journal import TWICE, Delivery, Journal, Key, State, journal_of
from itsite.model.site import Entry, Site
from itsite.theme.theme import Theme

OUTLET = "announce"
# The message under which the journal has what a target began with.
BEGINNING = ""
FIRST_DAYS = 7
HEARD = frozenset({State.SENT, State.KNOWN})


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: what to begin with, if anybody said, and whether what was refused is tried again."""

    since: dt.datetime | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is to be posted at a target, in order. `older` are so many that are from before `since`, and never posted.

    `notes` are messages that count as known from now on; `uncertain` are those of `posts` that may have arrived already,
    and those that may be there twice, of which no report has told yet; `refused` were refused earlier, each with what was said.
    """

    posts: tuple[Post, ...]
    since: dt.datetime
    older: int
    notes: tuple[str, ...]
    uncertain: tuple[Post, ...]
    refused: tuple[tuple[Post, str], ...]


def known_at(root: Path, name: str) -> Mapping[str, Delivery]:
    """What the journal knows of a target; looking begins none. Raises RefusedError."""
    if not journal_of(root).exists():
        return {}
    with Journal(journal_of(root)) as journal:
        return journal.received(OUTLET, name)


def beginning(site: Site, target: AnnounceTarget, known: Mapping[str, Delivery], wanted: dt.datetime | None) -> dt.datetime:
    """From when on a target hears of everything: what was asked for, else as at its first sending, else the last days."""
    if wanted:
        return wanted if wanted.tzinfo else wanted.replace(tzinfo=site.zone)
    if BEGINNING in known:
        return dt.datetime.fromisoformat(known[BEGINNING].detail)
    if target.since:
        return target.since
    day = site.edition.at.astimezone(site.zone).date() - dt.timedelta(days=FIRST_DAYS)
    return dt.datetime.combine(day, dt.time(), site.zone)


@dataclass
class _Sorter:
    """Sorts the subjects of a site for one target."""

    site: Site
    theme: Theme
    target: AnnounceTarget
    known: Mapping[str, Delivery]
    since: dt.datetime
    updates: bool
    again: bool
    posts: list[tuple[float, Post]] = field(default_factory=list)
    refused: list[tuple[Post, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    uncertain: list[Post] = field(default_factory=list)
    older: int = 0

    def look(self, subject: Subject, entry: Entry) -> None:
        """Puts one subject where it belongs."""
        names = [self.site.guids[one.url] for one in subject.entries]
        # A translation that came later is the same announcement.
        name = next((one for one in names if one in self.known), self.site.guids[entry.url])
        state = self.known[name].state if name in self.known else None
        is_old = BEGINNING not in self.known if subject.at is None else subject.at < self.since
        if state in HEARD or (is_old and state is None):
            self._heard(subject, entry, name, is_known=state is not None)
        else:
            self._add(subject.at, entry, name)
            self.notes += [change for change in self._changes(entry, name) if change not in self.known]

    def _heard(self, subject: Subject, entry: Entry, name: str, *, is_known: bool) -> None:
        self._doubt(entry, name)
        if not is_known:
            self.older += 1
            if subject.at is None:
                self.notes.append(name)
        for change in self._changes(entry, name):
            if change in self.known and self.known[change].state in HEARD:
                self._doubt(entry, change, is_update=True)
                continue
            when = changed_at(self.site, entry)
            if self.updates and when and when >= self.since:
                self._add(when, entry, change, is_update=True)
            elif change not in self.known:
                self.notes.append(change)

    def _changes(self, entry: Entry, name: str) -> tuple[str, ...]:
        """The message of an update, where there is one."""
        when = changed_at(self.site, entry)
        return (f"{name} {when.astimezone(dt.UTC).isoformat()}",) if when else ()

    def _add(self, when: dt.datetime | None, entry: Entry, message: str, *, is_update: bool = False) -> None:
        post = self._post(entry, message, is_update=is_update)
        delivery = self.known.get(message)
        if delivery and delivery.state is State.REFUSED and not self.again:
            self.refused.append((post, delivery.detail))
        else:
            self.posts.append((when.timestamp() if when else float("inf"), post))
            self._doubt(entry, message, is_update=is_update)

    def _doubt(self, entry: Entry, message: str, *, is_update: bool = False) -> None:
        if message in self.known and self.known[message].is_uncertain:
            self.uncertain.append(self._post(entry, message, is_update=is_update))

    def _post(self, entry: Entry, message: str, *, is_update: bool) -> Post:
        return post_of(announcement(self.site, self.theme, entry, is_update=is_update), self.target, message)


def waiting(site: Site, theme: Theme, target: AnnounceTarget, known: Mapping[str, Delivery], order: Order) -> Waiting:
    """What is to be posted at a target of which the journal knows so much."""
    options: AnnounceOptions = site.config.section(SECTION)
    since = beginning(site, target, known, order.since)
    sorter = _Sorter(site, theme, target, known, since, options.updates, order.again)
    for subject in subjects(site):
        entry = meant_for(site, subject, target)
        if entry:
            sorter.look(subject, entry)
    posts = tuple(post for _, post in sorted(sorter.posts, key=lambda one: one[0]))
    return Waiting(posts, since, sorter.older, tuple(sorter.notes), tuple(sorter.uncertain), tuple(sorter.refused))


def note_beginning(journal: Journal, name: str, found: Waiting, at: str) -> None:
    """Writes down what a target begins with, so that nobody is flooded later either. Raises RefusedError."""
    for message in found.notes:
        journal.note(Key(OUTLET, message, name), State.KNOWN, at)
    journal.note(Key(OUTLET, BEGINNING, name), State.KNOWN, at, found.since.isoformat())


def note_told(journal: Journal, name: str, told: Sequence[Post]) -> None:
    """Writes down that a report has named those that may be there twice; the next one need not name them again. Raises RefusedError."""
    known = journal.received(OUTLET, name)
    for message in {post.message for post in told} & known.keys():
        found = known[message]
        if found.state is State.SENT:
            journal.settle(Key(OUTLET, message, name), found.state, found.at, found.detail.removesuffix(TWICE).rstrip())
