"""A build that has nothing to do: the same command over the same files gives the same answer, without loading the program."""

import os
import pickle
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from itsite.cli.formats import Format
from itsite.cli.outcome import built
from itsite.cli.reporting import Printer
from itsite.engine.cache import DROPPED, STORE_FILES, cache
from itsite.engine.digest import digest, packed
from itsite.engine.inventory import Glance, glance
from itsite.engine.standing import standing_digest, standing_files
from itsite.engine.store import DamagedError, Store
from itsite.model.report import Report
from itsite.places import SHELF, cache_folder, nearest_site, program_salt, theme_places

SECTION = "unchanged"
# Whoever asks for these wants the work done.
NEVER = frozenset({"--no-cache", "--verify", "--help"})


@dataclass(frozen=True)
class Answer:
    """What a build said, and the files that it was made of. It holds from `since` until `until`, in seconds since 1970."""

    sources: bytes
    since: float
    until: float | None
    report: Report
    folder: Path
    form: Format


@dataclass(frozen=True)
class Look:
    """One look at the files of a site before anything is read; `key` stands for the command."""

    root: Path
    key: str
    sources: Glance | None
    at: float | None

    def answer(self, store: Store) -> Answer | None:
        """The answer of the last such build, when it still holds. Raises DamagedError."""
        data = store.get(SECTION, self.key)
        if data is None or self.sources is None:
            return None
        kept: Answer = pickle.loads(data)  # noqa: S301 - sealed by the store
        if kept.sources != self.sources.digest or not self._holds(kept):
            return None
        return kept if standing_digest(standing_files(kept.folder)) == kept.report.standing else None

    def _holds(self, kept: Answer) -> bool:
        return self.at is None or (kept.since <= self.at and (kept.until is None or self.at < kept.until))

    def remember(self, store: Store, report: Report, folder: Path, form: Format) -> None:
        """Keeps the answer of a build that went well, if every later change is bound to show. Raises DamagedError."""
        if not report.standing or self.sources is None or not self.sources.is_settled:
            return
        until = report.valid_until.timestamp() if report.valid_until else None
        answer = Answer(self.sources.digest, self.at or 0.0, until, report, folder, form)
        store.put(SECTION, [(self.key, packed(answer))])
        store.commit()


def _root(arguments: Sequence[str]) -> Path | None:
    """The folder of the site as the command names it; None when it is not plain."""
    for n, argument in enumerate(arguments):
        if argument == "--site":
            return Path(arguments[n + 1]) if n + 1 < len(arguments) else None
        if argument.startswith("--site="):
            return Path(argument.removeprefix("--site="))
    return nearest_site(Path.cwd())


def look(arguments: Sequence[str]) -> Look | None:
    """A look at the site that a command builds; None for commands that are not to be shortened."""
    if arguments[:1] != ["build"] or NEVER.intersection(arguments):
        return None
    root = _root(arguments)
    if root is None or not (root / "site.yaml").is_file():
        return None
    given = "--at" in arguments or any(argument.startswith("--at=") for argument in arguments) or bool(os.environ.get("SOURCE_DATE_EPOCH"))
    said = (arguments, str(Path.cwd()), os.environ.get("SOURCE_DATE_EPOCH"))
    at = None if given else time.time()
    seen = glance([root / "site.yaml", root / "content", *theme_places(root)])
    return Look(root, digest(repr(said).encode("utf-8", "surrogateescape")).hex(), seen, at)


def answer(seen: Look) -> int | None:
    """Prints what the last build said when nothing has changed since, and returns its exit code; else None."""
    printer = Printer(Format.TEXT, seen.root)
    folder = cache_folder(seen.root)
    # Whatever else lies there was left by a build that came to no good end: the next real one tidies up.
    try:
        found = {entry.name.partition("-")[0] for entry in folder.iterdir()}
        if seen.sources is None or found - {SHELF} != STORE_FILES:
            return None
        with cache(folder, program_salt()) as opened:
            kept = seen.answer(opened.store)
    except (DamagedError, OSError):
        return None
    if opened.note == DROPPED:
        printer.note(opened.note)
    if kept is None:
        return None
    printer.form = kept.form
    return built(printer, replace(kept.report, rendered=0, reused=kept.report.outputs), kept.folder)
