"""Problems and results for people and for machines."""

import contextlib
import json
import sys
import time
from pathlib import Path
from typing import Any, TextIO

from itsite import __version__
from itsite.cli.arguments import Format
from itsite.model.problem import Problem, Severity
from itsite.pipeline import Report
from itsite.places import bundled

RED, YELLOW, DIM, BOLD, PLAIN = "\033[31m", "\033[33m", "\033[2m", "\033[1m", "\033[0m"
MAX_SOURCE_CHARACTERS = 160


def _visible(text: str) -> str:
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
                lines = file.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
                return lines[problem.at.line - 1] if problem.at.line <= len(lines) else ""
    return ""


def _place(problem: Problem) -> str:
    at = problem.at
    return f"{at.path}:{at.line}:{max(at.column, 1)}" if at.line else at.path


def _text(problem: Problem, root: Path, *, colour: bool) -> str:
    tone = RED if problem.is_error else YELLOW
    on, off, bold, dim = (tone, PLAIN, BOLD, DIM) if colour else ("", "", "", "")
    cure = f" ({problem.hint})" if problem.hint else ""
    line = f"{bold}{_visible(_place(problem))}{off}: {on}{problem.severity}[{problem.code}]{off} {_visible(problem.message)}{_visible(cure)}"
    source = _visible(_source_line(root, problem)).rstrip()
    return f"{line}\n    {dim}{source[:MAX_SOURCE_CHARACTERS]}{off}" if source else line


def _as_dict(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.at.path, "line": problem.at.line, "column": problem.at.column, "severity": problem.severity.value,
        "code": problem.code, "message": problem.message, "hint": problem.hint,
    }  # fmt: skip


def _json(report: Report, seconds: float) -> str:
    document = {
        "problems": [_as_dict(problem) for problem in report.problems],
        "outputs": report.outputs,
        "rendered": report.rendered,
        "reused": report.reused,
        "pages": report.pages,
        "seconds": round(seconds, 3),
        "next_change": report.next_change.isoformat() if report.next_change else None,
    }
    return json.dumps(document, ensure_ascii=False)


def _sarif(report: Report) -> str:
    def result(problem: Problem) -> dict[str, Any]:
        region = {"region": {"startLine": problem.at.line, "startColumn": max(problem.at.column, 1)}} if problem.at.line else {}
        place = {"physicalLocation": {"artifactLocation": {"uri": problem.at.path}, **region}}
        text = problem.message + (f" ({problem.hint})" if problem.hint else "")
        return {"ruleId": problem.code, "level": problem.severity.value, "message": {"text": text}, "locations": [place]}

    rules = [{"id": code} for code in sorted({problem.code for problem in report.problems})]
    driver = {"name": "itsite", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [result(problem) for problem in report.problems]}
    return json.dumps({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}, ensure_ascii=False)


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


class Printer:
    """Prints one report; measures the time from its making."""

    def __init__(self, form: Format, root: Path, errors: TextIO | None = None) -> None:
        """`root` is the folder of the site, whose lines are shown."""
        self.form, self.root, self.errors = form, root, errors or sys.stderr
        self.started = time.monotonic()

    def report(self, report: Report, *, done: str, failed: str) -> int:
        """Prints everything and returns the exit code; `done` and `failed` are the last line for people."""
        seconds = time.monotonic() - self.started
        if self.form is Format.TEXT:
            colour = self.errors.isatty()
            for problem in report.problems:
                self.errors.write(_text(problem, self.root, colour=colour) + "\n")
            counted = summary(report)
            if counted:
                self.errors.write(f"{counted}." + (f" {failed}" if report.failed else "") + "\n")
            self.errors.flush()
            if not report.failed:
                sys.stdout.write(
                    done.format(pages=_count(report.pages, "page", "pages"), files=_count(report.outputs, "file", "files"), seconds=f"{seconds:.1f}") + "\n"
                )
        elif self.form is Format.JSON:
            sys.stdout.write(_json(report, seconds) + "\n")
        elif self.form is Format.SARIF:
            sys.stdout.write(_sarif(report) + "\n")
        else:
            for problem in report.problems:
                sys.stdout.write(_github(problem) + "\n")
        return 1 if report.failed else 0
