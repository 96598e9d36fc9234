"""`itsite announce`: new announcements, posted to chats."""

import datetime as dt
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from itsite.announcing.addresses import Unfit, address_of
from itsite.announcing.sending import Outcome, Sending
from itsite.announcing.waiting import OUTLET, Order, Waiting, known_at, note_beginning, note_told, waiting
from itsite.announcing.wire import Wire
from itsite.channels.announce import SECTION, AnnounceTarget
from itsite.cli.announce_words import as_json, folded, intention, intention_data, result, result_data
from itsite.cli.arguments import AtOption, FormatOption, SiteOption, checked_instant, site_folder
from itsite.cli.formats import Format
from itsite.cli.garbage import collect_rarely
from itsite.cli.instants import WrongInstantError, instant
from itsite.cli.reporting import Printer, document, visible
from itsite.cli.sending import Screen
from itsite.delivery.journal import Journal, journal_of
from itsite.model.meta import Classification
from itsite.model.problem import Location, Problem
from itsite.model.report import Report
from itsite.model.site import Site
from itsite.pipeline import Request, prepare
from itsite.read.validation import nearest
from itsite.theme.theme import Theme

REFUSED = 3


@dataclass(frozen=True)
class _Round:
    """The targets that are meant, and the site that they hear of."""

    root: Path
    site: Site
    theme: Theme
    targets: Mapping[str, AnnounceTarget]
    order: Order


def _chosen(site: Site, names: list[str] | None) -> dict[str, AnnounceTarget]:
    """The targets asked for, else all. Raises a usage error."""
    known: Mapping[str, AnnounceTarget] = site.config.section(SECTION).targets
    for name in names or ():
        if known and name not in known:
            raise typer.BadParameter(f'there is no target "{name}"; {nearest(name, known) or "known are: " + ", ".join(known)}', param_hint="--target")
    return {name: target for name, target in known.items() if not names or name in names}


def _since(text: str | None) -> dt.datetime | None:
    try:
        return instant(text) if text is not None else None
    except WrongInstantError as error:
        raise typer.BadParameter(str(error), param_hint="--since") from None


def _rehearsed(found: _Round) -> tuple[list[str], list[dict[str, Any]]]:
    """What would be posted, in words and for programs. Raises RefusedError."""
    lines, data = ["Nothing is posted: this is a rehearsal. With --send:"], []
    for name, target in found.targets.items():
        new = waiting(found.site, found.theme, target, known_at(found.root, name), found.order)
        address = address_of(name, target)
        unfit = address if isinstance(address, Unfit) else None
        lines += intention(name, target, new, unfit)
        data.append(intention_data(name, target, new, unfit))
    return lines, data


@dataclass
class _Report:
    """What became of the targets so far, in words and for programs."""

    lines: list[str] = field(default_factory=list)
    data: list[dict[str, Any]] = field(default_factory=list)
    is_whole: bool = True

    def add(self, name: str, target: AnnounceTarget, queue: Waiting, outcome: Outcome) -> None:
        """One more target."""
        self.lines += result(name, target, queue, outcome)
        self.data.append(result_data(name, target, outcome))
        self.is_whole = self.is_whole and outcome.is_whole

    def shown(self, form: Format, *, really: bool) -> None:
        """Prints it. Raises RefusedError when nobody takes it."""
        lines: Iterable[str] = map(visible, self.lines)
        if sys.stdout.isatty():
            lines = folded(lines, shutil.get_terminal_size().columns)
        document(as_json(self.data, really=really) if form is Format.JSON else "\n".join(lines))


def _posted(found: _Round, form: Format) -> bool:
    """Posts, and says what became of it, also when something ends it early; True when all is done. Raises RefusedError."""
    report = _Report()
    with Journal(journal_of(found.root)) as journal:
        queues = {name: waiting(found.site, found.theme, target, journal.received(OUTLET, name), found.order) for name, target in found.targets.items()}
        screen = Screen(sum(len(queue.posts) for queue in queues.values()))
        sending = Sending(journal, screen)
        try:
            for name, queue in queues.items():
                sending.outcomes[name] = _at_target(found, name, queue, sending)
        finally:
            screen.close()
            for name, queue in queues.items():
                outcome = sending.outcomes.get(name) or Outcome(left=list(queue.posts), why="its turn has not come")
                report.add(name, found.targets[name], queue, outcome)
            report.shown(form, really=True)
            for name, outcome in sending.outcomes.items():
                note_told(journal, name, outcome.uncertain)
    return report.is_whole


def _at_target(found: _Round, name: str, queue: Waiting, sending: Sending) -> Outcome:
    """Posts at one target. Raises RefusedError."""
    address = address_of(name, found.targets[name])
    if isinstance(address, Unfit):
        return Outcome(left=list(queue.posts), why=f"{address.why} ({address.cure})", is_given_up=True)
    note_beginning(sending.journal, name, queue, sending.clock.now().isoformat(timespec="seconds"))
    return sending.send(name, Wire(address), queue.posts, queue.uncertain)


def announce(  # noqa: PLR0913 - one parameter an option
    send: Annotated[bool, typer.Option("--send", help="Really post. Without it you only see what would be posted.")] = False,  # noqa: FBT002
    target: Annotated[list[str] | None, typer.Option("--target", metavar="NAME", help="Only this target; may be said again.", show_default=False)] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="What is older counts as known; else the last 7 days at first.", show_default=False)
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Try once more what was refused.")] = False,  # noqa: FBT002
    site: SiteOption = None,
    at: AtOption = None,
    classification: Annotated[Classification, typer.Option("--classification", help="Pages of this level and more open ones.")] = Classification.INTERNAL,
    form: FormatOption = Format.TEXT,
) -> int:
    """Post new announcements to chats. Without --send nothing leaves this machine."""
    root = site_folder(site)
    order = Order(_since(since), again)
    printer = Printer(form, root)
    collect_rarely()
    with printer.refusals():
        request = Request(root, checked_instant(at), classification=classification)
        prepared = prepare(replace(request, runner=printer.runner()))
        if prepared.failed or prepared.site is None or prepared.theme is None:
            return printer.report(Report(prepared.problems), done="", failed="Nothing is posted before they are mended.")
        if send and prepared.site.edition.at > dt.datetime.now(dt.UTC):
            raise typer.BadParameter("what is not published yet is not posted; a rehearsal may look ahead", param_hint="--at")
        targets = _chosen(prepared.site, target)
        if not targets:
            hint = "write announce: targets: staff: kind: teams; docs/announce.md has all of it"
            lacking = Problem(Location("site.yaml", 1, 1), "AN003", "no target is named that announcements are posted to", hint)
            return printer.report(Report((lacking,)), done="", failed="There is nobody to post to.")
        found = _Round(root, prepared.site, prepared.theme, targets, order)
        if send:
            return 0 if _posted(found, form) else REFUSED
        _Report(*_rehearsed(found)).shown(form, really=False)
    return 0
