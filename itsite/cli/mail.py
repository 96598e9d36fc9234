"""`itsite mail`: an issue of the newsletter as a mail, to look at, as a draft, or sent."""

import sys
import webbrowser
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from itsite.cli.arguments import AtOption, DraftsOption, FormatOption, SiteOption, checked_instant, site_folder
from itsite.cli.formats import Format
from itsite.cli.garbage import collect_rarely
from itsite.cli.reporting import Printer, document, remark, visible
from itsite.cli.sending import Screen
from itsite.cli.sending_words import intention, result
from itsite.delivery.journal import Journal
from itsite.delivery.secrets import secret
from itsite.mailing.issue import Issue, issue_of
from itsite.mailing.message import Envelope, draft, envelope, message_for, unfit_words
from itsite.mailing.orders import Delivered, journal_of, known_deliveries, parcels, shared_out, write_file, write_preview
from itsite.mailing.pictures import Way
from itsite.mailing.prepared import NoIssueError, Ready, editions, identity
from itsite.mailing.recipients import Recipient, RecipientList, address_of, read_list
from itsite.mailing.sending import Sending
from itsite.mailing.server import PASSWORD, Answer, Connection, LostError
from itsite.model.meta import Classification
from itsite.model.problem import Location, Problem, RefusedError, in_order
from itsite.model.report import Report
from itsite.model.site import Entry
from itsite.pipeline import Request, prepare

mail_app = typer.Typer(help="The newsletter as a mail.", no_args_is_help=True)
IssueArgument = Annotated[str, typer.Argument(metavar="ISSUE", help="File, address or number of the issue, such as 2026-11.")]
LangOption = Annotated[str | None, typer.Option("--lang", help="Language; else the first of the site that the issue has.", show_default=False)]
LevelOption = Annotated[Classification, typer.Option("--classification", help="Issues and news of this level and more open ones.")]
OutFile = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="File to write; else one below .itsite/mail/.", show_default=False)]
REFUSED = 3


@mail_app.callback()
def mail() -> None:
    """The newsletter as a mail."""


class _Stopped(Exception):  # noqa: N818 - no error: problems have been printed
    """There is nothing more to do; `code` is the exit code."""

    def __init__(self, code: int) -> None:
        self.code = code


def _failed(printer: Printer, problems: tuple[Problem, ...], what: str) -> None:
    """Prints problems. Raises _Stopped when there is an error among them."""
    if problems:
        code = printer.report(Report(in_order(problems)), done="The mail is made all the same.", failed=what)
        if code:
            raise _Stopped(code)


def _ready(request: Request, printer: Printer) -> Ready:
    collect_rarely()
    prepared = prepare(replace(request, runner=printer.runner()))
    if prepared.failed or prepared.site is None or prepared.theme is None:
        raise _Stopped(printer.report(Report(prepared.problems), done="", failed="There is no mail before they are mended."))
    return Ready(prepared, prepared.site, prepared.theme)


def _editions(ready: Ready, name: str) -> dict[str, Entry]:
    try:
        return editions(ready, name)
    except NoIssueError as error:
        raise typer.BadParameter(str(error), param_hint="ISSUE") from None


def _one(entries: Mapping[str, Entry], lang: str | None) -> str:
    if lang is None:
        return next(iter(entries))
    if lang not in entries:
        raise typer.BadParameter(f'the issue is not there in "{lang}"; it is in: {", ".join(entries)}', param_hint="--lang")
    return lang


def _issue(ready: Ready, entry: Entry, printer: Printer, way: Way | None = None) -> Issue:
    issue, problems = issue_of(ready, entry, way)
    unfit = unfit_words(ready, issue) if issue else ()
    if issue is None or unfit:
        _failed(printer, (*problems, *unfit), "There is no mail before they are mended.")
    _failed(printer, problems if way != "files" else (), "There is no mail before they are mended.")
    assert issue is not None  # noqa: S101 - without it there are problems
    return issue


@mail_app.command()
def preview(  # noqa: PLR0913 - one parameter an option
    issue: IssueArgument,
    site: SiteOption = None,
    lang: LangOption = None,
    at: AtOption = None,
    drafts: DraftsOption = True,  # noqa: FBT002
    classification: LevelOption = Classification.INTERNAL,
    form: FormatOption = Format.TEXT,
) -> int:
    """Show an issue as the mail that it will be, drafts too."""
    root = site_folder(site)
    printer = Printer(form, root)
    try:
        with printer.refusals():
            ready = _ready(Request(root, checked_instant(at), drafts, classification), printer)
            entries = _editions(ready, issue)
            pages = {}
            problems: list[Problem] = []
            for one, entry in entries.items():
                found = _issue(ready, entry, printer, "files")
                problems += issue_of(ready, entry)[1]
                pages[one] = write_preview(root, found)
            shown = pages[_one(entries, lang)]
            for page in pages.values():
                remark(sys.stdout, f"{visible(str(page))} and {page.with_suffix('.txt').name} beside it")
            _failed(printer, tuple(problems), "It can be looked at, and not be sent.")
    except _Stopped as stop:
        return stop.code
    if sys.stdout.isatty():
        webbrowser.open(shown.resolve().as_uri())
    return 0


@mail_app.command()
def eml(  # noqa: PLR0913 - one parameter an option
    issue: IssueArgument,
    site: SiteOption = None,
    out: OutFile = None,
    lang: LangOption = None,
    at: AtOption = None,
    drafts: DraftsOption = False,  # noqa: FBT002
    classification: LevelOption = Classification.INTERNAL,
    form: FormatOption = Format.TEXT,
) -> int:
    """Write an issue as a draft that your mail program opens, to be sent from there."""
    root = site_folder(site)
    printer = Printer(form, root)
    try:
        with printer.refusals():
            ready = _ready(Request(root, checked_instant(at), drafts, classification), printer)
            entries = _editions(ready, issue)
            entry = entries[_one(entries, lang)]
            written = envelope(ready, _issue(ready, entry, printer), identity(ready, entries))
            target = out or root / ".itsite" / "mail" / f"{entry.page.key.rpartition('/')[2]}.{entry.lang}.eml"
            write_file(target, draft(written))
    except _Stopped as stop:
        return stop.code
    remark(sys.stdout, f"{visible(str(target))} is there: open it with your mail program, name the recipients, and send it.")
    return 0


def _lacking(ready: Ready, *, really: bool) -> tuple[Problem, ...]:
    """What site.yaml does not say and sending needs."""
    sources, options = ready.prepared.sources, ready.options
    at = sources.file.at("mail") if sources else Location("site.yaml", 1, 1)
    found = [] if options.sender else [Problem(at, "ML005", "nobody is named who sends the newsletter", "write mail: sender: newsletter@example.org")]
    if really and options.server is None:
        found.append(Problem(at, "ML005", "no server is named that takes mails", "write mail: server: host: smtp.example.org"))
    return tuple(found)


def _envelopes(ready: Ready, entries: Mapping[str, Entry], langs: tuple[str, ...], printer: Printer) -> dict[str, Envelope]:
    name = identity(ready, dict(entries))
    return {lang: envelope(ready, _issue(ready, entries[lang], printer), name) for lang in langs}


def _connection(ready: Ready) -> Connection:
    server = ready.options.server
    assert server is not None  # noqa: S101 - _lacking() has said so
    return Connection(server, secret(PASSWORD) if server.user else None)


def _send_test(ready: Ready, written: Envelope, address: str, *, really: bool) -> int:
    """One message to look at; no journal knows of it. Raises RefusedError."""
    recipient = Recipient(address)
    if not really:
        remark(sys.stdout, f"Nothing is sent: this is a rehearsal. With --send, one message goes to {address}.")
        return 0
    connection = _connection(ready)
    try:
        connection.open()
        reply = connection.send(written.sender, address, message_for(written, recipient, is_test=True))
    except LostError as error:
        raise RefusedError(str(error), hint="try it again in a while") from None
    finally:
        connection.close()
    if reply.answer is not Answer.TAKEN:
        raise RefusedError(f"{connection.name} does not take it for {address}: {reply.said}", hint="look at the address and at site.yaml")
    remark(sys.stdout, f"Sent to {address}, with [Test] before the subject.")
    return 0


def _send_all(ready: Ready, envelopes: Mapping[str, Envelope], delivered: Delivered, root: Path) -> int:
    """Everybody who has not got it yet. Raises RefusedError."""
    first = next(iter(envelopes.values()))
    with Journal(journal_of(root)) as journal:
        found = parcels(delivered, envelopes)
        screen = Screen(len(found))
        try:
            outcome = Sending(journal, _connection(ready), screen).send(first.sender, first.identity, found, ready.options.rate)
        finally:
            screen.close()
    document("\n".join(visible(line) for line in result(outcome)))
    if outcome.why:
        raise outcome.why
    return REFUSED if outcome.left or outcome.refused else 0


def _listed(to: Path, ready: Ready, printer: Printer) -> RecipientList:
    found = read_list(to, str(to), ready.site.config)
    _failed(printer, found.problems, "Nothing is sent before the list is mended.")
    return found


@mail_app.command()
def send(  # noqa: PLR0913 - one parameter an option
    issue: IssueArgument,
    to: Annotated[Path | None, typer.Option("--to", metavar="LIST.csv", help="Recipients: email, and if you like name, lang, audiences.")] = None,
    send: Annotated[bool, typer.Option("--send", help="Really send. Without it you only see what would happen.")] = False,  # noqa: FBT002
    test: Annotated[str | None, typer.Option("--test", metavar="ADDRESS", help="One message to this address only, to look at.", show_default=False)] = None,
    site: SiteOption = None,
    lang: LangOption = None,
    at: AtOption = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="A draft too, with --test.")] = False,  # noqa: FBT002
    classification: LevelOption = Classification.INTERNAL,
    form: FormatOption = Format.TEXT,
) -> int:
    """Send an issue, one message to each recipient. Without --send nothing leaves this machine."""
    root = site_folder(site)
    if to is None and test is None:
        raise typer.BadParameter("say to whom: --to LIST.csv, or --test ADDRESS", param_hint="--to")
    if test is not None and not address_of(test):
        raise typer.BadParameter(f'"{test}" is no mail address', param_hint="--test")
    if drafts and test is None:
        raise typer.BadParameter("a draft is sent to nobody but --test ADDRESS", param_hint="--drafts")
    if lang is not None and test is None:
        raise typer.BadParameter("each recipient gets the language that the list says; --lang is for --test", param_hint="--lang")
    printer = Printer(form, root)
    try:
        with printer.refusals():
            ready = _ready(Request(root, checked_instant(at), drafts, classification), printer)
            entries = _editions(ready, issue)
            _failed(printer, _lacking(ready, really=send), "Nothing is sent before it is there.")
            if test is not None:
                one = _one(entries, lang)
                return _send_test(ready, _envelopes(ready, entries, (one,), printer)[one], address_of(test), really=send)
            assert to is not None  # noqa: S101 - see above
            listed = _listed(to, ready, printer)
            delivered = shared_out(listed.recipients, entries)
            if not delivered.count:
                raise RefusedError(
                    "nobody on the list is to get this issue", path=str(to), hint="look at audiences: of the issue, and at the column of the list"
                )
            envelopes = _envelopes(ready, entries, tuple(delivered.by_lang), printer)
            if send:
                return _send_all(ready, envelopes, delivered, root)
            known = known_deliveries(root, identity(ready, entries))
            lines = ("Nothing is sent: this is a rehearsal. With --send:", *intention(envelopes, delivered, known, listed.doubles))
            document("\n".join(visible(line) for line in lines))
            return 0
    except _Stopped as stop:
        return stop.code
