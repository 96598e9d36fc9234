"""`itsite mail`: an issue of the newsletter as a mail, to look at, as a draft, or sent."""

import datetime as dt
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from itsite.cli.formats import Format
from itsite.cli.mail_asked import Asked, asking
from itsite.cli.mail_sending import envelopes, lacking, meant, rehearse, send_all, send_test
from itsite.cli.reporting import remark, visible
from itsite.mailing.issue import issue_of
from itsite.mailing.message import draft, envelope
from itsite.mailing.orders import write_file, write_preview
from itsite.mailing.prepared import identity
from itsite.model.mailboxes import address_of
from itsite.model.problem import Problem

mail_app = typer.Typer(help="The newsletter as a mail.", no_args_is_help=True)
OutFile = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="File to write; else one below .itsite/mail/.", show_default=False)]
ToOption = Annotated[
    Path | None, typer.Option("--to", metavar="LIST.csv", help="Recipients: email, and if you like name, lang, audiences.", show_default=False)
]
SendOption = Annotated[bool, typer.Option("--send", help="Really send. Without it you only see what would happen.")]
TestOption = Annotated[str | None, typer.Option("--test", metavar="ADDRESS", help="One message to this address only, to look at.", show_default=False)]


@mail_app.callback()
def mail() -> None:
    """The newsletter as a mail."""


@mail_app.command()
@asking(drafts=True)
def preview(asked: Asked) -> int:
    """Show an issue as the mail that it will be, drafts too."""
    ready, entries = asked.ready()
    shown = asked.one(entries)
    pages: dict[str, Path] = {}
    problems: list[Problem] = []
    for lang, entry in entries.items():
        pages[lang] = write_preview(asked.root, asked.issue(ready, entry, "files"))
        problems += issue_of(ready, entry)[1]
    lines = [f"{page} and {page.with_suffix('.txt').name} beside it" for page in pages.values()]
    if any(problem.is_error for problem in problems) and asked.printer.form is Format.TEXT:
        remark(sys.stdout, "\n".join(visible(line) for line in lines))
    asked.told(problems, "It can be looked at, and not be sent.")
    asked.done(lines, {"files": [str(file) for page in pages.values() for file in (page, page.with_suffix(".txt"))]})
    if sys.stdout.isatty():
        webbrowser.open(pages[shown].resolve().as_uri())
    return 0


@mail_app.command()
@asking(drafts=False)
def eml(asked: Asked, out: OutFile = None) -> int:
    """Write an issue as a draft that your mail program opens, to be sent from there."""
    ready, entries = asked.ready()
    entry = entries[asked.one(entries)]
    written = envelope(ready, asked.issue(ready, entry), identity(ready, entries))
    target = out or asked.root / ".itsite" / "mail" / f"{entry.page.key.rpartition('/')[2]}.{entry.lang}.eml"
    write_file(target, draft(written))
    asked.done((f"{target} is there: open it with your mail program, name the recipients, and send it.",), {"files": [str(target)]})
    return 0


def _checked(asked: Asked, to: Path | None, test: str | None) -> None:
    """Raises a usage error for options that contradict each other."""
    if to is None and test is None:
        raise typer.BadParameter("say to whom: --to LIST.csv, or --test ADDRESS", param_hint="--to")
    if to is not None and test is not None:
        raise typer.BadParameter("a test goes to one address and to no list; say one of --to and --test", param_hint="--test")
    if test is not None:
        if not address_of(test):
            raise typer.BadParameter(f'"{test}" is no mail address', param_hint="--test")
        return
    if asked.request.drafts:
        raise typer.BadParameter("a draft is sent to nobody but --test ADDRESS", param_hint="--drafts")
    if asked.lang is not None:
        raise typer.BadParameter("each recipient gets the language that the list says; --lang is for --test", param_hint="--lang")


@mail_app.command()
@asking(drafts=False)
def send(asked: Asked, to: ToOption = None, send: SendOption = False, test: TestOption = None) -> int:  # noqa: FBT002
    """Send an issue, one message to each recipient. Without --send nothing leaves this machine."""
    _checked(asked, to, test)
    ready, entries = asked.ready()
    if send and test is None and ready.site.edition.at > dt.datetime.now(dt.UTC):
        raise typer.BadParameter("what is not published yet is sent to nobody but --test ADDRESS; a rehearsal may look ahead", param_hint="--at")
    asked.told(lacking(ready, really=send), "Nothing is sent before it is there.")
    if test is not None:
        lang = asked.one(entries)
        return send_test(asked, ready, envelopes(asked, ready, entries, (lang,))[lang], address_of(test), really=send)
    assert to is not None  # noqa: S101 - see above
    listed, delivered = meant(asked, ready, entries, to)
    written = envelopes(asked, ready, entries, tuple(delivered.by_lang))
    if send:
        return send_all(asked, ready, written, delivered)
    return rehearse(asked, written, delivered, listed.doubles)
