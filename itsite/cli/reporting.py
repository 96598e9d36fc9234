"""Problems and results for people and for machines."""

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from itsite import __version__
from itsite.cli.formats import Format
from itsite.cli.progress import Progress
from itsite.engine.runner import Runner
from itsite.engine.workers import Workers, cores
from itsite.model.problem import Location, Problem, RefusedError, Severity
from itsite.model.report import Report
from itsite.places import bundled

RED, YELLOW, DIM, BOLD, PLAIN = "\033[31m", "\033[33m", "\033[2m", "\033[1m", "\033[0m"
MAX_SOURCE_CHARACTERS = 160
REFUSAL = "IO001"


def visible(text: str) -> str:
    """Text that cannot steer a terminal."""
    return "".join(c if c.isprintable() else "·" for c in text.expandtabs(1))


def _source_line(root: Path, problem: Problem) -> str:
    """The line that a problem speaks of; empty when it speaks of a whole file or of a finished page."""
    if not problem.at.line:
        return ""
    for folder in (root, bundled()):
        with contextlib.suppress(OSError):
            file = folder / problem.at.path
            if file.is_file() and file.resolve().is_relative_to(folder.resolve()):
                lines = file.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
                if problem.at.path == "site.yaml":
                    from itsite.delivery.written import shown_lines  # noqa: PLC0415 - a site without mistakes never needs it

                    lines = shown_lines(lines)
                return lines[problem.at.line - 1] if problem.at.line <= len(lines) else ""
    return ""


def _place(problem: Problem) -> str:
    at = problem.at
    return f"{at.path}:{at.line}:{max(at.column, 1)}" if at.line else at.path


def _text(problem: Problem, root: Path, *, colour: bool) -> str:
    tone = RED if problem.is_error else YELLOW
    on, off, bold, dim = (tone, PLAIN, BOLD, DIM) if colour else ("", "", "", "")
    cure = f" ({problem.hint})" if problem.hint else ""
    line = f"{bold}{visible(_place(problem))}{off}: {on}{problem.severity}[{problem.code}]{off} {visible(problem.message)}{visible(cure)}"
    source = visible(_source_line(root, problem)).rstrip()
    return f"{line}\n    {dim}{source[:MAX_SOURCE_CHARACTERS]}{off}" if source else line


def as_data(problem: Problem) -> dict[str, Any]:
    """A problem for programs."""
    return {
        "path": problem.at.path, "line": problem.at.line, "column": problem.at.column, "severity": problem.severity.value,
        "code": problem.code, "message": problem.message, "hint": problem.hint,
    }  # fmt: skip


def _json(report: Report, seconds: float) -> str:
    document = {
        "problems": [as_data(problem) for problem in report.problems],
        "outputs": report.outputs,
        "rendered": report.rendered,
        "reused": report.reused,
        "pages": report.pages,
        "seconds": round(seconds, 3),
        "next_change": report.next_change.isoformat() if report.next_change else None,
    }
    return json.dumps(document)


def _sarif(report: Report) -> str:
    def result(problem: Problem) -> dict[str, Any]:
        region = {"region": {"startLine": problem.at.line, "startColumn": max(problem.at.column, 1)}} if problem.at.line else {}
        place = {"physicalLocation": {"artifactLocation": {"uri": quote(problem.at.path)}, **region}}
        text = problem.message + (f" ({problem.hint})" if problem.hint else "")
        return {"ruleId": problem.code, "level": problem.severity.value, "message": {"text": text}, "locations": [place]}

    rules = [{"id": code} for code in sorted({problem.code for problem in report.problems})]
    driver = {"name": "itsite", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [result(problem) for problem in report.problems]}
    return json.dumps({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _github(problem: Problem) -> str:
    def escaped(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    text = escaped(problem.message + (f" ({problem.hint})" if problem.hint else ""))
    path = escaped(problem.at.path).replace(":", "%3A").replace(",", "%2C")
    return f"::{problem.severity} file={path},line={max(problem.at.line, 1)},col={max(problem.at.column, 1)},title={problem.code}::{text}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def summary(report: Report) -> str:
    """How many problems there are, in words; empty when there are none."""
    errors = sum(problem.is_error for problem in report.problems)
    warnings = sum(problem.severity is Severity.WARNING for problem in report.problems)
    counts = [_count(n, word, word + "s") for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return ", ".join(counts)


def document(text: str) -> None:
    """Writes what a program asked for to stdout. Raises RefusedError when the machine does not take it."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough: the exit code is still that of the work.
        return
    except OSError as error:
        raise RefusedError(f"the result cannot be written: {error.strerror}", path="standard output", hint="make room where it goes") from None


def remark(stream: TextIO, text: str) -> None:
    """Writes a line for people; the work is done whether anybody reads it or not."""
    with contextlib.suppress(OSError):
        stream.write(text + "\n")
        stream.flush()


class Printer:
    """Prints one report; measures the time from its making."""

    def __init__(self, form: Format, root: Path, errors: TextIO | None = None) -> None:
        """`root` is the folder of the site, whose lines are shown."""
        self.form, self.root, self.errors = form, root, errors or sys.stderr
        self.started = time.monotonic()

    def runner(self, jobs: int | None = None) -> Runner:
        """How the work is done: in so many processes (one for each core), with its progress shown to a person at a terminal."""
        workers = Workers(jobs or cores())
        return Progress(workers, self.errors) if self.form is Format.TEXT and self.errors.isatty() else workers

    def note(self, text: str) -> None:
        """A line for people about something that is no problem; nothing when it is empty."""
        if text:
            remark(self.errors, f"itsite: {visible(text)}")

    @contextlib.contextmanager
    def refusals(self) -> Iterator[None]:
        """A refusal inside the block is printed in the form asked for before it goes on its way."""
        try:
            yield
        except RefusedError as error:
            if self.form is not Format.TEXT:
                self.report(Report((Problem(Location(error.path), REFUSAL, error.message, error.hint),)), done="", failed="")
            raise

    def report(self, report: Report, *, done: str, failed: str) -> int:
        """Prints everything and returns the exit code; `done` and `failed` are the last line for people."""
        seconds = time.monotonic() - self.started
        if self.form is Format.TEXT:
            colour = self.errors.isatty() and not os.environ.get("NO_COLOR")
            for problem in report.problems:
                remark(self.errors, _text(problem, self.root, colour=colour))
            counted = summary(report)
            if counted:
                remark(self.errors, f"{counted}." + (f" {failed}" if report.failed else ""))
            if not report.failed:
                pages, files = _count(report.pages, "page", "pages"), _count(report.outputs, "file", "files")
                remark(sys.stdout, done.format(pages=pages, files=files, seconds=f"{seconds:.1f}"))
        elif self.form is Format.JSON:
            document(_json(report, seconds))
        elif self.form is Format.SARIF:
            document(_sarif(report))
        elif report.problems:
            document("\n".join(_github(problem) for problem in report.problems))
        return 1 if report.failed else 0
