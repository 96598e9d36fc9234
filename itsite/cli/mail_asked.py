"""What all commands of `itsite mail` are asked for: an issue of a site, and how it is told what became of it."""

import functools
import inspect
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from itsite.cli.arguments import AtOption, FormatOption, SiteOption, checked_instant, site_folder
from itsite.cli.formats import Format
from itsite.cli.garbage import collect_rarely
from itsite.cli.reporting import REFUSAL, Printer, as_data, document, visible
from itsite.mailing.issue import Issue, issue_of
from itsite.mailing.message import unfit_words
from itsite.mailing.pictures import Way
from itsite.mailing.prepared import NoIssueError, Ready, editions
from itsite.model.meta import Classification
from itsite.model.problem import Location, Problem, RefusedError, in_order
from itsite.model.report import Report
from itsite.model.site import Entry
from itsite.pipeline import Request, prepare

IssueArgument = Annotated[str, typer.Argument(metavar="ISSUE", help="File, address or number of the issue, such as 2026-11.")]
LangOption = Annotated[str | None, typer.Option("--lang", help="Language; else the first of the site that the issue has.", show_default=False)]
DraftOption = Annotated[bool, typer.Option("--drafts", help="Drafts too: preview shows them anyway, send takes them with --test.", show_default=False)]
LevelOption = Annotated[Classification, typer.Option("--classification", help="Issues and news of this level and more open ones.")]
UNMENDED = "There is no mail before they are mended."


class Stopped(Exception):  # noqa: N818 - no error: problems have been printed
    """There is nothing more to do; `code` is the exit code."""

    def __init__(self, code: int) -> None:
        self.code = code


@dataclass
class Asked:
    """One call of a command; gathers the warnings on its way."""

    root: Path
    request: Request
    printer: Printer
    name: str
    lang: str | None
    warnings: list[Problem] = field(default_factory=list)

    def ready(self) -> tuple[Ready, dict[str, Entry]]:
        """The site, and the issue in each of its languages. Raises Stopped, or a usage error."""
        collect_rarely()
        prepared = prepare(replace(self.request, runner=self.printer.runner()))
        if prepared.failed or prepared.site is None or prepared.theme is None:
            raise Stopped(self.printer.report(Report(prepared.problems), done="", failed=UNMENDED))
        ready = Ready(prepared, prepared.site, prepared.theme)
        try:
            return ready, editions(ready, self.name)
        except NoIssueError as error:
            raise typer.BadParameter(str(error), param_hint="ISSUE") from None

    def one(self, entries: Mapping[str, Entry]) -> str:
        """The language that is meant. Raises a usage error."""
        if self.lang is None:
            return next(iter(entries))
        if self.lang not in entries:
            raise typer.BadParameter(f'the issue is not there in "{self.lang}"; it is in: {", ".join(entries)}', param_hint="--lang")
        return self.lang

    def issue(self, ready: Ready, entry: Entry, way: Way | None = None) -> Issue:
        """The issue in the language of `entry`. Raises Stopped; a preview ("files") is made whatever is wrong with its size and its pictures."""
        issue, problems = issue_of(ready, entry, way)
        unfit = unfit_words(ready, issue) if issue else ()
        if issue is None or unfit:
            self.told((*problems, *unfit))
        elif way != "files":
            self.told(problems)
        assert issue is not None  # noqa: S101 - without it there are problems
        return issue

    def told(self, problems: Iterable[Problem], failed: str = UNMENDED) -> None:
        """Tells of problems. Raises Stopped when there is an error among them."""
        self.warnings += problems
        if any(problem.is_error for problem in self.warnings):
            raise Stopped(self.printer.report(Report(in_order(self.warnings)), done="", failed=failed))

    def done(self, lines: Iterable[str], data: Mapping[str, Any], why: RefusedError | None = None) -> None:
        """Says what became of it, in words or for programs. Raises RefusedError when it cannot be written, and `why` for people."""
        text = "\n".join(visible(line) for line in lines)
        if self.printer.form is Format.TEXT:
            if self.warnings:
                self.printer.report(Report(in_order(self.warnings)), done=text.replace("{", "{{").replace("}", "}}"), failed="")
            else:
                document(text)
            if why:
                raise why
            return
        refusal = (Problem(Location(why.path), REFUSAL, why.message, why.hint),) if why else ()
        problems = in_order((*self.warnings, *refusal))
        if self.printer.form is Format.JSON:
            document(json.dumps({"problems": [as_data(problem) for problem in problems], **data}, ensure_ascii=False))
        else:
            self.printer.report(Report(problems), done="", failed="")


def asking(*, drafts: bool) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Gives a command the arguments of all commands of mails; it is called with what they ask for. `drafts` says whether drafts are shown unasked."""

    def common(  # noqa: PLR0913 - one parameter an option
        issue: IssueArgument,
        site: SiteOption = None,
        lang: LangOption = None,
        at: AtOption = None,
        drafts: DraftOption = drafts,
        classification: LevelOption = Classification.INTERNAL,
        form: FormatOption = Format.TEXT,
    ) -> Asked:
        root = site_folder(site)
        return Asked(root, Request(root, checked_instant(at), drafts, classification), Printer(form, root), issue, lang)

    shared = inspect.signature(common).parameters

    def made(command: Callable[..., int]) -> Callable[..., int]:
        own = tuple(inspect.signature(command).parameters.values())[1:]

        @functools.wraps(command)
        def called(**given: Any) -> int:  # noqa: ANN401 - what typer has read
            asked = common(**{name: given.pop(name) for name in shared})
            try:
                with asked.printer.refusals():
                    return command(asked, **given)
            except Stopped as stop:
                return stop.code

        issue, *others = (parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in shared.values())
        called.__signature__ = inspect.Signature([issue, *(one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own), *others])  # type: ignore[attr-defined]
        return called

    return made
